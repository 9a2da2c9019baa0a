using System.Globalization;
using System.Text.RegularExpressions;
using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Voting.Feeds;

/// <summary>Makes a feed of its objects: links what refers to one another and leaves out what can't be used.</summary>
internal sealed partial class FeedBuilder(FeedObjects objects, FeedProblems problems)
{
    private readonly Dictionary<VipElement, VotingPlace?> _places = [];
    private readonly Dictionary<VipElement, OpeningHours?> _hours = [];
    private readonly Dictionary<VipElement, ElectionAuthority> _authorities = [];

    /// <returns>Null, with an error, where the feed doesn't say whose it is or which election it is about.</returns>
    public VotingFeed? Build(SegmentCollector segments)
    {
        var source = Source();
        var election = Election();
        if (source is null || election is null)
            return null;
        var state = objects.All("State") is [var first, ..] ? first : null;
        if (state is null)
            problems.Error(0, "There is no State in the feed.");

        var precincts = Precincts(state);
        if (precincts.Count == 0)
            problems.Error(0, "There is no usable Precinct in the feed.");
        if (segments.Count == 0)
            problems.Warn("no street segments", 0, "There are no street segments in the feed: nobody can be told their polling place by address.");
        var streets = segments.Link(precincts);
        foreach (var place in objects.All("PollingLocation"))
            Place(place);
        return new VotingFeed(
            source,
            election,
            new FeedState(state?.Field("Name") ?? "", streets.State, state is null ? null : Authority(state), state is null ? [] : Places(state)),
            [.. precincts.Values],
            streets);
    }

    private FeedSource? Source()
    {
        if (objects.All("Source") is not [var source, ..])
        {
            problems.Error(0, "There is no Source in the feed: without it nobody can be told whose facts these are.");
            return null;
        }
        if (source.Field("Name") is not { } name)
        {
            problems.Error(source.Line, "Source: Name is missing.");
            return null;
        }
        if (!DateTimeOffset.TryParse(source.Field("DateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var asOf))
        {
            problems.Error(source.Line, $"Source: DateTime '{source.Field("DateTime")}' is not a date and time such as 2028-10-02T09:00:00Z.");
            return null;
        }
        return new FeedSource(name, source.Field("VipId") ?? "", asOf, source.Link("OrganizationUri"));
    }

    private FeedElection? Election()
    {
        var elections = objects.All("Election");
        if (elections is not [var election, ..])
        {
            problems.Error(0, "There is no Election in the feed.");
            return null;
        }
        foreach (var other in elections.Skip(1))
            problems.Warn("elections after the first", other.Line, $"Election '{other.Id}' is ignored: a feed is about one election.");
        if (election.Date("Date") is not { } date)
        {
            problems.Error(election.Line, $"Election: Date '{election.Field("Date")}' is not a date such as 2028-11-07.");
            return null;
        }
        return new FeedElection(
            date,
            election.Localized("Name"),
            election.Localized("ElectionType"),
            election.Flag("HasElectionDayRegistration"),
            election.Date("RegistrationDeadline"),
            election.Localized("RegistrationInfo"),
            election.Date("AbsenteeRequestDeadline"),
            election.Localized("AbsenteeBallotInfo"),
            Hours(election),
            election.Link("ResultsUri"));
    }

    private Dictionary<string, Precinct> Precincts(VipElement? state)
    {
        var localities = new Dictionary<VipElement, Locality?>();
        var ofState = state is null ? [] : Places(state);
        var ballots = new BallotBuilder(objects, problems);
        var precincts = new Dictionary<string, Precinct>(StringComparer.Ordinal);
        foreach (var element in objects.All("Precinct"))
        {
            if (element.Field("Name") is not { } name)
            {
                problems.Warn("precincts without a name", element.Line, $"Precinct '{element.Id}' is ignored: it has no Name.");
                continue;
            }
            if (element.Field("LocalityId") is null)
                problems.Warn("precincts without a locality", element.Line, $"Precinct '{element.Id}' is ignored: it has no LocalityId.");
            if (objects.Reference(element, "LocalityId", "Locality") is not { } of)
                continue;
            if (!localities.TryGetValue(of, out var locality))
                locality = localities[of] = Locality(of, state);
            if (locality is null)
                continue;
            precincts[element.Id!] = new Precinct(
                element.Id!,
                name,
                element.Field("Number"),
                element.Field("Ward"),
                element.Field("PrecinctSplitName"),
                locality.IsMailOnly || element.Flag("IsMailOnly") == true,
                locality,
                [.. Places(element).Concat(locality.Places).Concat(ofState).Distinct(ReferenceEqualityComparer.Instance).Cast<VotingPlace>()],
                ballots.Of(element));
        }
        return precincts;
    }

    private Locality? Locality(VipElement element, VipElement? state)
    {
        if (element.Field("Name") is not { } name)
        {
            problems.Warn("localities without a name", element.Line, $"Locality '{element.Id}' is ignored: it has no Name.");
            return null;
        }
        var type = element.Field("Type") is var known and not (null or "other") ? known : element.Field("OtherType");
        return new Locality(name, type, element.Flag("IsMailOnly") == true, Authority(element) ?? (state is null ? null : Authority(state)), Places(element));
    }

    private IReadOnlyList<VotingPlace> Places(VipElement from) =>
        [.. objects.References(from, "PollingLocationIds", "PollingLocation").Select(Place).OfType<VotingPlace>()];

    private VotingPlace? Place(VipElement element)
    {
        if (_places.TryGetValue(element, out var known))
            return known;
        if (AddressOf(element) is not { } address)
        {
            problems.Warn("polling locations without an address", element.Line, $"PollingLocation '{element.Id}' is ignored: it has no address.");
            return _places[element] = null;
        }
        return _places[element] = new VotingPlace(
            element.Id!,
            element.Field("Name") ?? StructuredAddress(element)?.Field("LocationName"),
            address,
            element.Flag("IsDropBox") == true,
            element.Flag("IsEarlyVoting") == true,
            element.Localized("Directions"),
            Hours(element),
            element.Localized("Hours"),
            PointOf(element.Child("LatLng")),
            element.Link("PhotoUri"));
    }

    // The documentation says StructuredAddress, the schema AddressStructured; feeds follow either.
    private static VipElement? StructuredAddress(VipElement element) => element.Child("AddressStructured") ?? element.Child("StructuredAddress");

    private static PlaceAddress? AddressOf(VipElement element)
    {
        if (StructuredAddress(element) is { } parts && parts.Field("Line1") is { } street)
        {
            var zip = parts.Field("Zip");
            var town = string.Join(' ', new[] { parts.Field("State"), zip }.OfType<string>());
            return new PlaceAddress(
                [street, .. parts.Fields("Line2"), .. parts.Fields("Line3"), string.Join(", ", new[] { parts.Field("City"), town }.Where(t => !string.IsNullOrEmpty(t)))],
                zip is { Length: >= 5 } ? zip[..5] : null);
        }
        var lines = element.Fields("AddressLine");
        return lines.Count == 0 ? null : new PlaceAddress(lines, ZipAtEnd().Match(lines[^1]) is { Success: true } match ? match.Groups["zip"].Value : null);
    }

    private static GeoPoint? PointOf(VipElement? element) =>
        element is not null
        && double.TryParse(element.Field("Latitude"), NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
        && double.TryParse(element.Field("Longitude"), NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude)
        && latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180
            ? new GeoPoint(latitude, longitude)
            : null;

    private OpeningHours? Hours(VipElement from)
    {
        if (objects.Reference(from, "HoursOpenId", "HoursOpen") is not { } element)
            return null;
        if (_hours.TryGetValue(element, out var known))
            return known;
        var periods = element.All("Schedule").Select(Period).OrderBy(p => p.From ?? DateOnly.MinValue).ToList();
        return _hours[element] = periods.Count == 0 ? null : new OpeningHours(periods);
    }

    private OpenPeriod Period(VipElement schedule)
    {
        var hours = new List<DailyHours>();
        foreach (var element in schedule.All("Hours"))
        {
            if (Time(element.Field("StartTime")) is var (opens, opensOffset) && Time(element.Field("EndTime")) is var (closes, closesOffset))
                hours.Add(new DailyHours(opens, opensOffset, closes, closesOffset));
            else
                problems.Warn("opening hours that can't be read", element.Line, "Hours are ignored: StartTime and EndTime must be times with a distance from UTC, such as 06:00:00-05:00.");
        }
        return new OpenPeriod(
            schedule.Date("StartDate"),
            schedule.Date("EndDate"),
            hours,
            schedule.Flag("IsOnlyByAppointment") == true,
            schedule.Flag("IsOrByAppointment") == true,
            schedule.Flag("IsSubjectToChange") == true);
    }

    /// <summary>VIP's TimeWithZone: 00:00:00 to 24:00:00, then Z or a distance from UTC.</summary>
    private static (TimeSpan Time, TimeSpan Offset)? Time(string? text)
    {
        if (text is null || TimeWithZone().Match(text) is not { Success: true } match)
            return null;
        var time = new TimeSpan(Number("hour"), Number("minute"), Number("second"));
        var offset = match.Groups["sign"].Success ? new TimeSpan(Number("offsetHour"), Number("offsetMinute"), 0) : TimeSpan.Zero;
        if (time > TimeSpan.FromHours(24) || offset > TimeSpan.FromHours(14))
            return null;
        return (time, match.Groups["sign"].Value == "-" ? -offset : offset);

        int Number(string group) => int.Parse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private ElectionAuthority? Authority(VipElement from)
    {
        if (objects.Reference(from, "ElectionAdministrationId", "ElectionAdministration") is not { } element)
            return null;
        if (_authorities.TryGetValue(element, out var known))
            return known;
        var notice = element.Child("ElectionNotice");
        return _authorities[element] = new ElectionAuthority(
            [.. element.All("Department").Select(Department)],
            notice?.Localized("NoticeText"),
            notice?.Link("NoticeUri"),
            element.Link("ElectionsUri"),
            element.Link("RegistrationUri"),
            element.Link("AmIRegisteredUri"),
            element.Link("AbsenteeUri"),
            element.Link("BallotTrackingUri"),
            element.Link("BallotProvisionalTrackingUri"),
            element.Link("RulesUri"),
            element.Link("WhatIsOnMyBallotUri"),
            element.Link("WhereDoIVoteUri"));
    }

    private ElectionDepartment Department(VipElement element) => new(
        Contact(element),
        objects.Reference(element, "ElectionOfficialPersonId", "Person") is { } person ? NameOf(person) : null,
        [.. element.All("VoterService").Select(s => new VoterService(
            s.Field("Type") is var type and not (null or "other") ? type : s.Field("OtherType"), s.Localized("Description"), Contact(s)))]);

    private ContactDetails? Contact(VipElement from) => from.Child("ContactInformation") is not { } contact ? null : new ContactDetails(
        contact.Field("Name"),
        contact.Fields("AddressLine"),
        contact.Localized("Directions"),
        contact.Fields("Phone"),
        contact.Fields("Email"),
        [.. contact.Fields("Uri").Select(VipElement.ReadLink).OfType<Uri>()],
        Hours(contact),
        contact.Localized("Hours"));

    /// <summary>"J. Smith, General Registrar"; null where there is no name.</summary>
    private static string? NameOf(VipElement person)
    {
        var name = person.Localized("FullName")?["en"]
            ?? string.Join(' ', new[] { person.Field("FirstName"), person.Field("MiddleName"), person.Field("LastName"), person.Field("Suffix") }.OfType<string>());
        return name.Length == 0 ? null : person.Localized("Title") is { } title ? $"{name}, {title["en"]}" : name;
    }

    [GeneratedRegex(@"\b(?<zip>\d{5})(?:-?\d{4})?\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex ZipAtEnd();

    [GeneratedRegex(@"^(?<hour>\d\d):(?<minute>[0-5]\d):(?<second>[0-5]\d)(?:Z|(?<sign>[+-])(?<offsetHour>\d\d):(?<offsetMinute>[0-5]\d))$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex TimeWithZone();
}
