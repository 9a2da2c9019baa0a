using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CampaignBot.Training;

/// <summary>The fields at the top of a page, between two lines of <c>---</c> (YAML) or <c>+++</c> (TOML), as site generators write them.</summary>
internal static class PageFrontMatter
{
    /// <summary>Divides a page.</summary>
    /// <returns>The fields, those of a mapping as <c>source.name</c>, lists joined by commas (none where the page has no fields), and the text below.</returns>
    /// <exception cref="InvalidDataException">The fields can't be read; the message gives the line.</exception>
    public static (IReadOnlyDictionary<string, string> Fields, string Body) Divide(string text)
    {
        var lines = text.Split('\n');
        var fence = lines[0].TrimEnd();
        var close = fence is "---" or "+++" ? Array.FindIndex(lines, 1, l => l.TrimEnd() == fence) : -1;
        if (close < 0)
            return (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), text);
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (fence == "---")
            AddYaml(string.Join('\n', lines[1..close]), fields);
        else
            AddToml(lines.AsSpan(1, close - 1), fields);
        return (fields, string.Join('\n', lines[(close + 1)..]));
    }

    private static void AddYaml(string yaml, Dictionary<string, string> fields)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException e)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"Line {e.Start.Line + 1}: the fields at the top are not valid YAML."), e);
        }
        if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            AddMapping(root, "", 0);

        void AddMapping(YamlMappingNode mapping, string path, int depth)
        {
            foreach (var (key, value) in mapping.Children)
            {
                if (key is not YamlScalarNode { Value: { } name })
                    continue;
                switch (value)
                {
                    case YamlScalarNode { Value: { } scalar }: fields[path + name] = scalar; break;
                    case YamlMappingNode inner when depth < 8: AddMapping(inner, $"{path}{name}.", depth + 1); break;
                    case YamlSequenceNode list: fields[path + name] = string.Join(", ", list.Children.OfType<YamlScalarNode>().Select(i => i.Value)); break;
                }
            }
        }
    }

    /// <summary>The part of TOML 1.0 that pages use: tables, and a key and a text, number, date or list of those a line.</summary>
    private static void AddToml(ReadOnlySpan<string> lines, Dictionary<string, string> fields)
    {
        var table = "";
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] == '[')
            {
                table = line.Trim('[', ']', ' ') + ".";
                continue;
            }
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw Broken(i);
            var value = line[(equals + 1)..].TrimStart();
            // A text of several lines ends with the same three quotes.
            if (value.Length >= 3 && value[..3] is "\"\"\"" or "'''")
            {
                var quotes = value[..3];
                var from = i;
                while (value.IndexOf(quotes, 3, StringComparison.Ordinal) < 0)
                {
                    if (++i == lines.Length)
                        throw Broken(from);
                    value += "\n" + lines[i];
                }
                value = value[3..value.IndexOf(quotes, 3, StringComparison.Ordinal)].TrimStart('\n');
                fields[table + Key(line[..equals])] = quotes[0] == '"' ? Unescaped(value) : value;
                continue;
            }
            fields[table + Key(line[..equals])] = TomlValue(value) ?? throw Broken(i);
        }

        // The fence is the first line.
        static InvalidDataException Broken(int index) =>
            new(string.Create(CultureInfo.InvariantCulture, $"Line {index + 2}: the fields at the top are not valid TOML."));

        static string Key(string text) => text.Trim().Trim('"', '\'');
    }

    private static string? TomlValue(string text)
    {
        switch (text)
        {
            case ['"', ..]:
                for (var i = 1; i < text.Length; i++)
                {
                    if (text[i] == '\\')
                        i++;
                    else if (text[i] == '"')
                        return Unescaped(text[1..i]);
                }
                return null;
            case ['\'', .. var rest]:
                var end = rest.IndexOf('\'', StringComparison.Ordinal);
                return end < 0 ? null : rest[..end];
            case ['[', ..]:
                var close = text.LastIndexOf(']');
                return close < 0 ? null : string.Join(", ", text[1..close].Split(',').Select(item => item.Trim().Trim('"', '\'')).Where(item => item.Length > 0));
            default:
                return text.Split('#')[0].Trim() is { Length: > 0 } plain ? plain : null;
        }
    }

    private static string Unescaped(string text) => text
        .Replace("\\n", "\n", StringComparison.Ordinal)
        .Replace("\\t", "\t", StringComparison.Ordinal)
        .Replace("\\\"", "\"", StringComparison.Ordinal)
        .Replace("\\\\", "\\", StringComparison.Ordinal);
}
