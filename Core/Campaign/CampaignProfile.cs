namespace CampaignBot.Core.Campaign;

/// <summary>Who the campaign is and what it is about: <c>campaign.yaml</c>.</summary>
/// <param name="Name">As on a letterhead.</param>
/// <param name="ShortName">As in a sentence.</param>
/// <param name="Languages">ISO 639-1 codes; the first is used where nothing else is known.</param>
/// <param name="TimeZone">The zone in which the campaign's days and hours are meant.</param>
/// <param name="AccentColour"><c>#rrggbb</c>, for the chat widget and cards.</param>
/// <param name="Disclosure">Says that this is automated, whose it is, and how to reach a person.</param>
/// <param name="Greeting">What a voter is welcomed with, after the disclosure.</param>
/// <param name="Suggestions">Ids of the entries offered with the greeting.</param>
public sealed record CampaignProfile(
    LocalizedText Name,
    LocalizedText ShortName,
    string Committee,
    LocalizedText Disclaimer,
    IReadOnlyList<string> Languages,
    TimeZoneInfo TimeZone,
    string AccentColour,
    LocalizedText Disclosure,
    LocalizedText Greeting,
    IReadOnlyList<string> Suggestions,
    CampaignOffice Office,
    Election Election)
{
    /// <summary>Where to give to the campaign; null where it takes no gifts this way.</summary>
    public Giving? Giving { get; init; }

    /// <summary>The day it is for the campaign.</summary>
    public DateOnly Today(TimeProvider clock) => Today(clock.GetUtcNow());

    /// <summary>The day it is for the campaign at an instant.</summary>
    public DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZone).DateTime);
}

/// <summary>Where people of the campaign are reached.</summary>
/// <param name="Hours">When somebody is there, as people read it.</param>
public sealed record CampaignOffice(LocalizedText Address, string Phone, string Email, Uri Web, LocalizedText Hours)
{
    /// <summary>The same to reckon with; null where only the words are given.</summary>
    public OfficeHours? Open { get; init; }
}

/// <summary>Where to give to the campaign. The bot handles no payment.</summary>
/// <param name="Disclosure">What the law has a campaign say with it: who pays for this, who may give, how much.</param>
public sealed record Giving(Uri Link, LocalizedText Disclosure);

/// <summary>The election the campaign is about.</summary>
/// <param name="Jurisdictions">Every name the campaign's own place goes by, from the town to the state.</param>
/// <param name="Office">The official body that runs the election here.</param>
/// <param name="Elsewhere">Where voters of other places are sent.</param>
public sealed record Election(
    LocalizedText Name,
    DateOnly Date,
    IReadOnlyList<string> Jurisdictions,
    ElectionOffice Office,
    PublicSource Elsewhere)
{
    /// <summary>Whether facts for this place hold for the campaign's voters.</summary>
    public bool Covers(string? jurisdiction) =>
        jurisdiction is not null && Jurisdictions.Contains(jurisdiction, StringComparer.OrdinalIgnoreCase);
}

/// <summary>The official body that runs the election.</summary>
public sealed record ElectionOffice(LocalizedText Name, string Phone, Uri Web);

/// <summary>Something a voter is pointed to.</summary>
public sealed record PublicSource(LocalizedText Name, Uri Link);
