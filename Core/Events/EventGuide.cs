using CampaignBot.Core.Campaign;
using CampaignBot.Core.Voting;

namespace CampaignBot.Core.Events;

/// <summary>An event and how far it is.</summary>
/// <param name="Miles">As the crow flies; null where one of the two places isn't known.</param>
public sealed record NearbyEvent(Gathering Event, double? Miles);

/// <summary>The events to tell people of: the content's own, and the public ones that were imported.</summary>
public sealed class EventGuide(CampaignContent content, EventCalendar calendar, VotingGuide voting, TimeProvider clock)
{
    /// <summary>How many days ahead the days of a weekly event are told; what is but once is told however far it lies.</summary>
    public const int DaysAhead = 60;

    /// <summary>What began longer ago is over, where nothing says when it ends.</summary>
    private static readonly TimeSpan LongestEvent = TimeSpan.FromDays(31);

    private TimeZoneInfo Zone => content.Profile.TimeZone;

    /// <summary>What isn't over, cancelled ones too, in the order of their starts.</summary>
    public async Task<IReadOnlyList<Gathering>> UpcomingAsync(CancellationToken cancellationToken = default)
    {
        var (now, today) = (clock.GetUtcNow(), content.Profile.Today(clock));
        var upcoming = content.Events
            .SelectMany(e => e.Between(today, e.When.Every is null ? DateOnly.MaxValue : today.AddDays(DaysAhead), Zone))
            .ToList();
        await foreach (var (imported, _) in calendar.FromAsync(now - LongestEvent, cancellationToken))
        {
            if (imported.IsPublic)
                upcoming.Add(Of(imported));
        }
        return [.. upcoming.Where(e => !e.IsOver(now)).OrderBy(e => e.Start).ThenBy(e => e.Id, StringComparer.Ordinal)];
    }

    /// <summary>What isn't over, the nearest first; what has no known place comes last, in the order of the starts.</summary>
    /// <returns>Null where nothing tells where the ZIP code is.</returns>
    public async Task<IReadOnlyList<NearbyEvent>?> NearAsync(string zip, CancellationToken cancellationToken = default)
    {
        var upcoming = await UpcomingAsync(cancellationToken);
        var feeds = await voting.FeedsAsync(cancellationToken);
        var map = new ZipMap(
            upcoming.Select(e => e.Venue)
                .Concat(content.Events.Select(e => e.Venue))
                .Concat(content.Works.SelectMany(w => w.Shifts.Select(s => s.Venue).Prepend(w.Venue)))
                .Select(v => (v?.Address?.Zip, v?.Point))
                .Concat(feeds.SelectMany(f => f.Precincts).SelectMany(p => p.Places).Distinct().Select(p => (p.Address.Zip, p.Point))));
        if (map.Find(zip) is not { } here)
            return null;
        return [.. upcoming
            .Select(e => new NearbyEvent(e, (e.Venue?.Point ?? (e.Venue?.Address?.Zip is { } z ? map.Find(z) : null)) is { } there ? ZipMap.Miles(here, there) : null))
            .OrderBy(e => e.Miles is null).ThenBy(e => e.Miles).ThenBy(e => e.Event.Start)];
    }

    /// <summary>The event of an id, past ones too; null where there is none.</summary>
    public async Task<Gathering?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        if (content.Events.Select(e => e.Find(id, Zone)).FirstOrDefault(e => e is not null) is { } own)
            return own;
        return id.StartsWith(PlannedEvent.IdPrefix, StringComparison.Ordinal)
            && await calendar.FindAsync(id[PlannedEvent.IdPrefix.Length..], cancellationToken) is { IsPublic: true } imported
            ? Of(imported)
            : null;
    }

    /// <summary>An imported event, in the one language it came in.</summary>
    private Gathering Of(CampaignEvent imported)
    {
        var zone = imported.TimeZone is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var own) ? own : Zone;
        return new Gathering(
            PlannedEvent.IdPrefix + imported.Id,
            Text(imported.Title)!,
            TimeZoneInfo.ConvertTime(imported.Start, zone),
            imported.End is { } end ? TimeZoneInfo.ConvertTime(end, zone) : null)
        {
            Series = imported.Id,
            About = Text(imported.Summary ?? imported.Description),
            Bring = Text(imported.Instructions),
            Venue = imported.Place is { } place ? Of(place) : null,
            // Those who signed up elsewhere have their places.
            Capacity = imported.Capacity is { } capacity && Math.Max(0, capacity - (imported.Accepted ?? 0)) is <= Occasion.MostPlaces and var left ? left : null,
            Status = imported.Status,
            IsAllDay = imported.IsAllDay,
            Link = imported.Link,
        };
    }

    private Venue Of(EventPlace place)
    {
        string[] lines = [.. place.Lines, .. new[] { place.City, $"{place.Region} {place.Zip}".Trim() }.Where(l => !string.IsNullOrEmpty(l)).OfType<string>()];
        return new Venue(
            Text(place.Venue),
            place.IsPublic && place.Lines.Count > 0 ? new PlaceAddress(lines, place.Zip) : null,
            place is { Latitude: { } latitude, Longitude: { } longitude } ? new GeoPoint(latitude, longitude) : null);
    }

    private LocalizedText? Text(string? text) =>
        text is null ? null : new LocalizedText(new Dictionary<string, string>(StringComparer.Ordinal) { [content.Profile.Languages[0]] = text });
}
