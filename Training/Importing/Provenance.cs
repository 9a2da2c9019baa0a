using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using CampaignBot.Core.Campaign;

namespace CampaignBot.Training;

/// <summary>What imported words stand on and where and how long they hold: the fields that entries and documents of the content share.</summary>
internal sealed partial record Provenance(bool IsOfficial, string? SourceName, Uri? Link, DateOnly? AsOf, DateOnly? Expires, string? Jurisdiction)
{
    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads them from texts; empty ones are as none.</summary>
    /// <exception cref="InvalidDataException">One of them isn't what it should be, or what is official lacks something; the message says which.</exception>
    public static Provenance Read(bool isOfficial, string? sourceName, string? link, string? asOf, string? expires, string? jurisdiction, DateOnly today)
    {
        var provenance = new Provenance(isOfficial, Given(sourceName), Safe(Given(link)), Day("as of", asOf), Day("expires", expires), Given(jurisdiction));
        var problem = provenance switch
        {
            { AsOf: { } day } when day > today => $"It says it was checked on {Iso(day)}, which is still to come.",
            { AsOf: { } checkedOn, Expires: { } end } when end <= checkedOn => $"It expires on {Iso(end)}, before it was checked.",
            { IsOfficial: false } => null,
            { SourceName: null } or { Link: null } => "What is official needs a source with a name and an https link (--source-name, --link-base or --link).",
            { AsOf: null } => "What is official needs the day it was checked (--as-of).",
            { Expires: null } => "What is official needs the first day it no longer holds (--expires).",
            { Jurisdiction: null } => "What is official needs the place it holds for (--jurisdiction).",
            _ => null,
        };
        return problem is null ? provenance : throw new InvalidDataException(problem);
    }

    /// <summary>The fields as lines of YAML.</summary>
    public string ToYaml()
    {
        var yaml = new StringBuilder();
        if (IsOfficial)
            yaml.Append("official: true\n");
        if (SourceName is not null && Link is not null)
            yaml.Append("source:\n  name: ").Append(Scalar(SourceName)).Append("\n  link: ").Append(Link.AbsoluteUri).Append('\n');
        if (AsOf is { } asOf)
            yaml.Append("asOf: ").Append(Iso(asOf)).Append('\n');
        if (Expires is { } expires)
            yaml.Append("expires: ").Append(Iso(expires)).Append('\n');
        if (Jurisdiction is not null)
            yaml.Append("jurisdiction: ").Append(Scalar(Jurisdiction)).Append('\n');
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
