using System.Reflection;
using System.Text;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework;

/// <summary>
/// A bot written for Microsoft.Bot.Builder 4.23.1 compiles against ours: every name and signature in PublicApi.txt
/// exists, but for those that PublicApi.Absent.txt names with a reason.
/// </summary>
public class PublicApiTests
{
    [Fact]
    public void PublicApi_ComparedWithTheOriginal_HasEverythingNotListedAsAbsent()
    {
        var present = typeof(Activity).Assembly.GetTypes().SelectMany(Describe).ToHashSet(StringComparer.Ordinal);
        var absent = Absent().ToList();

        var missing = Lines("PublicApi.txt").Where(l => !present.Contains(l) && !absent.Exists(a => Covers(a, l))).ToList();

        Assert.True(missing.Count == 0, "Missing:\n" + string.Join('\n', missing));
    }

    [Fact]
    public void AbsentList_ComparedWithTheOriginal_NamesOnlyWhatIsThereAndAbsent()
    {
        var present = typeof(Activity).Assembly.GetTypes().SelectMany(Describe).ToHashSet(StringComparer.Ordinal);
        var original = Lines("PublicApi.txt").ToList();

        var idle = Absent().Where(a => !original.Exists(l => Covers(a, l) && !present.Contains(l))).ToList();

        Assert.True(idle.Count == 0, "Listed as absent but present, or never there:\n" + string.Join('\n', idle));
    }

    private static bool Covers(string absent, string line) =>
        absent.EndsWith('*') ? line.Contains(absent[..^1], StringComparison.Ordinal) : absent == line;

    private static IEnumerable<string> Absent() =>
        Lines("PublicApi.Absent.txt").Where(l => !l.StartsWith('#'));

    private static IEnumerable<string> Lines(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "BotFramework", file)).Where(l => l.Length > 0);

    private static IEnumerable<string> Describe(Type type)
    {
        if (type.Namespace?.StartsWith("Microsoft.Bot", StringComparison.Ordinal) != true || !IsVisible(type))
            yield break;

        var name = $"{type.Namespace}.{Name(type)}";
        yield return name;

        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;
        foreach (var member in Members(type, all).Where(m => m is not MethodBase { IsSpecialName: true, IsConstructor: false }))
        {
            var description = member switch
            {
                FieldInfo { IsLiteral: true } or FieldInfo { IsStatic: true } => member.Name,
                FieldInfo field => $"{Name(field.FieldType)} {field.Name}",
                PropertyInfo property => $"{Name(property.PropertyType)} {property.Name}",
                ConstructorInfo constructor => $".ctor({Parameters(constructor)})",
                MethodInfo method => $"{Name(method.ReturnType)} {MethodName(method)}({Parameters(method)})",
                _ => null,
            };
            if (description is not null)
                yield return $"{name} : {description}";

            // The original has a static field where a static property may serve as well.
            if (member is PropertyInfo { GetMethod.IsStatic: true })
                yield return $"{name} : {member.Name}";
        }
    }

    private static IEnumerable<MemberInfo> Members(Type type, BindingFlags flags) =>
        type.IsInterface ? type.GetInterfaces().Append(type).SelectMany(t => t.GetMembers(flags)) : type.GetMembers(flags);

    private static bool IsVisible(Type type) => type.IsPublic || type.IsNestedPublic;

    private static string MethodName(MethodInfo method) => method.IsGenericMethod
        ? $"{method.Name}<{string.Join(',', method.GetGenericArguments().Select(Name))}>"
        : method.Name;

    private static string Parameters(MethodBase method) => string.Join(',', method.GetParameters().Select(p => Name(p.ParameterType)));

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{Name(value)}?";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;

        var name = new StringBuilder(type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name);
        if (!type.IsGenericType)
            return name.ToString();

        name.Length = name.ToString().IndexOf('`', StringComparison.Ordinal) is >= 0 and var tick ? tick : name.Length;
        return $"{name}<{string.Join(',', type.GetGenericArguments().Select(Name))}>";
    }

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(uint)] = "uint",
        [typeof(void)] = "void",
    };
}
