using CampaignBot.Core.Campaign;
using CampaignBot.Core.People;
using CampaignBot.Core.Subscriptions;
using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Updates;

/// <summary>For how long somebody wants to hear nothing.</summary>
public sealed record PauseDetails : FormDetails
{
    /// <summary>Until when they are paused already, in words; null where they aren't.</summary>
    public string? PausedUntil { get; init; }

    /// <summary>What to do with that: "resume", "longer" or "leave".</summary>
    public string? Now { get; init; }

    /// <summary>The first day on which they want to hear again, as 2026-11-22.</summary>
    public string? Until { get; init; }
}

/// <summary>Pauses the updates that somebody asked for, for a time; they go on by themselves, and consent stands meanwhile.</summary>
public sealed class PauseDialog(CampaignContent content, SubscriptionBook book, TimeProvider clock) : FormDialog<PauseDetails>(
    Intents.Pause,
    content.Profile,
    clock,
    new ChoiceQuestion<PauseDetails>(
        "now",
        (turn, _, _) => new(
        [
            new Option(Resume, turn.Say(UpdatePhrase.ResumeNow), "resume", "reanudar"),
            new Option(Longer, turn.Say(UpdatePhrase.PauseLonger)),
            new Option(Leave, turn.Say(UpdatePhrase.LeaveAsIs)),
        ]),
        d => d.Now,
        (d, now) => d with { Now = now })
    {
        Words = (turn, d) => turn.Say(UpdatePhrase.PausedNow, d.PausedUntil),
        IsReadUnasked = false,
    }.OnlyIf(d => d.PausedUntil is not null && d.Until is null),
    new PauseQuestion("until", content.Profile.Election)
    {
        Words = (turn, _) => turn.Say(UpdatePhrase.PauseUntil),
        AlsoCalled = ["date", "time", "fecha", "tiempo"],
    }.Called(turn => turn.Say(UpdatePhrase.PauseUntilLabel)).OnlyIf(d => d.Now is not (Resume or Leave)))
{
    private const string Resume = "resume";
    private const string Longer = "longer";
    private const string Leave = "leave";

    private static readonly string[] Resuming = ["resume", "unpause", "start again", "start sending", "send me updates again", "reanud", "reactiv", "vuelvan a", "quitar la pausa", "end the pause", "no longer paused"];

    /// <inheritdoc/>
    public override string Title(string language) => Wording.Words.Say(UpdatePhrase.PauseTitle, language);

    /// <inheritdoc/>
    public override bool IsOfferedOn(string? channelId) => content.Topics.Count > 0;

    /// <summary>The day that an instant falls on.</summary>
    internal static string Day(DateTimeOffset until, FormTurn turn) =>
        Wording.Words.Date(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(until, turn.Zone).DateTime), turn.Language);

    /// <inheritdoc/>
    protected override async ValueTask<PauseDetails?> OpenAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        if (await book.FindAsync(Person(turn), cancellationToken) is not { } wishes)
        {
            await turn.SendAsync(turn.Say(UpdatePhrase.NothingToPause), [turn.Say(UpdatePhrase.Title)], cancellationToken);
            return null;
        }
        var folded = FoldedText.Fold(turn.Heard.Text);
        if (Array.Exists(Resuming, r => folded.Contains(r, StringComparison.Ordinal)))
        {
            await ResumeAsync(turn, wishes.IsPausedAt(turn.Now), cancellationToken);
            return null;
        }
        return new PauseDetails { PausedUntil = wishes.IsPausedAt(turn.Now) ? Day(wishes.PausedUntil!.Value, turn) : null };
    }

    /// <inheritdoc/>
    protected override async Task<PauseDetails?> FinishAsync(FormTurn turn, PauseDetails details, CancellationToken cancellationToken)
    {
        switch (details)
        {
            case { Now: Resume }:
                await ResumeAsync(turn, isPaused: true, cancellationToken);
                return null;
            case { Now: Leave }:
                await turn.SendAsync(turn.Say(UpdatePhrase.StillPaused, details.PausedUntil), cancellationToken: cancellationToken);
                return null;
        }
        var midnight = PauseQuestion.Day(details.Until!).ToDateTime(TimeOnly.MinValue);
        var until = new DateTimeOffset(midnight, turn.Zone.GetUtcOffset(midnight));
        await book.PauseAsync(Person(turn), until, cancellationToken);
        await turn.SendAsync(turn.Say(UpdatePhrase.Paused, Day(until, turn)), cancellationToken: cancellationToken);
        return null;
    }

    private async Task ResumeAsync(FormTurn turn, bool isPaused, CancellationToken cancellationToken)
    {
        var wishes = isPaused ? await book.PauseAsync(Person(turn), null, cancellationToken) : await book.FindAsync(Person(turn), cancellationToken);
        var words = wishes is null ? "" : UpdateWords.Of(wishes, content, turn.Language);
        await turn.SendAsync(turn.Say(isPaused ? UpdatePhrase.Resumed : UpdatePhrase.NotPaused, words), cancellationToken: cancellationToken);
    }

    private static ChannelAddress Person(FormTurn turn) => new(turn.Channel, turn.Address);
}
