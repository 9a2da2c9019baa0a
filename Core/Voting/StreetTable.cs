namespace CampaignBot.Core.Voting;

/// <summary>Which house numbers of a segment's range are meant.</summary>
[Flags]
internal enum StreetSide : byte { None = 0, Odd = 1, Even = 2, Both = 3 }

/// <summary>How much a segment says of itself; what says more goes first.</summary>
internal enum SegmentReach : byte { AllStreets, AllAddresses, Range }

/// <summary>A portion of a street that lies in one precinct. Street, town and precinct are indices into <see cref="StreetTable"/>.</summary>
/// <param name="Street">-1 where every street of the town is meant.</param>
/// <param name="Zip">Five digits as a number; 0 where the feed has none.</param>
/// <param name="Prefix">Before the house number, folded; null where there is none.</param>
/// <param name="Suffix">After it ("1/2", "b"), folded; null where there is none.</param>
/// <param name="Units">Folded; empty where every unit is meant.</param>
internal readonly record struct StreetSegment(
    int Street,
    int Town,
    int Precinct,
    int From,
    int Until,
    int Zip,
    StreetSide Side,
    SegmentReach Reach,
    string? Prefix,
    string? Suffix,
    IReadOnlyList<string> Units)
{
    /// <summary>Whether a house number lies in it.</summary>
    public bool Has(int number) => Reach != SegmentReach.Range
        || (number >= From && number <= Until && (Side & ((number & 1) == 0 ? StreetSide.Even : StreetSide.Odd)) != StreetSide.None);
}

/// <summary>A street as segments name it.</summary>
/// <param name="Shown">As the feed writes it: "N OAK ST".</param>
internal sealed record Street(StreetName Name, string Shown);

/// <summary>A town as segments name it.</summary>
/// <param name="Key">Folded, for comparing.</param>
/// <param name="State">Two letters, upper case; empty where the feed has none.</param>
internal sealed record Town(string Key, string Shown, string State);

/// <summary>The street segments of a feed, found by street, by town or by ZIP.</summary>
internal sealed class StreetTable
{
    private readonly StreetSegment[] _segments;
    private readonly IReadOnlyList<Precinct> _precincts;
    private readonly (int Start, int Count)[] _byStreet;
    private readonly (int Start, int Count) _wholeTowns;
    private readonly Dictionary<string, int[]> _streetsByCore;
    private readonly Dictionary<int, Precinct[]> _precinctsByZip;
    private readonly Dictionary<string, Precinct[]> _precinctsByTown;
    private readonly StreetSpelling _spelling;

    public StreetTable(IReadOnlyList<Street> streets, IReadOnlyList<Town> towns, IReadOnlyList<Precinct> precincts, StreetSegment[] segments)
    {
        Streets = streets;
        Towns = towns;
        _precincts = precincts;
        _segments = segments;
        Array.Sort(_segments, static (a, b) => a.Street.CompareTo(b.Street) is var order and not 0 ? order : a.From.CompareTo(b.From));
        _byStreet = new (int, int)[streets.Count];
        for (var start = 0; start < segments.Length;)
        {
            var end = start;
            while (end < segments.Length && segments[end].Street == segments[start].Street)
                end++;
            if (segments[start].Street < 0)
                _wholeTowns = (start, end - start);
            else
                _byStreet[segments[start].Street] = (start, end - start);
            start = end;
        }
        _streetsByCore = Enumerable.Range(0, streets.Count)
            .GroupBy(i => streets[i].Name.Core, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        _spelling = new StreetSpelling(_streetsByCore.Keys);

        var zips = new Dictionary<int, HashSet<int>>();
        var ofTowns = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        foreach (var segment in segments)
        {
            Into(zips, segment.Zip, segment.Precinct);
            Into(ofTowns, towns[segment.Town].Key, segment.Precinct);
        }
        zips.Remove(0);
        ofTowns.Remove("");
        _precinctsByZip = zips.ToDictionary(z => z.Key, z => InOrder(z.Value));
        _precinctsByTown = ofTowns.ToDictionary(t => t.Key, t => InOrder(t.Value), StringComparer.Ordinal);
        State = segments.Length == 0 ? null : towns.Select(t => t.State).Where(s => s.Length > 0).GroupBy(s => s, StringComparer.Ordinal).MaxBy(g => g.Count())?.Key;

        Precinct[] InOrder(HashSet<int> set) => [.. set.Order().Select(i => precincts[i])];

        static void Into<T>(Dictionary<T, HashSet<int>> sets, T key, int precinct)
            where T : notnull
        {
            if (!sets.TryGetValue(key, out var set))
                sets[key] = set = [];
            set.Add(precinct);
        }
    }

    public IReadOnlyList<Street> Streets { get; }

    public IReadOnlyList<Town> Towns { get; }

    /// <summary>The state's two letters; null where no segment has them.</summary>
    public string? State { get; }

    public int Count => _segments.Length;

    public Precinct PrecinctOf(in StreetSegment segment) => _precincts[segment.Precinct];

    /// <summary>The streets of one core name, whatever their directions and suffixes.</summary>
    public IReadOnlyList<int> StreetsNamed(string core) => _streetsByCore.TryGetValue(core, out var streets) ? streets : [];

    /// <summary>The segments of a street, by their first house numbers.</summary>
    public ReadOnlySpan<StreetSegment> Of(int street) => _segments.AsSpan(_byStreet[street].Start, _byStreet[street].Count);

    /// <summary>The segments that mean every street of a town.</summary>
    public ReadOnlySpan<StreetSegment> WholeTowns => _segments.AsSpan(_wholeTowns.Start, _wholeTowns.Count);

    /// <summary>The precincts of a ZIP; empty where no segment has it.</summary>
    public IReadOnlyList<Precinct> InZip(int zip) => _precinctsByZip.TryGetValue(zip, out var precincts) ? precincts : [];

    /// <summary>The precincts of a town by its folded name; empty where no segment has it.</summary>
    public IReadOnlyList<Precinct> InTown(string town) => _precinctsByTown.TryGetValue(town, out var precincts) ? precincts : [];

    /// <summary>Core names that are nearly spelt so, the nearest first.</summary>
    public IEnumerable<string> SpeltLike(string core) => _spelling.Near(core);
}
