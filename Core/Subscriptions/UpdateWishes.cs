using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;

namespace CampaignBot.Core.Subscriptions;

/// <summary>How often somebody wants to hear.</summary>
public enum Frequency
{
    /// <summary>When there is something.</summary>
    AsItHappens,

    /// <summary>Once a week, all at once.</summary>
    Weekly,

    /// <summary>Only what can't wait.</summary>
    OnlyImportant,
}

/// <summary>
/// What somebody asked to be told, and how often, in the conversation in which they said so: nobody can sign up another's number. That they consented stands in the consent ledger, a record a topic
/// (<see cref="ProgrammeOf"/>); without it nothing is sent, whatever stands here.
/// </summary>
/// <param name="Person">Who said so, and gets it.</param>
/// <param name="Conversation">Where to write to them: the id of the conversation in which they said so.</param>
/// <param name="Topics">Ids of topics of the content.</param>
/// <param name="Language">What to write in, ISO 639-1.</param>
/// <param name="At">When they said so.</param>
public sealed record UpdateWishes(
    ChannelAddress Person, string Conversation, IReadOnlyList<string> Topics, Frequency HowOften, string Language, DateTimeOffset At)
{
    /// <summary>One document a person.</summary>
    public static DocumentKind Kind { get; } = new("update-wishes", "at");

    /// <summary>Until when nothing is wanted; after that it goes on by itself.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>Whether nothing is wanted at an instant.</summary>
    public bool IsPausedAt(DateTimeOffset now) => PausedUntil > now;

    /// <summary>What a consent to be told about a topic is for.</summary>
    public static string ProgrammeOf(string topic) => $"updates:{topic}";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, Converters = [typeof(SortableInstantConverter)])]
[JsonSerializable(typeof(UpdateWishes))]
internal sealed partial class SubscriptionsJson : JsonSerializerContext;
