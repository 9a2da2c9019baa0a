using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Voting;

/// <summary>The office that runs elections for a state or locality (VIP's ElectionAdministration). Links are http or https.</summary>
/// <param name="Notice">Something urgent that voters should know.</param>
public sealed record ElectionAuthority(
    IReadOnlyList<ElectionDepartment> Departments,
    LocalizedText? Notice,
    Uri? NoticeLink,
    Uri? Elections,
    Uri? Registration,
    Uri? AmIRegistered,
    Uri? Absentee,
    Uri? BallotTracking,
    Uri? ProvisionalBallotTracking,
    Uri? Rules,
    Uri? WhatIsOnMyBallot,
    Uri? WhereDoIVote);

/// <summary>A department of an election office.</summary>
/// <param name="Official">The person in charge, with title.</param>
public sealed record ElectionDepartment(ContactDetails? Contact, string? Official, IReadOnlyList<VoterService> Services);

/// <summary>What a department does for voters.</summary>
/// <param name="Type">"absentee-ballots", "overseas-voting", "polling-places", "voter-registration", or what the feed calls it.</param>
/// <param name="Contact">Where it differs from the department's.</param>
public sealed record VoterService(string? Type, LocalizedText? Description, ContactDetails? Contact);

/// <summary>How an office is reached.</summary>
public sealed record ContactDetails(
    string? Name,
    IReadOnlyList<string> AddressLines,
    LocalizedText? Directions,
    IReadOnlyList<string> Phones,
    IReadOnlyList<string> Emails,
    IReadOnlyList<Uri> Links,
    OpeningHours? Hours,
    LocalizedText? HoursText);
