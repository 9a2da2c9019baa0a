using System.Globalization;
using CampaignBot.Core.Understanding;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CampaignBot.Core.Campaign;

/// <summary>
/// A YAML mapping read field by field. What is missing, misspelt or of the wrong form is reported with its line,
/// and reading goes on with a stand-in, so that one run reports every problem.
/// </summary>
internal sealed class YamlFields
{
    private readonly ContentProblems _problems;
    private readonly string _file;
    private readonly int _lineOffset;
    private readonly string _path;
    private readonly int _line;
    private readonly Dictionary<string, (YamlNode Value, int Line)> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<YamlFields> _mappings = [];
    private readonly bool _isStandIn;

    private YamlFields(YamlMappingNode? node, string path, string file, int lineOffset, ContentProblems problems)
    {
        (_path, _file, _lineOffset, _problems) = (path, file, lineOffset, problems);
        _isStandIn = node is null;
        _line = node is null ? lineOffset + 1 : LineOf(node);
        foreach (var (key, value) in node?.Children ?? Enumerable.Empty<KeyValuePair<YamlNode, YamlNode>>())
            if (key is YamlScalarNode { Value: { } name })
                _fields[name] = (value, LineOf(key));
    }

    /// <summary>Reads a text that is one mapping. Broken YAML is reported and reads as empty.</summary>
    /// <param name="lineOffset">How many lines of the file come before the text.</param>
    public static YamlFields? Parse(string yaml, string file, int lineOffset, ContentProblems problems)
    {
        var parser = new Parser(new StringReader(yaml));
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
                return new YamlFields(root, "", file, lineOffset, problems);
            problems.Error(file, lineOffset + 1, "Expected one list of `name: value` lines.");
        }
        catch (YamlException e)
        {
            problems.Error(file, (int)e.Start.Line + lineOffset, $"Not valid YAML: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            // What the parser throws where a list or text is opened and never closed.
            problems.Error(file, (int)(parser.Current?.End.Line ?? 1) + lineOffset, "Not valid YAML: something opened here is not closed.");
        }
        return null;
    }

    /// <summary>The line a field stands on; the mapping's own where it is missing.</summary>
    public int Line(string name) => _fields.TryGetValue(name, out var field) ? field.Line : _line;

    public void Error(string name, string message) => _problems.Error(_file, Line(name), message);

    public void ErrorOfItem(string name, int index, string message) => _problems.Error(_file, LineOfItem(name, index), message);

    /// <summary>A text; reported where it is missing or empty.</summary>
    public string Text(string name) => Require(name) ? OptionalText(name) ?? "" : "";

    public string? OptionalText(string name)
    {
        if (Take(name) is not { } node)
            return null;
        if (node is YamlScalarNode { Value: { } value } && !string.IsNullOrWhiteSpace(value))
            return value.Trim();
        Error(name, $"`{_path}{name}` needs a text.");
        return "";
    }

    public bool Flag(string name)
    {
        switch (OptionalText(name))
        {
            case null or "" or "false": return false;
            case "true": return true;
            default:
                Error(name, $"`{_path}{name}` must be true or false.");
                return false;
        }
    }

    public DateOnly Date(string name) => Require(name) ? OptionalDate(name) ?? default : default;

    public DateOnly? OptionalDate(string name)
    {
        if (OptionalText(name) is not { Length: > 0 } text)
            return null;
        if (IsDate(text, out var date))
            return date;
        Error(name, $"`{_path}{name}`: '{text}' is not a date like 2026-11-22.");
        return null;
    }

    /// <summary>A list of dates, each with its place in the list; those that are none are reported and left out.</summary>
    public IReadOnlyList<(DateOnly Date, int Index)> Dates(string name)
    {
        var dates = new List<(DateOnly, int)>();
        foreach (var (index, text) in Texts(name).Index())
        {
            if (IsDate(text, out var date))
                dates.Add((date, index));
            else
                ErrorOfItem(name, index, $"`{_path}{name}`: '{text}' is not a date like 2026-11-22.");
        }
        return dates;
    }

    /// <summary>A time of day.</summary>
    public TimeOnly Time(string name) => Require(name) ? OptionalTime(name) ?? default : default;

    public TimeOnly? OptionalTime(string name)
    {
        if (OptionalText(name) is not { Length: > 0 } text)
            return null;
        if (TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;
        Error(name, $"`{_path}{name}`: '{text}' is not a time like 18:30.");
        return null;
    }

    /// <summary>A whole number within bounds.</summary>
    public int? OptionalNumber(string name, int least, int most)
    {
        if (OptionalText(name) is not { Length: > 0 } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Error(name, string.Create(CultureInfo.InvariantCulture, $"`{_path}{name}`: '{text}' is not a number from {least} to {most}."));
        return null;
    }

    /// <summary>A number of degrees within bounds.</summary>
    public double? OptionalDegrees(string name, double most)
    {
        if (OptionalText(name) is not { Length: > 0 } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most)
            return degrees;
        Error(name, string.Create(CultureInfo.InvariantCulture, $"`{_path}{name}`: '{text}' is not a number from -{most} to {most}."));
        return null;
    }

    /// <summary>A link a voter may be given: https and absolute.</summary>
    public Uri Link(string name)
    {
        var text = Text(name);
        if (SafeLink.TryRead(text, out var link))
            return link;
        if (text.Length > 0)
            Error(name, $"`{_path}{name}`: '{text}' is not a safe link; it must begin with https://.");
        return new Uri("https://invalid.example");
    }

    public IReadOnlyList<string> Texts(string name)
    {
        var texts = new List<string>();
        if (Take(name) is not { } node)
            return texts;
        if (node is not YamlSequenceNode list)
        {
            Error(name, $"`{_path}{name}` must be a list.");
            return texts;
        }
        foreach (var item in list.Children)
        {
            if (item is YamlScalarNode { Value: { } value } && !string.IsNullOrWhiteSpace(value))
                texts.Add(value.Trim());
            else
                _problems.Error(_file, LineOf(item), $"`{_path}{name}` must list texts.");
        }
        return texts;
    }

    /// <summary>The line of each item of a list, in order.</summary>
    public int LineOfItem(string name, int index) =>
        _fields.TryGetValue(name, out var field) && field.Value is YamlSequenceNode list && index < list.Children.Count
            ? LineOf(list.Children[index])
            : Line(name);

    /// <summary>A text in each of the languages.</summary>
    public LocalizedText Localized(string name, IReadOnlyList<string> languages)
    {
        var texts = Mapping(name);
        return new LocalizedText(languages.ToDictionary(l => l, texts.Text, StringComparer.Ordinal));
    }

    /// <summary>A text in each of the languages; null where the field isn't there.</summary>
    public LocalizedText? OptionalLocalized(string name, IReadOnlyList<string> languages) => Has(name) ? Localized(name, languages) : null;

    /// <summary>A list of mappings; empty where the field isn't there.</summary>
    public IReadOnlyList<YamlFields> Mappings(string name)
    {
        var mappings = new List<YamlFields>();
        if (Take(name) is not { } node)
            return mappings;
        if (node is not YamlSequenceNode list)
        {
            Error(name, $"`{_path}{name}` must be a list.");
            return mappings;
        }
        foreach (var item in list.Children)
        {
            if (item is YamlMappingNode mapping)
                mappings.Add(new YamlFields(mapping, $"{_path}{name}.", _file, _lineOffset, _problems));
            else
                _problems.Error(_file, LineOf(item), $"`{_path}{name}` must list mappings: lines of `name: value`, the first after a dash.");
        }
        _mappings.AddRange(mappings);
        return mappings;
    }

    public YamlFields Mapping(string name)
    {
        var node = Require(name) ? Take(name) : null;
        if (node is not null and not YamlMappingNode)
            Error(name, $"`{_path}{name}` must be a list of `name: value` lines.");
        var mapping = new YamlFields(node as YamlMappingNode, $"{_path}{name}.", _file, _lineOffset, _problems);
        _mappings.Add(mapping);
        return mapping;
    }

    public bool Has(string name) => Take(name) is not null;

    /// <summary>Reports every field that nobody asked for, with the nearest name that is known.</summary>
    public void RefuseUnknown()
    {
        foreach (var (name, (_, line)) in _fields)
        {
            if (_known.Contains(name))
                continue;
            var nearest = _known.MinBy(known => EditDistance.Between(known, name));
            var hint = nearest is not null && EditDistance.Between(nearest, name) <= 2 ? $" Did you mean `{nearest}`?" : "";
            _problems.Error(_file, line, $"`{_path}{name}` is not known here.{hint}");
        }
        foreach (var mapping in _mappings)
            mapping.RefuseUnknown();
    }

    private static bool IsDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private YamlNode? Take(string name)
    {
        _known.Add(name);
        return _fields.TryGetValue(name, out var field) ? field.Value : null;
    }

    private bool Require(string name)
    {
        _known.Add(name);
        if (_fields.ContainsKey(name))
            return true;
        // A mapping that is missing was reported itself.
        if (!_isStandIn)
            _problems.Error(_file, _line, $"`{_path}{name}` is missing.");
        return false;
    }

    private int LineOf(YamlNode node) => (int)node.Start.Line + _lineOffset;
}
