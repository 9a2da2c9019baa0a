using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding.Guarding;
using CampaignBot.Dialogs;
using Microsoft.Bot.Connector;

namespace CampaignBot.Training;

/// <summary>What a campaign's bot takes the messages of one language's <c>evaluation/intents.{language}.csv</c> for, with all it knows, not by the classifier alone.</summary>
/// <param name="Intents">Each intent that is expected, in ordinal order; <see cref="GoldIntent.None"/> among them.</param>
/// <param name="Misses">Every message taken for something else than expected, in the order they came.</param>
public sealed record GoldIntentEvaluation(int Messages, IReadOnlyList<GoldIntentFigures> Intents, IReadOnlyList<GoldIntentMiss> Misses)
{
    /// <summary>The share of messages taken for what was expected, from 0 to 1.</summary>
    public double Accuracy => 1 - ((double)Misses.Count / Messages);

    /// <summary>Of the misses, those taken for an intent that was not meant, instead of going unnoticed.</summary>
    public int TakenWrongly => Misses.Count(m => m.Got != GoldIntent.None);

    /// <summary>Misses by how bad they are.</summary>
    public int Wrong(Severity severity) => Misses.Count(m => m.Severity == severity);

    /// <summary>Says each message as the first of a conversation; null where there are none.</summary>
    public static async Task<GoldIntentEvaluation?> OfAsync(RootDialogParts parts, string language, IReadOnlyList<GoldIntent> messages, CancellationToken cancellation)
    {
        if (messages.Count == 0)
            return null;
        var said = new List<(GoldIntent Message, string Got)>();
        foreach (var message in messages)
        {
            var (meaning, begun) = await GoldEvaluation.TakenAsync(parts, message.Text, language, ChannelOf(message, parts), cancellation);
            // An entry that offers the conversation leads to it as well.
            var offered = meaning.Asked is [{ Answer: Answer.Found { Entry.Conversation: { } leads } }] && message.Intents.Contains(leads, StringComparer.Ordinal) ? leads : null;
            said.Add((message, meaning.Verdict == Verdict.Clear ? begun?.Id ?? offered ?? meaning.Intent ?? GoldIntent.None : $"guard:{meaning.Verdict.ToString().ToLowerInvariant()}"));
        }
        return new GoldIntentEvaluation(
            said.Count,
            [.. said.GroupBy(s => s.Message.Intents[0], StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new GoldIntentFigures(g.Key, g.Count(), g.Count(IsRight), said.Count(s => s.Got == g.Key && !IsRight(s))))],
            [.. said.Where(s => !IsRight(s)).Select(s => new GoldIntentMiss(s.Message.Text, s.Message.Wanted, s.Got, s.Message.Severity))]);

        // What only volunteers can do is said where they are.
        static string ChannelOf(GoldIntent message, RootDialogParts parts) =>
            parts.Conversations.FirstOrDefault(c => c.Id == message.Intents[0])?.IsOfferedOn(Channels.Directline) == false ? Channels.Msteams : Channels.Directline;

        static bool IsRight((GoldIntent Message, string Got) said) => said.Message.Intents.Contains(said.Got, StringComparer.Ordinal);
    }
}

/// <summary>One intent's figures.</summary>
/// <param name="Messages">How many expect it; where several are right, the first named counts.</param>
/// <param name="Right">How many of those came out as expected.</param>
/// <param name="TakenForIt">Other messages wrongly taken for it.</param>
public sealed record GoldIntentFigures(string Intent, int Messages, int Right, int TakenForIt);

/// <summary>A message that was taken for something else.</summary>
/// <param name="Got">An intent, <see cref="GoldIntent.None"/>, or <c>guard:</c> with a verdict's name.</param>
public sealed record GoldIntentMiss(string Text, string Expected, string Got, Severity Severity);
