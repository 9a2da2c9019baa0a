using System.Text.RegularExpressions;

namespace CampaignBot.Core.Campaign;

/// <summary>Reads <c>campaign.yaml</c>.</summary>
internal static partial class ProfileFile
{
    public const string Name = "campaign.yaml";

    /// <returns>The profile with its fields (for the lines of problems found later); null where nothing could be read.</returns>
    public static (CampaignProfile Profile, YamlFields Fields)? Read(string yaml, string file, ContentProblems problems)
    {
        if (YamlFields.Parse(yaml, file, 0, problems) is not { } fields)
            return null;
        var languages = fields.Texts("languages");
        if (languages.Count == 0)
        {
            fields.Error("languages", "`languages` needs at least one, such as en.");
            return null;
        }
        var profile = new CampaignProfile(
            fields.Localized("name", languages),
            fields.Localized("shortName", languages),
            fields.Text("committee"),
            fields.Localized("disclaimer", languages),
            languages,
            TimeZone(fields),
            AccentColour(fields),
            fields.Localized("disclosure", languages),
            fields.Localized("greeting", languages),
            fields.Texts("suggestions"),
            Office(fields.Mapping("office"), languages),
            Election(fields.Mapping("election"), languages))
        {
            Giving = fields.Has("giving") ? Giving(fields.Mapping("giving"), languages) : null,
        };
        fields.RefuseUnknown();
        return (profile, fields);
    }

    private static CampaignOffice Office(YamlFields fields, IReadOnlyList<string> languages) => new(
        fields.Localized("address", languages),
        fields.Text("phone"),
        fields.Text("email"),
        fields.Link("web"),
        fields.Localized("hours", languages))
    {
        Open = fields.Has("open") ? OfficeHours.Read(fields.Mapping("open")) : null,
    };

    private static Giving Giving(YamlFields fields, IReadOnlyList<string> languages) => new(fields.Link("link"), fields.Localized("disclosure", languages));

    private static Election Election(YamlFields fields, IReadOnlyList<string> languages)
    {
        var office = fields.Mapping("office");
        var elsewhere = fields.Mapping("elsewhere");
        var jurisdictions = fields.Texts("jurisdictions");
        if (jurisdictions.Count == 0)
            fields.Error("jurisdictions", "`election.jurisdictions` needs at least the name of the place that votes.");
        return new Election(
            fields.Localized("name", languages),
            fields.Date("date"),
            jurisdictions,
            new ElectionOffice(office.Localized("name", languages), office.Text("phone"), office.Link("web")),
            new PublicSource(elsewhere.Localized("name", languages), elsewhere.Link("link")));
    }

    private static TimeZoneInfo TimeZone(YamlFields fields)
    {
        var id = fields.Text("timeZone");
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
            return zone;
        if (id.Length > 0)
            fields.Error("timeZone", $"`timeZone`: '{id}' is not a zone such as America/Los_Angeles.");
        return TimeZoneInfo.Utc;
    }

    private static string AccentColour(YamlFields fields)
    {
        var colour = fields.Text("accentColour");
        if (colour.Length > 0 && !HexColour().IsMatch(colour))
            fields.Error("accentColour", $"`accentColour`: '{colour}' is not a colour like \"#1b6e53\".");
        return colour;
    }

    [GeneratedRegex("^#[0-9a-fA-F]{6}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex HexColour();
}
