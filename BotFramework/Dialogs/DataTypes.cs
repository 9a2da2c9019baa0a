using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CampaignBot.BotFramework;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>
/// What dialogs may keep in state, and its names in JSON: the values and collections listed here, the Bot Framework's
/// own types, and the plain data types declared in the assemblies of the dialogs. A name in stored JSON can mean
/// nothing else.
/// </summary>
internal sealed class DataTypes
{
    private static readonly Lock Gate = new();
    private static readonly List<DataTypes> Known = [];

    private static readonly Dictionary<string, Type> Values = new(StringComparer.Ordinal)
    {
        ["bool"] = typeof(bool),
        ["byte"] = typeof(byte),
        ["sbyte"] = typeof(sbyte),
        ["short"] = typeof(short),
        ["ushort"] = typeof(ushort),
        ["int"] = typeof(int),
        ["uint"] = typeof(uint),
        ["long"] = typeof(long),
        ["ulong"] = typeof(ulong),
        ["float"] = typeof(float),
        ["double"] = typeof(double),
        ["decimal"] = typeof(decimal),
        ["char"] = typeof(char),
        ["string"] = typeof(string),
        ["object"] = typeof(object),
        ["DateTime"] = typeof(DateTime),
        ["DateTimeOffset"] = typeof(DateTimeOffset),
        ["DateOnly"] = typeof(DateOnly),
        ["TimeOnly"] = typeof(TimeOnly),
        ["TimeSpan"] = typeof(TimeSpan),
        ["DayOfWeek"] = typeof(DayOfWeek),
        ["Guid"] = typeof(Guid),
        ["Uri"] = typeof(Uri),
        ["Version"] = typeof(Version),
        ["JsonElement"] = typeof(JsonElement),
        ["JsonNode"] = typeof(JsonNode),
        ["JsonObject"] = typeof(JsonObject),
        ["JsonArray"] = typeof(JsonArray),
        ["List"] = typeof(List<>),
        ["HashSet"] = typeof(HashSet<>),
        ["SortedSet"] = typeof(SortedSet<>),
        ["Queue"] = typeof(Queue<>),
        ["ImmutableArray"] = typeof(ImmutableArray<>),
        ["ImmutableList"] = typeof(ImmutableList<>),
        ["Dictionary"] = typeof(Dictionary<,>),
        ["SortedDictionary"] = typeof(SortedDictionary<,>),
        ["KeyValuePair"] = typeof(KeyValuePair<,>),
        ["Nullable"] = typeof(Nullable<>),
        ["Tuple1"] = typeof(ValueTuple<>),
        ["Tuple2"] = typeof(ValueTuple<,>),
        ["Tuple3"] = typeof(ValueTuple<,,>),
        ["Tuple4"] = typeof(ValueTuple<,,,>),
        ["Tuple5"] = typeof(ValueTuple<,,,,>),
    };

    private static readonly Dictionary<Type, string> ValueNames = Values.ToDictionary(v => v.Value, v => v.Key);

    private static readonly string[] FrameworkNamespaces =
    [
        typeof(Activity).Namespace!, typeof(TeamsChannelData).Namespace!, typeof(RecognizerResult).Namespace!,
        typeof(DialogState).Namespace!, typeof(Choices.Choice).Namespace!,
    ];

    private static readonly Assembly Framework = typeof(DataTypes).Assembly;

    private readonly HashSet<Assembly> assemblies;
    private readonly ConcurrentDictionary<Type, string> names = new();
    private readonly ConcurrentDictionary<string, Type> types = new(StringComparer.Ordinal);

    private DataTypes(HashSet<Assembly> assemblies)
    {
        this.assemblies = assemblies;
        Options = new JsonSerializerOptions(StateJson.Options)
        {
            // A null that someone put there is not the value that a new object would have.
            DefaultIgnoreCondition = JsonIgnoreCondition.Never,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Converters = { new TaggedValueConverter(this), new SchemaConverter() },
        };
        Options.MakeReadOnly();
    }

    /// <summary>Only what needs no dialog's assembly.</summary>
    public static DataTypes Basic { get; } = Of([]);

    /// <summary>How values of these types are written.</summary>
    public JsonSerializerOptions Options { get; }

    /// <summary>The types of <paramref name="assemblies"/> and the basic ones; the same object for the same assemblies, as its serialisers are costly to make.</summary>
    public static DataTypes Of(IEnumerable<Assembly> assemblies)
    {
        var set = assemblies.Where(a => a != Framework).ToHashSet();
        lock (Gate)
        {
            var known = Known.Find(k => k.assemblies.SetEquals(set));
            if (known is null)
                Known.Add(known = new DataTypes(set));
            return known;
        }
    }

    /// <summary>The name of <paramref name="type"/> in JSON.</summary>
    /// <exception cref="InvalidOperationException">It may not be kept.</exception>
    public string NameOf(Type type) => names.GetOrAdd(type, t => TryName(t) ?? throw Refusal(t));

    /// <summary>The type called <paramref name="name"/>; false where there is none that may be kept.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out Type? type)
    {
        if (types.TryGetValue(name, out type))
            return true;
        type = Parse(name);
        if (type is not null)
            types.TryAdd(name, type);
        return type is not null;
    }

    /// <summary>
    /// The type to write a value as. A compiler's or library's own collection is written as the List, HashSet or
    /// Dictionary that can stand in for it.
    /// </summary>
    public static Type Written(Type type)
    {
        if (typeof(JsonNode).IsAssignableFrom(type))
            return typeof(JsonNode);
        if (type.IsArray || (type.IsGenericType && ValueNames.ContainsKey(type.GetGenericTypeDefinition())))
            return type;
        if (type.Namespace is { } ns && !ns.StartsWith("System", StringComparison.Ordinal) && !IsCompilerMade(type))
            return type;
        return StandIn(type, typeof(IReadOnlyDictionary<,>), typeof(Dictionary<,>))
            ?? StandIn(type, typeof(IReadOnlySet<>), typeof(HashSet<>))
            ?? StandIn(type, typeof(IReadOnlyList<>), typeof(List<>))
            ?? type;
    }

    private static Type? StandIn(Type type, Type contract, Type collection) =>
        Array.Find(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == contract) is { } found
            ? collection.MakeGenericType(found.GetGenericArguments())
            : null;

    private static bool IsCompilerMade(Type type) => type.Name.StartsWith('<') || type.IsDefined(typeof(CompilerGeneratedAttribute), false);

    private static bool IsPlainData(Type type) =>
        !type.IsAbstract && !type.IsInterface && !type.IsPointer && !type.IsByRefLike && !IsCompilerMade(type)
        && !typeof(Delegate).IsAssignableFrom(type) && !typeof(Exception).IsAssignableFrom(type)
        && !typeof(IDisposable).IsAssignableFrom(type) && !typeof(IAsyncDisposable).IsAssignableFrom(type)
        && !typeof(Dialog).IsAssignableFrom(type) && !typeof(IBot).IsAssignableFrom(type)
        && !typeof(ITurnContext).IsAssignableFrom(type) && !typeof(DialogContext).IsAssignableFrom(type)
        && !typeof(BotState).IsAssignableFrom(type) && !typeof(IStorage).IsAssignableFrom(type);

    private string? TryName(Type type)
    {
        if (type.IsArray)
            return type.IsSZArray && TryName(type.GetElementType()!) is { } element ? $"{element}[]" : null;
        if (!type.IsGenericType)
            return ValueNames.GetValueOrDefault(type) ?? DataName(type);

        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GetGenericArguments().Select(TryName).ToList();
        return (ValueNames.GetValueOrDefault(definition) ?? DataName(definition)) is { } name && !arguments.Contains(null)
            ? $"{name}<{string.Join(',', arguments)}>"
            : null;
    }

    private string? DataName(Type type)
    {
        if (!IsPlainData(type))
            return null;
        var name = type.Assembly == Framework && FrameworkNamespaces.Contains(type.Namespace, StringComparer.Ordinal) ? type.Name : type.FullName!;
        return FindData(name) == type ? name : null;
    }

    private Type? FindData(string name)
    {
        foreach (var ns in FrameworkNamespaces)
        {
            if (Framework.GetType($"{ns}.{name}") is { IsPublic: true } type && IsPlainData(type))
                return type;
        }

        foreach (var assembly in assemblies)
        {
            if (assembly.GetType(name) is { } type && IsPlainData(type))
                return type;
        }

        return null;
    }

    private Type? Parse(string name)
    {
        if (name.EndsWith("[]", StringComparison.Ordinal))
            return Parse(name[..^2])?.MakeArrayType();
        var open = name.IndexOf('<', StringComparison.Ordinal);
        if (open < 0)
            return Values.TryGetValue(name, out var value) ? value.IsGenericTypeDefinition ? null : value : FindData(name) is { IsGenericTypeDefinition: false } data ? data : null;
        if (!name.EndsWith('>'))
            return null;

        var definition = Values.GetValueOrDefault(name[..open]) ?? FindData(name[..open]);
        var arguments = Split(name[(open + 1)..^1]).Select(Parse).ToArray();
        if (definition is not { IsGenericTypeDefinition: true } || arguments.Contains(null) || definition.GetGenericArguments().Length != arguments.Length)
            return null;
        try
        {
            return definition.MakeGenericType(arguments!);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Split(string arguments)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < arguments.Length; i++)
        {
            depth += arguments[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (arguments[i] != ',' || depth != 0)
                continue;
            yield return arguments[start..i];
            start = i + 1;
        }

        yield return arguments[start..];
    }

    private static InvalidOperationException Refusal(Type type) => new(
        $"A {type} can't be kept in the state of a dialog. Keep values, lists and dictionaries of them, types of the Bot Framework, or a plain class, record or enum declared in the assembly of the dialog.");
}
