using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;

namespace CampaignBot.Training;

/// <summary>What imported entries and documents have in common: the fields that tell whose word they are, and what must not stand in them.</summary>
internal static partial class ContentText
{
    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads whose word something is from texts; empty ones are as none.</summary>
    /// <exception cref="InvalidDataException">One of them isn't what it should be, or what is official lacks something; the message says which.</exception>
    public static Provenance ReadProvenance(
        bool isOfficial, string? sourceName, string? link, string? asOf, string? expires, string? jurisdiction, DateOnly today)
    {
        var source = Safe(Given(link)) is { } safe && Given(sourceName) is { } named ? new KnowledgeSource(named, safe) : null;
        var provenance = new Provenance(isOfficial, source, Day("as of", asOf), Day("expires", expires), Given(jurisdiction));
        var problem = provenance switch
        {
            { AsOf: { } day } when day > today => $"It says it was checked on {Iso(day)}, which is still to come.",
            { AsOf: { } checkedOn, Expires: { } end } when end <= checkedOn => $"It expires on {Iso(end)}, before it was checked.",
            { IsOfficial: false } => null,
            { Source: null } when Given(sourceName) is { } name => $"The source '{name}' has no link, and what is official must be there to be looked up: say where it is published with --link https://..., or --link-base for a folder.",
            { Source: null } => "What is official needs a source with a name and an https link (--source-name, --link-base or --link).",
            { AsOf: null } => "What is official needs the day it was checked (--as-of).",
            { Expires: null } => "What is official needs the first day it no longer holds (--expires).",
            { Jurisdiction: null } => "What is official needs the place it holds for (--jurisdiction).",
            _ => null,
        };
        return problem is null ? provenance : throw new InvalidDataException(problem);
    }

    /// <summary>That nobody is cited, and what to do about it; null where somebody is.</summary>
    /// <param name="sourceName">As it was given.</param>
    public static string? WithoutSource(Provenance provenance, string? sourceName) => (provenance.Source, Given(sourceName)) switch
    {
        ({ }, _) => null,
        (_, { } name) => $"'{name}' is not cited, as there is no link to it: say where it is published with --link https://..., or --link-base for a folder",
        _ => "without a source it is cited as the campaign's own word; --source-name with --link-base or --link gives it one",
    };

    /// <summary>Why the bot will not answer from something that is in order otherwise, or null.</summary>
    public static string? Restriction(Provenance provenance, CampaignProfile profile, DateOnly today) => provenance switch
    {
        { Jurisdiction: { } place } when !profile.Election.Covers(place) => $"about {place}, which is not among the campaign's jurisdictions in campaign.yaml: never given as an answer",
        _ when !provenance.HoldsOn(today) => $"expired on {Iso(provenance.Expires!.Value)}: not given as an answer",
        _ => null,
    };

    /// <summary>The fields as lines of YAML.</summary>
    public static string ToYaml(Provenance provenance)
    {
        var yaml = new StringBuilder();
        if (provenance.IsOfficial)
            yaml.Append("official: true\n");
        if (provenance.Source is { } source)
            yaml.Append("source:\n  name: ").Append(Scalar(source.Name)).Append("\n  link: ").Append(source.Link.AbsoluteUri).Append('\n');
        if (provenance.AsOf is { } asOf)
            yaml.Append("asOf: ").Append(Iso(asOf)).Append('\n');
        if (provenance.Expires is { } expires)
            yaml.Append("expires: ").Append(Iso(expires)).Append('\n');
        if (provenance.Jurisdiction is { } jurisdiction)
            yaml.Append("jurisdiction: ").Append(Scalar(jurisdiction)).Append('\n');
        return yaml.ToString();
    }

    /// <summary>A text of one line as YAML, in quotes where it would be taken for anything else.</summary>
    public static string Scalar(string text)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return Plain().IsMatch(text) && !Keyword().IsMatch(text) ? text : JsonSerializer.Serialize(text, Quoted);
    }

    /// <summary>What must not stand in a text of the content, or null.</summary>
    public static string? Unfit(string markdown)
    {
        foreach (var line in markdown.Split('\n'))
        {
            if (SafeLink.HasTag(line))
                return "HTML would be left in it.";
            if (SafeLink.Unsafe(line).FirstOrDefault() is { } link)
                return $"'{link}' is not a safe link.";
        }
        return string.IsNullOrWhiteSpace(markdown) ? "There is no text in it." : null;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static Uri? Safe(string? link) => link is null ? null : SafeLink.TryRead(link, out var safe) ? safe
        : throw new InvalidDataException($"'{link}' is not a safe link; it must begin with https://.");

    private static DateOnly? Day(string name, string? text) => Given(text) is not { } given ? null
        : CalendarDay.Read(given) ?? throw new InvalidDataException($"{name}: '{given}' is not a day like 2026-11-22.");

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[\p{L}¿¡(][\p{L}\p{N} ,.;()/?!'’&+-]*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Plain();

    [GeneratedRegex("^(true|false|yes|no|on|off|null|y|n)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Keyword();
}
