using CampaignBot.Core.Feedback;
using CampaignBot.Core.People;
using CampaignBot.Dialogs.Conversations;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Builder.Dialogs;

namespace CampaignBot.Dialogs.Opinions;

/// <summary>
/// Keeps what somebody says of the answer they just got. Where it was wrong it asks, once, in what; whatever else is said then is
/// left to others.
/// </summary>
public sealed class RateAnswerConversation(FeedbackLedger feedback, TimeProvider clock) : Conversation("rate-answer")
{
    private const string RatingKey = "rating";
    private const string EntryKey = "entry";
    private const int LongestWhy = 2_000;

    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(OpinionPhrase.RateTitle, language);

    /// <summary>Never by name: only right after an answer.</summary>
    public override bool IsOfferedOn(string? channelId) => false;

    /// <inheritdoc/>
    public override bool IsBegunBy(Heard heard) => heard.Subject is not null && RatingWords.Read(heard.Text) is not null;

    /// <inheritdoc/>
    protected override async Task<DialogTurnResult> OnBeginDialogAsync(DialogContext innerDc, object? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        var (turn, heard) = (innerDc.Context, Heard.In(innerDc.Context));
        var rating = RatingWords.Read(heard.Text) ?? Rating.Up;
        var id = DocumentId(turn.Activity.Id);
        await KeepAsync(innerDc, id, new ReplyFeedback(rating, clock.GetUtcNow()) { Entry = heard.Subject }, cancellationToken);
        await turn.SendActivityAsync(Replies.ReplyWriter.Plain(Words.Say(rating == Rating.Up ? OpinionPhrase.RatedUp : OpinionPhrase.RatedDown, heard.Language), heard.Language).Activity, cancellationToken);
        if (rating == Rating.Up)
            return await innerDc.EndDialogAsync(null, cancellationToken);
        var state = innerDc.Parent!.ActiveDialog!.State;
        (state[RatingKey], state[EntryKey]) = (id, heard.Subject ?? "");
        return EndOfTurn;
    }

    /// <inheritdoc/>
    protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        var heard = Heard.In(innerDc.Context);
        var state = innerDc.Parent!.ActiveDialog!.State;
        if (heard is { Text.Length: > 0, IsAside: false } && state.TryGetValue(RatingKey, out var id) && state.TryGetValue(EntryKey, out var entry))
        {
            heard.IsTaken = true;
            var why = heard.Text.Length > LongestWhy ? heard.Text[..LongestWhy] : heard.Text;
            await KeepAsync(innerDc, $"{id}", new ReplyFeedback(Rating.Down, clock.GetUtcNow()) { Entry = $"{entry}", Why = why }, cancellationToken);
            await innerDc.Context.SendActivityAsync(Replies.ReplyWriter.Plain(Words.Say(OpinionPhrase.RatedWhy, heard.Language), heard.Language).Activity, cancellationToken);
        }
        return await innerDc.EndDialogAsync(null, cancellationToken);
    }

    private Task KeepAsync(DialogContext innerDc, string id, ReplyFeedback said, CancellationToken cancellationToken)
    {
        var activity = innerDc.Context.Activity;
        var by = new ChannelAddress(activity.ChannelId ?? "", activity.From?.Id ?? "");
        return feedback.RateAsync(by.ChannelId, activity.Conversation?.Id ?? "", id, said with { By = by.Key }, cancellationToken);
    }

    private static string DocumentId(string? activityId) => new ChannelAddress("said", activityId ?? "").Key;
}
