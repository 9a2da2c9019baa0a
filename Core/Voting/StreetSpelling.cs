using System.Runtime.InteropServices;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Voting;

/// <summary>
/// Finds names by a misspelling, in microseconds among many thousands: names that become alike when a letter is left out of
/// either are at most two edits apart.
/// </summary>
internal sealed class StreetSpelling
{
    private const int Shortest = 3;
    private const int LongEnoughForTwo = 7;
    private readonly Dictionary<int, List<string>> _byVariant = [];

    public StreetSpelling(IEnumerable<string> names)
    {
        foreach (var name in names.Where(n => n.Length >= Shortest))
        {
            foreach (var variant in Variants(name))
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_byVariant, variant, out _);
                (list ??= new List<string>(1)).Add(name);
            }
        }
    }

    /// <summary>Names that are not the one given, the nearest first. A short name may be one edit off, a longer one two.</summary>
    public IEnumerable<string> Near(string name)
    {
        if (name.Length is < Shortest or > 60)
            return [];
        var most = name.Length >= LongEnoughForTwo ? 2 : 1;
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var variant in Variants(name))
        {
            foreach (var near in _byVariant.GetValueOrDefault(variant) ?? [])
            {
                // House numbers of a grid, 5th and 6th, are other streets and no misspelling.
                if (near != name && !name.Any(char.IsAsciiDigit) && !found.ContainsKey(near))
                    found[near] = EditDistance.Between(name, near);
            }
        }
        return found.Where(f => f.Value <= most).OrderBy(f => f.Value).ThenBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key);
    }

    private static IEnumerable<int> Variants(string name)
    {
        yield return Hash(name, -1);
        for (var i = 0; i < name.Length; i++)
        {
            // Leaving out either of two like letters gives the same.
            if (i == 0 || name[i] != name[i - 1])
                yield return Hash(name, i);
        }
    }

    private static int Hash(string name, int without)
    {
        var hash = 2166136261;
        for (var i = 0; i < name.Length; i++)
        {
            if (i != without)
                hash = (hash ^ name[i]) * 16777619;
        }
        return (int)hash;
    }
}
