using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using CampaignBot.Core.Events;

namespace CampaignBot.Training;

/// <summary>Reads an event of OSDI's JSON.</summary>
internal static class OsdiEvent
{
    private const int LongestText = 10_000;

    /// <returns>The event, or why it can't be taken.</returns>
    public static (CampaignEvent? Event, string? Refusal) Read(JsonElement json)
    {
        if (PersonFields.Text(OsdiJson.Text(json, "title") ?? OsdiJson.Text(json, "name")) is not { } title)
            return (null, "the event has neither title nor name.");
        var zoneId = OsdiJson.Text(json, "timezone_identifier");
        var zone = zoneId is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out var known) ? known : null;
        var isAllDay = OsdiJson.Flag(json, "all_day") == true;
        if (Instant(OsdiJson.Text(json, "start_date"), zone) is not { } start)
        {
            if (!DateOnly.TryParseExact(OsdiJson.Text(json, "all_day_date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return (null, "the event has no start_date such as 2028-09-14T18:30:00Z, and no all_day_date.");
            (start, isAllDay) = (At(day.ToDateTime(TimeOnly.MinValue), zone), true);
        }
        var end = Instant(OsdiJson.Text(json, "end_date"), zone);
        if (end < start)
            return (null, "the event ends before it starts.");

        var identifiers = OsdiJson.Texts(json, "identifiers").Select(i => PersonFields.Identifier(i)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var link = Uri.TryCreate(OsdiJson.Text(json, "browser_url"), UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0 ? uri : null;
        return (new CampaignEvent(Id(identifiers, OsdiJson.Text(json, "browser_url"), title, start), identifiers, title, start, end, zone is null ? null : zoneId)
        {
            Summary = Plain(OsdiJson.Text(json, "summary")),
            Description = Plain(OsdiJson.Text(json, "description")),
            Instructions = Plain(OsdiJson.Text(json, "instructions")),
            IsAllDay = isAllDay,
            Status = OsdiJson.Text(json, "status")?.ToUpperInvariant() switch
            {
                "CANCELLED" or "CANCELED" => EventStatus.Cancelled,
                "TENTATIVE" => EventStatus.Tentative,
                _ => EventStatus.Confirmed,
            },
            IsPublic = !string.Equals(OsdiJson.Text(json, "visibility"), "private", StringComparison.OrdinalIgnoreCase),
            Place = OsdiJson.Object(json, "location") is { } location ? Place(location) : null,
            Capacity = OsdiJson.Integer(json, "capacity") is > 0 and var capacity ? capacity : null,
            Accepted = OsdiJson.Integer(json, "total_accepted") is >= 0 and var accepted ? accepted : null,
            Link = link,
        }, null);
    }

    private static EventPlace Place(JsonElement location)
    {
        var point = OsdiJson.Object(location, "location");
        return new EventPlace(
            PersonFields.Text(OsdiJson.Text(location, "venue")),
            [.. OsdiJson.Texts(location, "address_lines").Select(PersonFields.Text).OfType<string>()],
            PersonFields.Text(OsdiJson.Text(location, "locality")),
            PersonFields.Text(OsdiJson.Text(location, "region")),
            PersonFields.Zip(OsdiJson.Text(location, "postal_code"), OsdiJson.Text(location, "country")?.ToUpperInvariant()),
            point is { } p ? OsdiJson.Real(p, "latitude") : null,
            point is { } q ? OsdiJson.Real(q, "longitude") : null,
            OsdiJson.Flag(location, "public") != false);
    }

    private static DateTimeOffset? Instant(string? text, TimeZoneInfo? zone)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
            return null;
        // A time without a zone is one of the event's own.
        return time.Kind == DateTimeKind.Unspecified ? At(time, zone)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant : null;
    }

    private static DateTimeOffset At(DateTime time, TimeZoneInfo? zone) => new(time, (zone ?? TimeZoneInfo.Utc).GetUtcOffset(time));

    private static string Id(List<string> identifiers, string? link, string title, DateTimeOffset start)
    {
        var key = identifiers is [var first, ..] ? first.ToUpperInvariant() : link ?? string.Create(CultureInfo.InvariantCulture, $"{title}|{start:O}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
    }

    /// <summary>HTML as Markdown without what is unsafe; plain text as it is.</summary>
    private static string? Plain(string? html)
    {
        if (html is null)
            return null;
        html = html[..Math.Min(html.Length, 10 * LongestText)];
        var text = html.Contains('<', StringComparison.Ordinal) ? HtmlMarkdown.Of(new HtmlParser().ParseDocument(html).Body!, null).Trim() : html;
        return text.Length == 0 ? null : text[..Math.Min(text.Length, LongestText)];
    }
}
