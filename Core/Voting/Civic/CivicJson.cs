using System.Text.Json;
using System.Text.Json.Serialization;

namespace CampaignBot.Core.Voting.Civic;

/// <summary>What a voterInfoQuery of Google's Civic Information API answers, as far as it is used (developers.google.com/civic-information/docs/v2).</summary>
internal sealed record VoterInfo(
    CivicElection? Election,
    CivicAddress? NormalizedInput,
    IReadOnlyList<CivicPlace>? PollingLocations,
    IReadOnlyList<CivicPlace>? EarlyVoteSites,
    IReadOnlyList<CivicPlace>? DropOffLocations,
    IReadOnlyList<CivicContest>? Contests,
    IReadOnlyList<CivicRegion>? State,
    bool? MailOnly,
    string? PrecinctId);

/// <param name="ElectionDay">yyyy-MM-dd.</param>
internal sealed record CivicElection(string? Id, string? Name, string? ElectionDay);

internal sealed record CivicAddress(string? LocationName, string? Line1, string? Line2, string? Line3, string? City, string? State, string? Zip);

/// <param name="PollingHours">In words.</param>
/// <param name="StartDate">The first day of an early or drop-off site, yyyy-MM-dd.</param>
internal sealed record CivicPlace(
    string? Id,
    string? Name,
    CivicAddress? Address,
    string? Notes,
    string? PollingHours,
    string? StartDate,
    string? EndDate,
    double? Latitude,
    double? Longitude,
    IReadOnlyList<CivicSource>? Sources);

/// <param name="Official">Whether it is the state's own.</param>
internal sealed record CivicSource(string? Name, bool? Official);

/// <param name="Type">"General", "Referendum", "Retention", ...</param>
internal sealed record CivicContest(
    string? Type,
    string? Office,
    string? BallotTitle,
    CivicDistrict? District,
    IReadOnlyList<CivicCandidate>? Candidates,
    string? ReferendumTitle,
    string? ReferendumSubtitle,
    string? ReferendumUrl,
    IReadOnlyList<string>? ReferendumBallotResponses,
    JsonElement? BallotPlacement,
    IReadOnlyList<CivicSource>? Sources);

internal sealed record CivicDistrict(string? Name);

internal sealed record CivicCandidate(string? Name, string? Party, JsonElement? OrderOnBallot);

internal sealed record CivicRegion(
    string? Name,
    CivicBody? ElectionAdministrationBody,
    [property: JsonPropertyName("local_jurisdiction")] CivicRegion? LocalJurisdiction,
    IReadOnlyList<CivicSource>? Sources);

internal sealed record CivicBody(
    string? Name,
    string? ElectionInfoUrl,
    string? ElectionRegistrationUrl,
    string? ElectionRegistrationConfirmationUrl,
    string? ElectionNoticeText,
    string? ElectionNoticeUrl,
    string? AbsenteeVotingInfoUrl,
    string? VotingLocationFinderUrl,
    string? BallotInfoUrl,
    string? ElectionRulesUrl,
    string? HoursOfOperation,
    CivicAddress? CorrespondenceAddress,
    CivicAddress? PhysicalAddress,
    IReadOnlyList<CivicOfficial>? ElectionOfficials);

internal sealed record CivicOfficial(string? Name, string? Title, string? OfficePhoneNumber, string? EmailAddress);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VoterInfo))]
internal sealed partial class CivicJson : JsonSerializerContext;
