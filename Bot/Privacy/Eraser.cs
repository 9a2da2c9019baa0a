using CampaignBot.Core.Privacy;
using CampaignBot.Dialogs.Privacy;
using CampaignBot.Dialogs.Wording;
using CampaignBot.Operations;
using CampaignBot.Turns;
using Microsoft.Bot.Builder;

namespace CampaignBot.Privacy;

/// <summary>
/// Carries out what people had deleted, after the turn in which they asked: first everything kept about them, then it tells them, then
/// that conversation itself. Each step may be done again; a request is forgotten only when all are done, so that a crash leaves none
/// half done.
/// </summary>
internal sealed class Eraser(Erasures erasures, IEnumerable<IPersonalData> kinds, ConversationHistory history, Inbox inbox) : Worker
{
    // By their conversations others find what is theirs: those go last.
    private readonly IReadOnlyList<IPersonalData> _kinds = [.. kinds.OrderBy(k => k is ConversationHistory)];

    /// <inheritdoc/>
    protected override TimeSpan Interval { get; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        await foreach (var erasure in erasures.PendingAsync(cancellationToken))
            await EraseAsync(erasure, cancellationToken);
    }

    /// <summary>Nobody waits longer than they must: a request ends the rest.</summary>
    public override async Task RestAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        using var next = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(erasures.RequestedAsync(next.Token), Task.Delay(Interval, clock, next.Token));
        await next.CancelAsync();
    }

    private async Task EraseAsync(Erasure erasure, CancellationToken cancellationToken)
    {
        if (!erasure.IsDataGone)
        {
            foreach (var kind in _kinds)
                await kind.DeleteAsync(erasure.Someone, erasure.Act, cancellationToken);
            // What they tell us from here on is theirs to keep.
            await erasures.KeepAsync(erasure with { IsDataGone = true }, cancellationToken);
        }
        var (key, id) = (ConversationKey.Of(erasure.Addresses[0].ChannelId, erasure.ConversationId), $"erased-{erasure.Act}");
        await inbox.ContinueAsync(key, id, (turn, token) => TellAsync(turn, erasure.Language, token), cancellationToken);
        if (await history.CloseAsync(key, id, cancellationToken))
            await erasures.DoneAsync(erasure, cancellationToken);
    }

    private static async Task TellAsync(ITurnContext turn, string language, CancellationToken cancellationToken)
    {
        foreach (var state in (BotState?[])[turn.TurnState.Get<ConversationState>(), turn.TurnState.Get<UserState>()])
        {
            if (state is not null)
                await state.ClearStateAsync(turn, cancellationToken);
        }
        var done = MessageFactory.Text(Words.Say(PrivacyPhrase.Deleted, language));
        done.Locale = language;
        await turn.SendActivityAsync(done, cancellationToken);
    }
}
