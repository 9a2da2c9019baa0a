namespace CampaignBot.Training;

/// <summary>Which part of a data set a message is in.</summary>
public enum DataPart
{
    Train,
    Validation,
    Test,
}

/// <summary>
/// Divides messages into training, validation and test, so that each intent and language has its share in each (stratified). Messages that are
/// alike and messages of one conversation stay together. Where likeness would tie too much into one group, as it does across conversations,
/// only conversations stay whole there, and of the messages in validation and test those go that are like one in training.
/// </summary>
/// <param name="Parts">For each message; null where it has to go.</param>
/// <param name="Groups">For each message, the number of its group.</param>
internal sealed record DataSplit(IReadOnlyList<DataPart?> Parts, IReadOnlyList<int> Groups)
{
    /// <summary>A larger group is taken apart, as it would decide a part by itself; small data sets may have some of this many messages.</summary>
    private const double LargestShare = 0.02;
    private const int SmallGroup = 25;

    /// <param name="strata">For each message, its intent and language.</param>
    /// <param name="conversations">For each message, the conversation it is of, if any.</param>
    /// <param name="alike">Pairs of messages that are alike.</param>
    /// <param name="shares">Of training, validation and test; they add up to 1.</param>
    public static DataSplit Of(
        IReadOnlyList<string> strata, IReadOnlyList<int?> conversations, IReadOnlyList<(int First, int Second)> alike, double[] shares, int seed)
    {
        var whole = new Groups(strata.Count);
        foreach (var conversation in conversations.Index().Where(c => c.Item is not null).GroupBy(c => c.Item, c => c.Index))
        {
            foreach (var member in conversation)
                whole.Join(conversation.First(), member);
        }
        var tied = whole.Copy();
        foreach (var (first, second) in alike)
            tied.Join(first, second);
        var most = Math.Max(SmallGroup, strata.Count * LargestShare);
        var sizes = Enumerable.Range(0, strata.Count).CountBy(tied.LeaderOf).ToDictionary();
        int[] leaders = [.. Enumerable.Range(0, strata.Count).Select(i => sizes[tied.LeaderOf(i)] > most ? whole.LeaderOf(i) : tied.LeaderOf(i))];

        var parts = Deal(strata, leaders, shares, seed);
        var going = alike.Where(pair => parts[pair.First] != parts[pair.Second]).Select(pair => parts[pair.First] > parts[pair.Second] ? pair.First : pair.Second).ToHashSet();
        var numbers = leaders.Distinct().Index().ToDictionary(g => g.Item, g => g.Index);
        return new DataSplit([.. parts.Select((part, i) => going.Contains(i) ? (DataPart?)null : part)], [.. leaders.Select(leader => numbers[leader])]);
    }

    /// <summary>Large groups go first, each to where its messages are most wanted; the seed decides the rest.</summary>
    /// <param name="shares">Of training, validation and test; they add up to 1.</param>
    private static DataPart[] Deal(IReadOnlyList<string> strata, int[] groups, double[] shares, int seed)
    {
        var sizes = strata.CountBy(s => s, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var dealt = sizes.ToDictionary(s => s.Key, _ => new double[shares.Length], StringComparer.Ordinal);
        var random = new Randomness((ulong)seed);
        var units = Enumerable.Range(0, groups.Length).GroupBy(i => groups[i]).Select(group => group.ToArray()).ToArray();
        random.Shuffle<int[]>(units);
        var parts = new DataPart[groups.Length];
        foreach (var unit in units.OrderByDescending(u => u.Length))
        {
            var counts = unit.CountBy(i => strata[i], StringComparer.Ordinal).ToList();
            var best = (int)DataPart.Train;
            var most = double.NegativeInfinity;
            for (var part = 0; part < shares.Length; part++)
            {
                // How much of what the part should have of each stratum it would still lack, as a share, weighed by how many come.
                var want = counts.Sum(c => c.Value * Lack(sizes[c.Key] * shares[part], dealt[c.Key][part], c.Value));
                if (shares[part] > 0 && want > most + 1e-9)
                    (best, most) = (part, want);
            }
            foreach (var (stratum, count) in counts)
                dealt[stratum][best] += count;
            foreach (var i in unit)
                parts[i] = (DataPart)best;
        }
        return parts;
    }

    /// <summary>Of 1 where nothing is there yet to below 0 where the part would get more than its share.</summary>
    private static double Lack(double wanted, double has, int comes) => (wanted - has - (comes / 2.0)) / Math.Max(wanted, 1);
}
