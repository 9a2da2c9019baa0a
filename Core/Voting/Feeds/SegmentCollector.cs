
namespace CampaignBot.Core.Voting.Feeds;

/// <summary>Takes up street segments while a feed is read, in little memory, and links them to their precincts at the end.</summary>
internal sealed class SegmentCollector(FeedProblems problems)
{
    private static readonly IReadOnlyList<string> EveryUnit = [];
    private readonly List<StreetSegment> _segments = [];
    private readonly List<Street> _streets = [];
    private readonly List<Town> _towns = [];
    private readonly List<(string Id, int Line)> _precincts = [];
    private readonly Dictionary<string, int> _streetsByText = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string City, string State), int> _townsByText = [];
    private readonly Dictionary<string, int> _precinctsById = new(StringComparer.Ordinal);

    public int Count => _segments.Count;

    /// <summary>Takes a segment, or reports why the specification has it ignored.</summary>
    public void Add(VipElement element)
    {
        if (element.Field("PrecinctId") is not { } precinct)
        {
            Ignore(element, "it names no precinct");
            return;
        }
        var shown = Shown(element);
        var reach = element.Flag("IncludesAllStreets") == true || shown == "*" ? SegmentReach.AllStreets
            : element.Flag("IncludesAllAddresses") == true ? SegmentReach.AllAddresses
            : SegmentReach.Range;
        if (reach != SegmentReach.AllStreets && shown.Length == 0)
        {
            Ignore(element, "it names no street");
            return;
        }
        var (from, until, side) = (0, 0, StreetSide.Both);
        if (reach == SegmentReach.Range)
        {
            if (element.Integer("StartHouseNumber") is not { } start || element.Integer("EndHouseNumber") is not { } end || start > end)
            {
                Ignore(element, "its house numbers are missing or the first is after the last");
                return;
            }
            if (SideOf(element.Field("OddEvenBoth")) is not { } sides)
            {
                Ignore(element, "OddEvenBoth must be odd, even or both");
                return;
            }
            (from, until, side) = (start, end, sides);
        }
        var town = TownOf(element);
        if (reach == SegmentReach.AllStreets && _towns[town].Key.Length == 0)
        {
            Ignore(element, "it means every street of a city it doesn't name");
            return;
        }
        _segments.Add(new StreetSegment(
            reach == SegmentReach.AllStreets ? -1 : StreetOf(shown),
            town,
            PrecinctOf(precinct, element.Line),
            from,
            until,
            reach == SegmentReach.AllStreets ? 0 : ZipOf(element),
            side,
            reach,
            Folded(element.Field("HouseNumberPrefix")),
            Folded(element.Field("HouseNumberSuffix")),
            element.Child("UnitNumber") is null ? EveryUnit : [.. element.Fields("UnitNumber").Select(AddressParts.FoldedUnit).OfType<string>()]));
    }

    /// <summary>Links the segments to precincts; those whose precinct isn't there are reported and left out.</summary>
    public StreetTable Link(IReadOnlyDictionary<string, Precinct> precincts)
    {
        var linked = new Precinct[_precincts.Count];
        for (var i = 0; i < linked.Length; i++)
        {
            if (precincts.TryGetValue(_precincts[i].Id, out var precinct))
                linked[i] = precinct;
            else
                problems.Warn("street segments of precincts that are not there", _precincts[i].Line, $"StreetSegment: there is no usable Precinct '{_precincts[i].Id}'; segments naming it are ignored.");
        }
        return new StreetTable(_streets, _towns, linked, [.. _segments.Where(s => linked[s.Precinct] is not null)]);
    }

    private void Ignore(VipElement element, string why) =>
        problems.Warn($"street segments ignored because {why}", element.Line, $"StreetSegment '{element.Id}' is ignored: {why}.");

    private static string Shown(VipElement element) => string.Join(' ', new[]
    {
        element.Field("StreetDirection"), element.Field("StreetName"), element.Field("StreetSuffix"), element.Field("AddressDirection"),
    }.OfType<string>());

    private static StreetSide? SideOf(string? text) => text?.ToUpperInvariant() switch
    {
        "ODD" => StreetSide.Odd,
        "EVEN" => StreetSide.Even,
        "BOTH" => StreetSide.Both,
        _ => null,
    };

    private int StreetOf(string shown)
    {
        if (!_streetsByText.TryGetValue(shown, out var street))
        {
            street = _streetsByText[shown] = _streets.Count;
            _streets.Add(new Street(StreetName.Of(shown), shown));
        }
        return street;
    }

    private int TownOf(VipElement element)
    {
        var key = (element.Field("City") ?? "", element.Field("State") ?? "");
        if (!_townsByText.TryGetValue(key, out var town))
        {
            town = _townsByText[key] = _towns.Count;
            _towns.Add(new Town(AddressParts.FoldedTown(key.Item1), key.Item1, key.Item2.Trim().ToUpperInvariant()));
        }
        return town;
    }

    private int PrecinctOf(string id, int line)
    {
        if (!_precinctsById.TryGetValue(id, out var precinct))
        {
            precinct = _precinctsById[id] = _precincts.Count;
            _precincts.Add((id, line));
        }
        return precinct;
    }

    private static int ZipOf(VipElement element) => AddressParts.ZipNumber(element.Field("Zip")) ?? 0;

    private static string? Folded(string? text) => text is null ? null : AddressParts.FoldedPart(text);
}
