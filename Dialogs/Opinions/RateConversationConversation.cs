using System.Globalization;
using CampaignBot.Core.Feedback;
using CampaignBot.Core.People;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Conversations;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs.Opinions;

/// <summary>After a goodbye, asks how talking was, 1 to 5: at most once in <see cref="NotAgainWithin"/>, and only once.</summary>
public sealed class RateConversationConversation(OpinionBook opinions, TimeProvider clock) : Conversation("rate-conversation")
{
    /// <summary>How long nobody is asked again.</summary>
    public static TimeSpan NotAgainWithin { get; } = TimeSpan.FromDays(90);

    private static readonly string[] Scale = ["1", "2", "3", "4", "5"];

    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(OpinionPhrase.RateConversationTitle, language);

    /// <summary>Never by name: only after a goodbye.</summary>
    public override bool IsOfferedOn(string? channelId) => false;

    /// <inheritdoc/>
    public override bool Follows(Heard heard) => heard.Meaning.Intent == Intents.Goodbye;

    /// <inheritdoc/>
    protected override async Task<DialogTurnResult> OnBeginDialogAsync(DialogContext innerDc, object? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        if (!await opinions.MayAskToRateAsync(Person(innerDc), clock.GetUtcNow(), NotAgainWithin, cancellationToken))
            return await innerDc.EndDialogAsync(null, cancellationToken);
        var language = Heard.In(innerDc.Context).Language;
        var question = Replies.ReplyWriter.Plain(Words.Say(OpinionPhrase.RateConversation, language), language).Activity;
        question.SuggestedActions = new SuggestedActions { Actions = [.. Scale.Select(s => new CardAction { Type = ActionTypes.ImBack, Title = s, Value = s })] };
        await innerDc.Context.SendActivityAsync(question, cancellationToken);
        return EndOfTurn;
    }

    /// <inheritdoc/>
    protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        var heard = Heard.In(innerDc.Context);
        if (Stars(heard) is { } stars)
        {
            heard.IsTaken = true;
            await opinions.RateAsync(Person(innerDc), stars, clock.GetUtcNow(), cancellationToken);
            await innerDc.Context.SendActivityAsync(Replies.ReplyWriter.Plain(Words.Say(OpinionPhrase.RatedConversation, heard.Language), heard.Language).Activity, cancellationToken);
        }
        return await innerDc.EndDialogAsync(null, cancellationToken);
    }

    private static int? Stars(Heard heard)
    {
        if (heard.Entities is [{ Value: Number { IsOrdinal: false, Value: >= 1 and <= 5 and var number } }] && decimal.IsInteger(number) && !heard.IsQuestion)
            return (int)number;
        var stars = heard.Text.Count(c => c is '⭐' or '★');
        return int.TryParse(heard.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) && digits is >= 1 and <= 5 ? digits : stars is >= 1 and <= 5 ? stars : null;
    }

    private static ChannelAddress Person(DialogContext innerDc) => new(innerDc.Context.Activity.ChannelId ?? "", innerDc.Context.Activity.From?.Id ?? "");
}
