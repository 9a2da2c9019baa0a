using CampaignBot.Core.Voting;

namespace CampaignBot.Core.Events;

/// <summary>Where ZIP codes are, as far as places with an address and a point tell: nothing is looked up elsewhere.</summary>
public sealed class ZipMap
{
    private const double EarthRadiusMiles = 3958.8;
    private readonly Dictionary<string, GeoPoint> _middles;

    /// <param name="places">Places; those without ZIP or point tell nothing.</param>
    public ZipMap(IEnumerable<(string? Zip, GeoPoint? Point)> places) => _middles = places
        .Where(p => p is { Zip: not null, Point: not null })
        .GroupBy(p => p.Zip!, p => p.Point!, StringComparer.Ordinal)
        .ToDictionary(z => z.Key, z => new GeoPoint(z.Average(p => p.Latitude), z.Average(p => p.Longitude)), StringComparer.Ordinal);

    /// <summary>The middle of the places known in a ZIP code; null where there are none.</summary>
    public GeoPoint? Find(string zip) => _middles.GetValueOrDefault(zip);

    /// <summary>As the crow flies, in miles, on a sphere (haversine).</summary>
    public static double Miles(GeoPoint one, GeoPoint other)
    {
        var (a, b) = (double.DegreesToRadians(one.Latitude), double.DegreesToRadians(other.Latitude));
        var (north, east) = (Math.Sin((b - a) / 2), Math.Sin(double.DegreesToRadians(other.Longitude - one.Longitude) / 2));
        return 2 * EarthRadiusMiles * Math.Asin(Math.Min(1, Math.Sqrt((north * north) + (Math.Cos(a) * Math.Cos(b) * east * east))));
    }
}
