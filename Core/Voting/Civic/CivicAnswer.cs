using System.Globalization;
using System.Text.Json;
using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Voting.Civic;

/// <summary>
/// Turns what Google's Civic Information API answers into the shape of a feed. Only what a state published itself is taken; a
/// place without an address is left out, as VIP's specification demands.
/// </summary>
public static class CivicAnswer
{
    /// <summary>Reads a voterInfoQuery's answer.</summary>
    /// <param name="json">The response's body, UTF-8.</param>
    /// <param name="asked">The day it was asked for, in the campaign's zone: the answer has no date of its own.</param>
    /// <param name="asOf">When it was asked for.</param>
    /// <param name="service">What the service is called, told beside the source.</param>
    /// <returns>Null where it names no place that is official, or its election is over.</returns>
    /// <exception cref="JsonException">It is no such answer.</exception>
    public static VotingLookup.Found? Read(ReadOnlySpan<byte> json, DateOnly asked, DateTimeOffset asOf, string service)
    {
        var info = JsonSerializer.Deserialize(json, CivicJson.Default.VoterInfo) ?? throw new JsonException("The answer is empty.");
        if (info.Election is not { } election || Day(election.ElectionDay) is not { } day || day < asked || info.NormalizedInput is not { } input || Address(input) is not { } matched)
            return null;
        var places = Places(info.PollingLocations, PlaceKind.PollingPlace)
            .Concat(Places(info.EarlyVoteSites, PlaceKind.EarlyVoting))
            .Concat(Places(info.DropOffLocations, PlaceKind.DropBox)).ToList();
        if (places.Count == 0 && info.MailOnly != true)
            return null;
        var state = info.State is [var first, ..] ? first : null;
        var authority = Authority(state?.LocalJurisdiction) ?? Authority(state);
        var locality = new Locality(state?.LocalJurisdiction?.Name ?? state?.Name ?? "", null, info.MailOnly == true, authority, []);
        var precinct = new Precinct(
            info.PrecinctId ?? "", info.PrecinctId ?? "", null, null, null, info.MailOnly == true, locality, places,
            [.. (info.Contests ?? []).Where(c => IsOfficial(c.Sources)).OrderBy(c => Number(c.BallotPlacement)).Select(ContestOf).OfType<Contest>()]);
        var sources = (info.PollingLocations ?? []).Concat(info.EarlyVoteSites ?? []).Concat(info.DropOffLocations ?? []).Where(p => Address(p.Address) is not null)
            .SelectMany(p => p.Sources ?? []).Where(s => s.Official == true).Select(s => s.Name).Where(n => !string.IsNullOrWhiteSpace(n)).Distinct(StringComparer.Ordinal);
        var name = string.Join(", ", sources) is { Length: > 0 } named ? $"{named} ({service})" : service;
        var feed = new VotingFeed(
            new FeedSource(name, "", asOf, authority?.WhereDoIVote ?? authority?.Elections),
            new FeedElection(day, Text(election.Name), null, null, null, null, null, null, null, null),
            new FeedState(state?.Name ?? "", input.State, Authority(state), []),
            [precinct],
            new StreetTable([], [], [precinct], []));
        return new VotingLookup.Found(feed, precinct, matched.ToString(), IsFilledIn: false);
    }

    private static IEnumerable<VotingPlace> Places(IReadOnlyList<CivicPlace>? places, PlaceKind kind) => (places ?? [])
        .Where(p => IsOfficial(p.Sources))
        .Select((p, i) => Address(p.Address) is { } address
            ? new VotingPlace(
                p.Id ?? $"{kind}-{i.ToString(CultureInfo.InvariantCulture)}",
                Shown(p.Name) ?? Shown(p.Address?.LocationName),
                address,
                kind == PlaceKind.DropBox,
                kind == PlaceKind.EarlyVoting,
                Text(p.Notes),
                Days(p),
                Text(p.PollingHours),
                p is { Latitude: { } latitude, Longitude: { } longitude } ? new GeoPoint(latitude, longitude) : null,
                null)
            : null)
        .OfType<VotingPlace>();

    // The days are data, the hours only words.
    private static OpeningHours? Days(CivicPlace place) => Day(place.StartDate) is { } from && Day(place.EndDate) is { } until
        ? new OpeningHours([new OpenPeriod(from, until, [], false, false, false)])
        : null;

    private static bool IsOfficial(IReadOnlyList<CivicSource>? sources) => sources?.Any(s => s.Official == true) == true;

    private static PlaceAddress? Address(CivicAddress? address)
    {
        if (Shown(address?.Line1) is not { } street)
            return null;
        var town = string.Join(", ", new[] { Shown(address!.City), Shown($"{address.State} {address.Zip}") }.OfType<string>());
        return new PlaceAddress(
            [.. new[] { street, Shown(address.Line2), Shown(address.Line3), Shown(town) }.OfType<string>()],
            address.Zip is { Length: >= 5 } zip ? zip[..5] : null);
    }

    private static Contest? ContestOf(CivicContest contest, int index)
    {
        var isMeasure = contest.Type is "Referendum" or "Retention" || contest.ReferendumTitle is not null;
        if ((isMeasure ? Shown(contest.ReferendumTitle) ?? Shown(contest.BallotTitle) ?? Shown(contest.Office) : Shown(contest.Office) ?? Shown(contest.BallotTitle)) is not { } name)
            return null;
        var choices = isMeasure
            ? (contest.ReferendumBallotResponses ?? []).Select(r => Choice(r, null))
            : (contest.Candidates ?? []).OrderBy(c => Number(c.OrderOnBallot)).Select(c => Choice(c.Name, c.Party));
        return new Contest(
            index.ToString(CultureInfo.InvariantCulture),
            contest.Type == "Retention" ? ContestKind.Retention : isMeasure ? ContestKind.Measure : ContestKind.Candidates,
            name,
            Text(contest.BallotTitle),
            Text(contest.ReferendumSubtitle),
            Shown(contest.District?.Name),
            null,
            [.. choices.OfType<BallotChoice>()],
            isMeasure ? new MeasureText(contest.Type, null, null, null, null, null, null, Link(contest.ReferendumUrl)) : null);
    }

    private static BallotChoice? Choice(string? name, string? party) => Text(name) is { } text
        ? new BallotChoice(text, Text(party) is { } of ? [of] : [], IsWriteIn: false, HasWithdrawn: false)
        : null;

    private static ElectionAuthority? Authority(CivicRegion? region)
    {
        if (region?.ElectionAdministrationBody is not { } body)
            return null;
        var officials = body.ElectionOfficials ?? [];
        var contact = new ContactDetails(
            Shown(body.Name) ?? Shown(region.Name),
            Address(body.PhysicalAddress ?? body.CorrespondenceAddress)?.Lines ?? [],
            null,
            [.. officials.Select(o => Shown(o.OfficePhoneNumber)).OfType<string>()],
            [.. officials.Select(o => Shown(o.EmailAddress)).OfType<string>()],
            [],
            null,
            Text(body.HoursOfOperation));
        return new ElectionAuthority(
            [new ElectionDepartment(contact, null, [])],
            Text(body.ElectionNoticeText),
            Link(body.ElectionNoticeUrl),
            Link(body.ElectionInfoUrl),
            Link(body.ElectionRegistrationUrl),
            Link(body.ElectionRegistrationConfirmationUrl),
            Link(body.AbsenteeVotingInfoUrl),
            null,
            null,
            Link(body.ElectionRulesUrl),
            Link(body.BallotInfoUrl),
            Link(body.VotingLocationFinderUrl));
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    // Google writes its int64 as text.
    private static long Number(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var plain) => plain,
        { ValueKind: JsonValueKind.String } text when long.TryParse(text.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var quoted) => quoted,
        _ => long.MaxValue,
    };

    private static Uri? Link(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var link) && link.Scheme is "http" or "https" && link.UserInfo.Length == 0 ? link : null;

    /// <summary>A text in one line, with nothing that a message would read as a link or markup of its own; null where it is empty.</summary>
    private static string? Shown(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } line ? SafeLink.Defused(line) : null;

    private static LocalizedText? Text(string? text) => Shown(text) is { } line ? new LocalizedText(new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = line }) : null;
}
