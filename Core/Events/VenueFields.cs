using CampaignBot.Core.Campaign;
using CampaignBot.Core.Voting;

namespace CampaignBot.Core.Events;

/// <summary>Reads where an occasion is: <c>place</c> with <c>name</c> in each language, and where one can go there, <c>address</c>, <c>city</c>, <c>state</c>, <c>zip</c>, <c>latitude</c> and <c>longitude</c>.</summary>
internal static class VenueFields
{
    public static Venue? Read(YamlFields fields, IReadOnlyList<string> languages)
    {
        if (!fields.Has("place"))
            return null;
        var place = fields.Mapping("place");
        var name = place.Localized("name", languages);
        string[] lines = [.. new[] { place.OptionalText("address"), place.OptionalText("city"), place.OptionalText("state") }.OfType<string>()];
        var zip = place.OptionalText("zip");
        if (zip is { Length: > 0 } && (zip.Length != 5 || !zip.All(char.IsAsciiDigit)))
            place.Error("zip", $"`place.zip`: '{zip}' is not a ZIP code of five digits (in quotes where it begins with a zero).");
        var (latitude, longitude) = (place.OptionalDegrees("latitude", 90), place.OptionalDegrees("longitude", 180));
        if (latitude is null != longitude is null)
            place.Error(latitude is null ? "longitude" : "latitude", "`place` needs both `latitude` and `longitude`, or neither.");
        if (lines.Length == 0 && (zip is not null || latitude is not null))
            place.Error("name", "`place` needs an `address` where it has a ZIP code or a point.");
        return new Venue(
            name,
            lines.Length == 0 ? null : new PlaceAddress(zip is null ? lines : [.. lines[..^1], $"{lines[^1]} {zip}"], zip),
            latitude is { } y && longitude is { } x ? new GeoPoint(y, x) : null);
    }
}
