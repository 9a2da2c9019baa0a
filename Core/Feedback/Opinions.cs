using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;

namespace CampaignBot.Core.Feedback;

// What people think is special data (GDPR Art. 9): each record says whose it is only where the person agreed to that
// (COMPLIANCE.md, "Privacy"); else it lies under a pseudonym and nothing in it names them.

/// <summary>What matters to somebody, the most important first.</summary>
/// <param name="Topics">Ids of the content's priorities.</param>
/// <param name="Own">What they named besides, in their words.</param>
/// <param name="Ranked">All of it in their order: a topic's id, or their words.</param>
/// <param name="Language">What they spoke, ISO 639-1.</param>
/// <param name="Act">The id of the activity that said so.</param>
public sealed record Priorities(
    IReadOnlyList<string> Topics, IReadOnlyList<string> Own, IReadOnlyList<string> Ranked, string Language, DateTimeOffset At, string Act)
{
    /// <summary>One document a person: what they said last.</summary>
    public static DocumentKind Kind { get; } = new("priorities", "at");

    /// <summary>Whose they are, where the person agreed to that.</summary>
    public ChannelAddress? By { get; init; }
}

/// <summary>What somebody wants the campaign to know.</summary>
/// <param name="Text">All of it, as it was written.</param>
/// <param name="Language">What they spoke, ISO 639-1.</param>
/// <param name="Act">The id of the activity that said so.</param>
public sealed record Comment(string Text, string Language, DateTimeOffset At, string Act)
{
    /// <summary>The most characters (UTF-16 units) that are taken at once.</summary>
    public const int Longest = 20_000;

    /// <summary>One document a comment.</summary>
    public static DocumentKind Kind { get; } = new("comment", "at", "wantsAnswer");

    /// <summary>Whether they want to hear back from a person.</summary>
    public bool WantsAnswer { get; init; }

    /// <summary>Where they want to: a phone number, an e-mail address; null where that is here.</summary>
    public string? ReplyTo { get; init; }

    public string? Name { get; init; }

    /// <summary>Whose it is, where they want an answer.</summary>
    public ChannelAddress? By { get; init; }
}

/// <summary>How somebody found a conversation.</summary>
/// <param name="At">When they were asked.</param>
/// <param name="Stars">1 to 5; null where they didn't say.</param>
public sealed record ConversationRating(DateTimeOffset At, int? Stars)
{
    /// <summary>One document a person: the last time they were asked.</summary>
    public static DocumentKind Kind { get; } = new("conversation-rating", "at", "stars");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(SortableInstantConverter)])]
[JsonSerializable(typeof(Priorities))]
[JsonSerializable(typeof(Comment))]
[JsonSerializable(typeof(ConversationRating))]
internal sealed partial class OpinionsJson : JsonSerializerContext;
