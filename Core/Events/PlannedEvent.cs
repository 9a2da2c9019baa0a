using System.Globalization;
using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Events;

/// <summary>An event of the campaign's own, once or every week: <c>events/{name}.yaml</c>.</summary>
/// <param name="Name">The file's.</param>
public sealed record PlannedEvent(string Name, LocalizedText Title, Timetable When)
{
    /// <summary>What the ids of events begin with.</summary>
    public const string IdPrefix = "event.";

    public LocalizedText? About { get; init; }

    public LocalizedText? Bring { get; init; }

    public Venue? Venue { get; init; }

    public int? Capacity { get; init; }

    public Uri? Link { get; init; }

    /// <summary>Its days within a span, both ends included, in order.</summary>
    public IEnumerable<Gathering> Between(DateOnly from, DateOnly until, TimeZoneInfo zone) => When.Days(from, until).Select(day => On(day, zone));

    /// <summary>The day that an id means, past ones too; null where it means none.</summary>
    public Gathering? Find(string id, TimeZoneInfo zone)
    {
        if (When.Every is null)
            return id == $"{IdPrefix}{Name}" ? On(When.First, zone) : null;
        var dot = id.LastIndexOf('.');
        return dot > 0 && id[..dot] == $"{IdPrefix}{Name}"
            && DateOnly.TryParseExact(id[(dot + 1)..], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && When.IsOn(day)
            ? On(day, zone)
            : null;
    }

    private Gathering On(DateOnly day, TimeZoneInfo zone) => new(
        When.Every is null ? $"{IdPrefix}{Name}" : string.Create(CultureInfo.InvariantCulture, $"{IdPrefix}{Name}.{day:yyyy-MM-dd}"),
        Title,
        When.Start(day, zone),
        When.End(day, zone))
    {
        Series = Name,
        About = About,
        Bring = Bring,
        Venue = Venue,
        Capacity = Capacity,
        Link = Link,
        Status = When.Cancelled.Contains(day) ? EventStatus.Cancelled : EventStatus.Confirmed,
    };

    /// <summary>Reads a file of <c>events/</c>; null where it can't be read at all.</summary>
    internal static PlannedEvent? Read(string yaml, string name, string file, IReadOnlyList<string> languages, ContentProblems problems)
    {
        if (YamlFields.Parse(yaml, file, 0, problems) is not { } fields)
            return null;
        var planned = new PlannedEvent(name, fields.Localized("title", languages), Timetable.Read(fields))
        {
            About = fields.OptionalLocalized("about", languages),
            Bring = fields.OptionalLocalized("bring", languages),
            Venue = VenueFields.Read(fields, languages),
            Capacity = fields.OptionalNumber("capacity", 1, Occasion.MostPlaces),
            Link = fields.Has("link") ? fields.Link("link") : null,
        };
        fields.RefuseUnknown();
        return planned;
    }
}
