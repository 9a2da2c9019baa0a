using System.Text.Json.Serialization;

namespace CampaignBot.Training;

/// <summary>A conversation as it was exported, and perhaps reviewed by a person since.</summary>
/// <param name="Id">Unique; importing it again replaces what was imported under it.</param>
/// <param name="Channel">Such as <c>directline</c>; null where it isn't known.</param>
/// <param name="Language">ISO 639-1; null where it isn't known.</param>
/// <param name="Messages">In the order they were said.</param>
public sealed record ExportedConversation(
    string Id,
    string? Channel,
    string? Language,
    DateTimeOffset? StartedAt,
    IReadOnlyList<ExportedMessage> Messages);

/// <summary>One message of a conversation.</summary>
/// <param name="Id">Unique in the conversation; null where the exporting system has none.</param>
/// <param name="Intent">What it is for: the label a reviewer gave where <paramref name="Reviewed"/>, else what the bot took it for; null where neither is known.</param>
/// <param name="Reviewed">Whether a person looked at it, so that <paramref name="Intent"/> is right, or null because it asks for none of them.</param>
/// <param name="Name">The name of who wrote it, where the system knows it: personal data, to be taken out of the text.</param>
public sealed record ExportedMessage(
    string? Id,
    DateTimeOffset? At,
    Speaker From,
    string Text,
    string? Intent = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Reviewed = false,
    string? Name = null);

/// <summary>Who says something.</summary>
public enum Speaker
{
    /// <summary>The person the campaign talks with.</summary>
    [JsonStringEnumMemberName("voter")]
    Voter,

    /// <summary>This program.</summary>
    [JsonStringEnumMemberName("bot")]
    Bot,

    /// <summary>A person of the campaign.</summary>
    [JsonStringEnumMemberName("agent")]
    Agent,
}
