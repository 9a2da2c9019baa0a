using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CampaignBot.Training;

/// <summary>
/// <c>import.yaml</c>: rules for a folder of pages, and under <c>folders</c> for folders in it, the nearest counting first.
/// </summary>
/// <example>
/// <code>
/// source: {name: The state's election office, linkBase: https://elections.example/}
/// asOf: 2026-11-01
/// folders:
///   counties:
///     title: "Voting in {county}"
///     jurisdiction: "{county}"
///     official: true
///     expires: 2028-11-08
///     body: |
///       - Register by: {deadline}
/// </code>
/// </example>
internal sealed class PageRulesFile
{
    public const string Name = "import.yaml";

    private const long MaxBytes = 1024 * 1024;

    private readonly List<(string Folder, PageRules Rules)> _rules = [];

    /// <exception cref="InvalidDataException">The file can't be read; the message names file and line.</exception>
    public static async Task<PageRulesFile> ReadAsync(string path, CancellationToken cancellation)
    {
        var file = new PageRulesFile();
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(await TextFile.ReadAsync(path, MaxBytes, cancellation)));
        }
        catch (YamlException e)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{path}: Line {e.Start.Line}: not valid YAML."), e);
        }
        if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            file.Add(root, "", path);
        return file;
    }

    /// <summary>The rules for a page.</summary>
    /// <param name="path">From the imported folder on, with forward slashes.</param>
    public PageRules For(string path)
    {
        var rules = new PageRules();
        foreach (var (folder, more) in _rules.Where(r => r.Folder.Length == 0 || path.StartsWith(r.Folder + "/", StringComparison.Ordinal)).OrderByDescending(r => r.Folder.Length))
            rules = rules.Over(more);
        return rules;
    }

    private void Add(YamlMappingNode mapping, string folder, string path)
    {
        var rules = new PageRules();
        foreach (var (key, value) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value;
            rules = (name, value) switch
            {
                ("source", YamlMappingNode source) => source.Children.Aggregate(rules, (r, s) => With(r, $"source.{s.Key}", s.Value)),
                ("folders", YamlMappingNode folders) when folder.Length == 0 => AddAll(folders),
                _ => With(rules, name, value),
            };
        }
        _rules.Add((folder, rules));

        PageRules AddAll(YamlMappingNode folders)
        {
            foreach (var (inner, value) in folders.Children)
                Add(value as YamlMappingNode ?? throw Refused(value, $"`{inner}` needs rules"), inner.ToString().Trim('/'), path);
            return rules;
        }

        PageRules With(PageRules r, string? name, YamlNode node)
        {
            var text = (node as YamlScalarNode)?.Value ?? throw Refused(node, $"`{name}` needs a text");
            return name switch
            {
                "title" => r with { Title = text },
                "source.name" => r with { SourceName = text },
                "source.link" => r with { Link = text },
                "source.linkBase" => r with { LinkBase = text },
                "official" => r with { IsOfficial = text == "true" || (text == "false" ? false : throw Refused(node, "`official` is true or false")) },
                "asOf" => r with { AsOf = text },
                "expires" => r with { Expires = text },
                "jurisdiction" => r with { Jurisdiction = text },
                "language" => r with { Language = text },
                "body" => r with { Body = text },
                _ => throw Refused(node, $"`{name}` is not known here; title, source (name, link or linkBase), official, asOf, expires, jurisdiction, language, body and folders are"),
            };
        }

        InvalidDataException Refused(YamlNode node, string reason) =>
            new(string.Create(CultureInfo.InvariantCulture, $"{path}: Line {node.Start.Line}: {reason}."));
    }
}
