using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;

namespace CampaignBot.Core.Cases;

/// <summary>Who a case is for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CaseKind>))]
public enum CaseKind
{
    /// <summary>Somebody wants to hear from a person of the campaign.</summary>
    Person,

    /// <summary>A volunteer asks an expert what a voter wants to know; the answer comes back to the volunteer.</summary>
    Expert,
}

/// <summary>How far a case is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CaseStatus>))]
public enum CaseStatus
{
    Open,

    /// <summary>Somebody sees to it.</summary>
    Taken,

    Answered,
}

/// <summary>Something that a person of the campaign is to answer.</summary>
/// <param name="Number">Five digits, to be read aloud; the case's id.</param>
/// <param name="Language">What it was asked in and is answered in, ISO 639-1.</param>
/// <param name="At">When it was asked.</param>
/// <param name="Act">The id of the activity that asked.</param>
public sealed record Case(string Number, CaseKind Kind, string Language, DateTimeOffset At, string Act)
{
    /// <summary>The kind of document, and what can be queried.</summary>
    public static DocumentKind DocumentKind { get; } = new("case", "kind", "status", "asker", "at");

    /// <summary>Who asked, and where the answer goes; null where somebody else passed it on for them.</summary>
    public CasePlace? Place { get; init; }

    /// <summary>What it is about, in the words of who asked; null where they said nothing.</summary>
    public string? About { get; init; }

    /// <summary>What to call who is to be reached.</summary>
    public string? Name { get; init; }

    /// <summary>Where they want to be called: E.164.</summary>
    public string? Phone { get; init; }

    /// <summary>Where they want to be written to.</summary>
    public string? Email { get; init; }

    /// <summary>The addresses of files they sent; null for none.</summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>Whether somebody may be kept from voting.</summary>
    public bool IsUrgent { get; init; }

    public CaseStatus Status { get; init; }

    /// <summary>What was answered, where it was answered here.</summary>
    public string? Answer { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The id of the activity that answered.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>Whose it is, for queries: a <see cref="ChannelAddress.Key"/>.</summary>
    public string? Asker => Place is { } place ? new ChannelAddress(place.ChannelId, place.Address).Key : null;
}

/// <summary>A conversation that the bot is in, with whom.</summary>
/// <param name="ConversationId">The conversation's id on its channel.</param>
/// <param name="Address">The person's id there.</param>
public sealed record CasePlace(string ChannelId, string ConversationId, string Address);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(SortableInstantConverter)])]
[JsonSerializable(typeof(Case))]
[JsonSerializable(typeof(CasePlace))]
[JsonSerializable(typeof(CaseNotice))]
internal sealed partial class CaseJson : JsonSerializerContext;
