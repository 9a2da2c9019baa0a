using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;

namespace CampaignBot.Core.Events;

/// <summary>
/// Who has a place at an occasion with a limit, and who waits for one, in the order of coming. One document, so that its ETag
/// decides who gets the last place. A place that comes free goes to the first in line whose whole party fits.
/// </summary>
public sealed record Roll(IReadOnlyList<RollEntry> Entries)
{
    /// <summary>The longest waiting list, in parties.</summary>
    public const int LongestLine = 500;

    /// <summary>The kind of document: partition the occasion's id, id "roll".</summary>
    public static DocumentKind Kind { get; } = new("roll");

    internal static Roll Empty { get; } = new([]);

    /// <summary>People who have a place.</summary>
    [JsonIgnore]
    public int Taken => Entries.Where(e => !e.Waits).Sum(e => e.Party);

    internal Room Room(int capacity) => new(Math.Max(0, capacity - Taken), Entries.Where(e => e.Waits).Sum(e => e.Party));

    /// <summary>Where somebody stands; coming where the roll doesn't know them, as they signed up before there was a limit.</summary>
    internal (Standing Standing, int InLine) Of(ChannelAddress attendee)
    {
        var line = 0;
        foreach (var entry in Entries)
        {
            line += entry.Waits ? 1 : 0;
            if (entry.IsOf(attendee))
                return entry.Waits ? (Standing.Waiting, line) : (Standing.Coming, 0);
        }
        return (Standing.Coming, 0);
    }

    /// <summary>Takes somebody up, or changes how many they are; null where there is no room for that.</summary>
    internal Roll? With(ChannelAddress attendee, int party, int capacity, string act)
    {
        if (Entries.FirstOrDefault(e => e.IsOf(attendee)) is { } known)
        {
            if (known.Party == party)
                return Settled(capacity, act);
            var fits = known.Waits ? party <= capacity : party - known.Party <= capacity - Taken;
            return fits || party < known.Party ? Replaced(known, known with { Party = party }).Settled(capacity, act) : null;
        }
        if (party > capacity || Entries.Count(e => e.Waits) >= LongestLine)
            return null;
        return (this with { Entries = [.. Entries, new RollEntry(attendee.ChannelId, attendee.Address, party, Waits: true, act)] }).Settled(capacity, act);
    }

    /// <summary>Strikes somebody out; their places go to who waits.</summary>
    internal Roll Without(ChannelAddress attendee, int capacity, string act) => (this with { Entries = [.. Entries.Where(e => !e.IsOf(attendee))] }).Settled(capacity, act);

    /// <summary>Who waited and got a place by an act of somebody else's.</summary>
    internal IEnumerable<ChannelAddress> MovedUpBy(string act) => Entries.Where(e => e.MovedUpBy == act && e.Act != act).Select(e => new ChannelAddress(e.ChannelId, e.Address));

    private Roll Settled(int capacity, string act)
    {
        var left = capacity - Taken;
        var entries = new List<RollEntry>(Entries.Count);
        foreach (var entry in Entries)
        {
            var fits = entry.Waits && entry.Party <= left;
            left -= fits ? entry.Party : 0;
            entries.Add(fits ? entry with { Waits = false, MovedUpBy = act } : entry);
        }
        return new Roll(entries);
    }

    private Roll Replaced(RollEntry old, RollEntry changed) => new([.. Entries.Select(e => e == old ? changed : e)]);
}

/// <summary>A party on a roll.</summary>
/// <param name="Act">The activity by which they came onto the roll.</param>
/// <param name="MovedUpBy">The activity by which they got their place: their own, or one that made room.</param>
public sealed record RollEntry(string ChannelId, string Address, int Party, bool Waits, string Act, string? MovedUpBy = null)
{
    internal bool IsOf(ChannelAddress attendee) => ChannelId == attendee.ChannelId && Address == attendee.Address;
}
