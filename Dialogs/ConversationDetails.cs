using Microsoft.Bot.Builder;

namespace CampaignBot.Dialogs;

/// <summary>What the bot remembers of a conversation between two messages.</summary>
public sealed record ConversationDetails
{
    /// <summary>The name of the state property it is kept under.</summary>
    public const string Property = "details";

    /// <summary>The language spoken (ISO 639-1); null before the first message.</summary>
    public string? Language { get; init; }

    /// <summary>The id of the message that was answered last, which an edit of it corrects.</summary>
    public string? LastMessage { get; init; }

    /// <summary>When the person was last greeted or heard; null before that.</summary>
    public DateTimeOffset? LastHeard { get; init; }

    /// <summary>Ids of the entries and conversations offered last, in the order of their buttons.</summary>
    public IReadOnlyList<string> Offered { get; init; } = [];

    /// <summary>The id of the entry given last, which "where is it?" is about; null where the last reply was none.</summary>
    public string? Subject { get; init; }

    /// <summary>Whether they were offered as a question ("which of these?"), so that "the second one" answers it.</summary>
    public bool IsAsking { get; init; }

    /// <summary>Whose form is under way, where several people talk: another's words are none of its answers. Null where nobody began one among others.</summary>
    public string? Owner { get; init; }

    /// <summary>Where it is kept.</summary>
    public static IStatePropertyAccessor<ConversationDetails> In(ConversationState state) =>
        state.CreateProperty<ConversationDetails>(Property);
}
