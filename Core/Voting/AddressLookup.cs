using System.Globalization;
using System.Runtime.InteropServices;
using CampaignBot.Core.Understanding.Entities;

namespace CampaignBot.Core.Voting;

/// <summary>
/// Finds the precinct of an address among a feed's street segments. What the voter left out may be filled in where only one
/// precinct remains; what the voter said and the feed has otherwise is never overruled, only suggested.
/// </summary>
internal sealed class AddressLookup(VotingFeed feed)
{
    private const int MaxOptions = 8;
    private const int MaxNamesLikeIt = 5;
    private const int MaxElsewhere = 100;
    private readonly StreetTable _streets = feed.Streets;

    public VotingLookup Find(PostalAddress address)
    {
        if (_streets.Count == 0)
            return new VotingLookup.ElectionOffice(feed, OfficeReason.NoAddresses, feed.State.Authority);
        var parts = AddressParts.Of(address);
        if (parts.State is not null && _streets.State is not null && parts.State != _streets.State)
            return Outside();
        var inZip = parts.Zip is { } zip ? _streets.InZip(zip) : [];
        var inTown = parts.Town is { } town ? _streets.InTown(town) : [];
        var area = inZip.Count > 0 ? inZip : inTown;
        // Post offices and cities draw their lines differently: beside a ZIP that is known, a town that isn't tells nothing.
        if (inZip.Count > 0 && inTown.Count == 0)
            parts = parts with { Town = null };
        if (area.Count == 0 && (parts.Zip is not null ? parts.Town is null || inTown.Count == 0 : parts.Town is not null))
            return Outside();
        if (parts.Street is not { Core.Length: > 0 } street || address.Box is not null || (address.CrossStreet is not null && parts.Numbers.Count == 0))
            return WholeTown(address, parts) ?? Asked(MissingPart.Address, [], area.Count > 0 ? area : feed.Precincts);

        // With that number on that street; on a street named alike.
        List<StreetSegment> matches = [], offered = [];
        var knowsStreet = false;
        foreach (var reading in street.Readings())
        {
            foreach (var index in _streets.StreetsNamed(reading.Core))
            {
                var fits = Fits(reading, _streets.Streets[index].Name);
                foreach (ref readonly var segment in _streets.Of(index))
                {
                    if (!IsThere(segment, parts))
                        continue;
                    knowsStreet |= fits;
                    if (HasNumber(segment, parts) || (fits && parts.Numbers.Count == 0))
                        (fits ? matches : offered).Add(segment);
                }
            }
        }
        if (parts.Numbers.Count == 0 && knowsStreet)
            return NeedsNumber(address, parts, matches);
        if (Best(matches, parts) is { Count: > 0 } best)
            return Decide(address, parts, best);
        var elsewhere = knowsStreet || offered.Count > 0 ? [] : Elsewhere(street, parts);
        // Where the ZIP has the address in another town than the one that was said, neither is taken.
        if (!elsewhere.Exists(s => s.Zip == parts.Zip) && WholeTown(address, parts) is { } wholeTown)
            return wholeTown;
        offered.AddRange(elsewhere);
        if (offered.Count == 0 && !knowsStreet)
            offered = SpeltLike(street, parts);
        return (knowsStreet || offered.Count > 0 ? null : WhichTown(address, parts)) ?? Suggest(address, parts, offered, knowsStreet);
    }

    /// <summary>The same address in other towns and ZIPs than the one that was said.</summary>
    private List<StreetSegment> Elsewhere(StreetName street, AddressParts parts)
    {
        var found = new List<StreetSegment>();
        foreach (var reading in street.Readings())
        {
            foreach (var index in _streets.StreetsNamed(reading.Core))
            {
                if (!Fits(reading, _streets.Streets[index].Name))
                    continue;
                foreach (ref readonly var segment in _streets.Of(index))
                {
                    if (StateFits(segment, parts) && HasNumber(segment, parts))
                        found.Add(segment);
                    if (found.Count > MaxElsewhere)
                        return [];
                }
            }
        }
        return found;
    }

    /// <summary>The same number on streets there whose names are nearly spelt so.</summary>
    private List<StreetSegment> SpeltLike(StreetName street, AddressParts parts)
    {
        var found = new List<StreetSegment>();
        foreach (var reading in street.Readings())
        {
            foreach (var index in _streets.SpeltLike(reading.Core).Take(MaxNamesLikeIt).SelectMany(_streets.StreetsNamed))
            {
                if (!Fits(reading, _streets.Streets[index].Name))
                    continue;
                foreach (ref readonly var segment in _streets.Of(index))
                {
                    if (IsThere(segment, parts) && (parts.Numbers.Count == 0 || HasNumber(segment, parts)))
                        found.Add(segment);
                }
            }
        }
        return found;
    }

    private VotingLookup Decide(PostalAddress address, AddressParts parts, List<StreetSegment> matches)
    {
        if (Single(matches) is { } precinct)
            return FoundIn(precinct, address, parts, matches[0]);
        // What parts two precincts is asked for, the part that rules out most first; of a town that was named, the street, as
        // everybody knows the name of their own and not everybody the ZIP.
        var towns = parts.Zip is null || parts.Town is null
            ? Options(address, matches, m => TownLabel(m), (m, a) => a with { City = _streets.Towns[m.Town].Shown, Zip = ZipText(m) ?? a.Zip })
            : [];
        var streets = Options(address, matches, StreetLabel, WithStreet);
        if (towns.Count > 1 && (parts.Town is null || streets.Count < 2))
            return Asked(MissingPart.Town, towns, PrecinctsOf(matches));
        if (streets.Count > 1)
            return Asked(MissingPart.Street, streets, PrecinctsOf(matches));
        if (parts.Unit is null && matches.Exists(m => m.Units.Count > 0))
            return Asked(MissingPart.Unit, [], PrecinctsOf(matches));
        return Contradiction(matches);
    }

    private VotingLookup FoundIn(Precinct precinct, PostalAddress address, AddressParts parts, StreetSegment match)
    {
        if (precinct is { Places.Count: 0, IsMailOnly: false })
            return new VotingLookup.ElectionOffice(feed, OfficeReason.NoPlace, precinct.Authority ?? feed.State.Authority);
        var isTownFilledIn = parts.Town is null && parts.Zip is null && _streets.Towns.Count > 1;
        var isStreetFilledIn = match.Street >= 0 && parts.Street is { } asked && !asked.Readings().Contains(_streets.Streets[match.Street].Name);
        return new VotingLookup.Found(feed, precinct, Matched(address, match), isTownFilledIn || isStreetFilledIn);
    }

    /// <summary>Without a number only the streets are told apart; the number is asked for even where all of a street lies in one precinct.</summary>
    private VotingLookup NeedsNumber(PostalAddress address, AddressParts parts, List<StreetSegment> segments)
    {
        if (segments.TrueForAll(s => s.Reach == SegmentReach.AllAddresses && s.Units.Count == 0) && Single(segments) is { } precinct)
            return FoundIn(precinct, address, parts, segments[0]);
        return Asked(MissingPart.HouseNumber, [], PrecinctsOf(segments));
    }

    /// <summary>Segments that mean every street of a town serve addresses that no segment of their own has.</summary>
    private VotingLookup? WholeTown(PostalAddress address, AddressParts parts)
    {
        var matches = new List<StreetSegment>();
        foreach (ref readonly var segment in _streets.WholeTowns)
        {
            if (parts.Town is { } town && _streets.Towns[segment.Town].Key == town && StateFits(segment, parts))
                matches.Add(segment);
        }
        return matches.Count == 0 ? null
            : Single(matches) is { } precinct ? FoundIn(precinct, address, parts, matches[0])
            : Contradiction(matches);
    }

    /// <summary>
    /// Where nobody lists the street, it may still lie in a town that one precinct holds whole. All towns are offered, as the person's
    /// own may be one that lists its streets: then the street isn't there, and no other town is theirs. A ZIP leads to no town outside it.
    /// </summary>
    private VotingLookup.Ambiguous? WhichTown(PostalAddress address, AddressParts parts)
    {
        if (parts.Town is not null)
            return null;
        var whole = _streets.WholeTowns.ToArray().Where(s => parts.Zip is null || s.Zip == parts.Zip).Select(s => _streets.Towns[s.Town]).ToList();
        if (whole.Count == 0)
            return null;
        var towns = new SortedDictionary<string, AddressOption>(StringComparer.OrdinalIgnoreCase);
        foreach (var town in (parts.Zip is null ? _streets.Towns : whole).Where(t => t.Shown.Length > 0))
            towns.TryAdd(town.Shown, new AddressOption(town.Shown, address with { City = town.Shown }));
        return Asked(MissingPart.Town, [.. towns.Values], feed.Precincts);
    }

    private VotingLookup.ElectionOffice Contradiction(List<StreetSegment> matches) =>
        new(feed, OfficeReason.Contradiction, _streets.PrecinctOf(matches[0]).Authority ?? feed.State.Authority);

    private VotingLookup Suggest(PostalAddress address, AddressParts parts, List<StreetSegment> offered, bool knowsStreet)
    {
        var options = Options(address, offered, m => $"{StreetLabel(m)}, {TownLabel(m)}", WithPlace);
        if (options.Count > MaxOptions && parts.Town is null && parts.Zip is null)
            return Asked(MissingPart.Town, [], PrecinctsOf(offered));
        if (options.Count > 0)
            return Asked(MissingPart.Street, options, PrecinctsOf(offered), isSuggestion: true);
        return new VotingLookup.NotFound(feed, knowsStreet ? NotFoundReason.NoSuchNumber : NotFoundReason.NoSuchStreet, AuthorityOf(parts));
    }

    private VotingLookup.NotFound Outside() => new(feed, NotFoundReason.OutsideTheArea, feed.State.Authority);

    private ElectionAuthority? AuthorityOf(AddressParts parts)
    {
        var area = parts.Zip is { } zip ? _streets.InZip(zip) : parts.Town is { } town ? _streets.InTown(town) : feed.Precincts;
        var authorities = area.Select(p => p.Authority).Distinct(ReferenceEqualityComparer.Instance).ToList();
        return authorities is [ElectionAuthority only] ? only : feed.State.Authority;
    }

    private VotingLookup.Ambiguous Asked(MissingPart ask, List<AddressOption> options, IEnumerable<Precinct> possible, bool isSuggestion = false)
    {
        HashSet<VotingPlace>? shared = null;
        foreach (var precinct in possible.Distinct(ReferenceEqualityComparer.Instance).Cast<Precinct>())
        {
            if (shared is null)
                shared = new HashSet<VotingPlace>(precinct.Places, ReferenceEqualityComparer.Instance);
            else
                shared.IntersectWith(precinct.Places);
            if (shared.Count == 0)
                break;
        }
        return new VotingLookup.Ambiguous(feed, ask, options.Count > MaxOptions && !isSuggestion ? [] : options, isSuggestion, isSuggestion || shared is null ? [] : [.. shared.OrderBy(p => p.Id, StringComparer.Ordinal)]);
    }

    private IEnumerable<Precinct> PrecinctsOf(List<StreetSegment> segments) => segments.Select(s => _streets.PrecinctOf(s));

    private Precinct? Single(List<StreetSegment> matches)
    {
        var precinct = _streets.PrecinctOf(matches[0]);
        foreach (var match in CollectionsMarshal.AsSpan(matches))
        {
            if (!ReferenceEquals(_streets.PrecinctOf(match), precinct))
                return null;
        }
        return precinct;
    }

    /// <summary>
    /// The segments that say most: one of the town goes before one that only shares its ZIP, a street written as the voter wrote
    /// it before one with more to its name, one that names the unit before one for the whole house, one with the number's suffix
    /// before one for every suffix, one with a range before one for the whole street.
    /// </summary>
    private List<StreetSegment> Best(List<StreetSegment> matches, AddressParts parts)
    {
        var allowed = matches.FindAll(m => m.Units.Count == 0 || parts.Unit is null || m.Units.Contains(parts.Unit, StringComparer.Ordinal));
        if (allowed.Count == 0)
            return allowed;
        var most = allowed.Max(m => Says(m, parts));
        // Not knowing the unit, one of the house's units may be meant as well as the rest of the house.
        return allowed.FindAll(m => Says(m, parts) == most || (parts.Unit is null && m.Units.Count > 0));
    }

    private int Says(in StreetSegment segment, AddressParts parts) =>
        (parts.Town is { } town && _streets.Towns[segment.Town].Key == town ? 32 : 0)
        // Where neither town nor ZIP was said, a street of just that name elsewhere is no likelier than one with more to its name.
        + ((parts.Town is not null || parts.Zip is not null) && _streets.Streets[segment.Street].Name == parts.Street ? 16 : 0)
        + (segment.Units.Count > 0 && parts.Unit is not null ? 8 : 0) + (segment.Suffix is not null ? 4 : 0) + (segment.Prefix is not null ? 2 : 0) + (segment.Reach == SegmentReach.Range ? 1 : 0);

    /// <summary>A part that both name must be the same; one that either leaves out tells nothing.</summary>
    private static bool Fits(StreetName asked, StreetName has) =>
        Agree(asked.Direction, has.Direction) && Agree(asked.Suffix, has.Suffix) && Agree(asked.DirectionAfter, has.DirectionAfter);

    private static bool Agree(string? a, string? b) => a is null || b is null || a == b;

    private bool IsThere(in StreetSegment segment, AddressParts parts)
    {
        if (!StateFits(segment, parts))
            return false;
        if (parts.Zip is { } zip && segment.Zip != 0 && segment.Zip != zip)
            return false;
        return parts.Town is not { } town || _streets.Towns[segment.Town].Key is "" || _streets.Towns[segment.Town].Key == town;
    }

    private bool StateFits(in StreetSegment segment, AddressParts parts) => Agree(parts.State, _streets.Towns[segment.Town].State is { Length: > 0 } state ? state : null);

    private static bool HasNumber(in StreetSegment segment, AddressParts parts)
    {
        foreach (var number in parts.Numbers)
        {
            if (number.Prefix == segment.Prefix && (segment.Suffix is null || segment.Suffix == number.Suffix) && segment.Has(number.Number))
                return true;
        }
        return false;
    }

    /// <summary>One option for each label, in their order; one more than can be chosen from where there are more.</summary>
    private static List<AddressOption> Options(PostalAddress address, List<StreetSegment> matches, Func<StreetSegment, string> label, Func<StreetSegment, PostalAddress, PostalAddress> with)
    {
        var options = new SortedDictionary<string, AddressOption>(StringComparer.OrdinalIgnoreCase);
        foreach (var match in matches)
        {
            var text = label(match);
            if (text.Length > 0 && !options.ContainsKey(text))
                options[text] = new AddressOption(text, with(match, address));
            if (options.Count > MaxOptions)
                break;
        }
        return [.. options.Values];
    }

    private string StreetLabel(StreetSegment match) => match.Street < 0 ? "" : _streets.Streets[match.Street].Shown;

    private string TownLabel(StreetSegment segment) => string.Join(' ', new[] { _streets.Towns[segment.Town].Shown, ZipText(segment) }.Where(t => !string.IsNullOrEmpty(t)));

    private static string? ZipText(StreetSegment segment) => segment.Zip == 0 ? null : segment.Zip.ToString("00000", CultureInfo.InvariantCulture);

    private PostalAddress WithStreet(StreetSegment match, PostalAddress address) => address with
    {
        Street = _streets.Streets[match.Street].Shown,
        Direction = null,
        Suffix = null,
        DirectionAfter = null,
    };

    private PostalAddress WithPlace(StreetSegment match, PostalAddress address) => WithStreet(match, address) with
    {
        City = _streets.Towns[match.Town].Shown,
        Zip = ZipText(match) ?? address.Zip,
    };

    /// <summary>"12 N OAK ST Apt 3, SALEM 97301".</summary>
    private string Matched(PostalAddress address, StreetSegment match)
    {
        var street = match.Street < 0 ? (address with { House = null }).StreetLine : StreetLabel(match);
        var line = string.Join(' ', new[] { address.House, street, address.Unit }.OfType<string>());
        return TownLabel(match) is { Length: > 0 } town ? $"{line}, {town}" : line;
    }
}
