using System.Globalization;
using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Voting;

/// <summary>What a place is for.</summary>
public enum PlaceKind { PollingPlace, EarlyVoting, DropBox }

/// <summary>Where one votes or hands in a ballot. It always has an address: the specification has places without one ignored.</summary>
/// <param name="IsEarlyVoting">Open before election day; a drop box may be that as well.</param>
/// <param name="Directions">Which door, which room.</param>
/// <param name="Hours">Null where the feed gives none as a schedule.</param>
/// <param name="HoursText">Hours in words, as older feeds have them.</param>
public sealed record VotingPlace(
    string Id,
    string? Name,
    PlaceAddress Address,
    bool IsDropBox,
    bool IsEarlyVoting,
    LocalizedText? Directions,
    OpeningHours? Hours,
    LocalizedText? HoursText,
    GeoPoint? Point,
    Uri? Photo)
{
    /// <summary>What it is for; a drop box stays one, whenever it is open.</summary>
    public PlaceKind Kind => IsDropBox ? PlaceKind.DropBox : IsEarlyVoting ? PlaceKind.EarlyVoting : PlaceKind.PollingPlace;

    /// <summary>
    /// A map that opens at the address. The point is left out on purpose: where a feed's point and address differ, it is the
    /// address that a voter is told.
    /// </summary>
    public Uri Map => new("https://www.google.com/maps/search/?api=1&query=" + Uri.EscapeDataString(Address.ToString()));
}

/// <summary>An address to go to.</summary>
/// <param name="Lines">As the feed has them, from the street to the town.</param>
/// <param name="Zip">Five digits, where they can be told.</param>
public sealed record PlaceAddress(IReadOnlyList<string> Lines, string? Zip)
{
    /// <summary>In one line.</summary>
    public override string ToString() => string.Join(", ", Lines);
}

/// <summary>A point on the earth, WGS 84, in degrees.</summary>
public sealed record GeoPoint(double Latitude, double Longitude)
{
    /// <summary>"38.07558,-78.50170".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Latitude:0.00000},{Longitude:0.00000}");
}
