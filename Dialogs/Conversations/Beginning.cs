using System.Text.Json.Nodes;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding.Guarding;
using CampaignBot.Dialogs.Understanding;
using Microsoft.Bot.Builder;

namespace CampaignBot.Dialogs.Conversations;

/// <summary>Which conversation a message begins.</summary>
public static class Beginning
{
    /// <summary>The conversation that a message asks for: by what it says, by its intent, or by the entry that answers it; null where it asks for none.</summary>
    /// <param name="isFree">Whether nothing else is under way that it could be meant for.</param>
    public static async ValueTask<Conversation?> OfAsync(RootDialogParts parts, ITurnContext turn, Heard heard, bool isFree, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(heard);
        if (isFree && heard.Meaning.Verdict == Verdict.Clear && parts.Conversations.FirstOrDefault(c => c.IsBegunBy(heard)) is { } called)
            return called;
        if (heard.Fields is { } fields)
            return fields["conversation"] is JsonValue value && value.TryGetValue(out string? card) ? Named(card) : null;
        if (heard.Meaning is { Verdict: Verdict.Clear, Intent: { } intent })
            return Named(intent);
        if (heard.Meaning is not { Verdict: Verdict.Clear, Asked: [{ Answer: var answer }] })
            return null;
        if (answer is Answer.Found { Entry: var entry })
        {
            return entry.Conversation is { } id && Named(id) is { } conversation && await conversation.AnswersAsync(turn, heard, entry.Id, cancellationToken)
                ? conversation
                : null;
        }
        // What no entry answers may still be for somebody: an address, say.
        foreach (var other in answer is Answer.Unknown or Answer.WhichOne ? parts.Conversations.Where(c => c.IsOfferedOn(turn.Activity.ChannelId)) : [])
        {
            if (await other.AnswersAsync(turn, heard, null, cancellationToken))
                return other;
        }
        return null;

        Conversation? Named(string named) => parts.Conversations.FirstOrDefault(c => c.Id == named && c.IsOfferedOn(turn.Activity.ChannelId));
    }
}
