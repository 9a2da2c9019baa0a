using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;

namespace CampaignBot.Core.Voting;

/// <summary>How somebody is going to vote.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VotingWay>))]
public enum VotingWay
{
    /// <summary>In person on election day.</summary>
    ElectionDay,

    /// <summary>In person before election day.</summary>
    Early,

    /// <summary>A ballot that came by mail goes into a drop box.</summary>
    DropBox,

    /// <summary>A ballot that came by mail goes back by mail.</summary>
    Mail,
}

/// <summary>How somebody gets there.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Travel>))]
public enum Travel
{
    Walk,
    Bike,
    Bus,
    Car,

    /// <summary>Somebody is to take them along.</summary>
    NeedsRide,
}

/// <summary>When, where and how somebody is going to vote: one plan for each person and election.</summary>
/// <param name="ChannelId">Where the person told it.</param>
/// <param name="Address">The person's address on that channel.</param>
/// <param name="Election">The day of the election.</param>
/// <param name="At">The day and time they chose.</param>
/// <param name="Place">Where they go, as it is told: name and address; null by mail, or where the place isn't known.</param>
/// <param name="PlaceId">That place in the feed.</param>
/// <param name="Language">The plan's language (ISO 639-1).</param>
/// <param name="Changed">When it was made or last changed.</param>
/// <param name="Revision">How often it was changed.</param>
/// <param name="Link">The secret name of its calendar file; null where none was made.</param>
/// <param name="ActId">The id of the message that made or last changed it, so that taking it again changes nothing.</param>
public sealed record VotingPlan(
    string ChannelId,
    string Address,
    DateOnly Election,
    VotingWay Way,
    DateTimeOffset At,
    string? Place,
    string? PlaceId,
    Travel? Travel,
    string Language,
    DateTimeOffset Changed,
    int Revision,
    string? Link,
    string ActId)
{
    /// <summary>The kind of document.</summary>
    public static DocumentKind Kind { get; } = new("voting-plan");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VotingPlan))]
internal sealed partial class VotingPlanJson : JsonSerializerContext;
