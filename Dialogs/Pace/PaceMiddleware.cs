using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs.Pace;

/// <summary>
/// Answers one person no faster than a person can read, whatever the channel: beyond so many messages within a minute, in one
/// conversation, it says so once and leaves the rest unanswered until the minute is over. It comes after STOP, START and HELP, which
/// always count.
/// </summary>
/// <param name="perMinute">How many are answered; 0 for any number.</param>
public sealed class PaceMiddleware(int perMinute, LanguageDetector languages, TimeProvider clock) : IMiddleware
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        if (perMinute == 0 || turnContext.Activity is not { Type: ActivityTypes.Message, From.Id: { Length: > 0 } person } || turnContext.TurnState.Get<ConversationState>() is not { } state)
        {
            await next(cancellationToken);
            return;
        }
        var paces = state.CreateProperty<Paces>(nameof(Pace));
        var now = clock.GetUtcNow();
        var all = (await paces.GetAsync(turnContext, static () => new Paces(), cancellationToken)).Recent(now - Window);
        var pace = all.Of(person) is { } under ? under with { Messages = under.Messages + 1 } : new Pace(person, now, 1);
        await paces.SetAsync(turnContext, all.With(pace), cancellationToken);
        if (pace.Messages <= perMinute)
        {
            await next(cancellationToken);
        }
        else if (pace.Messages == perMinute + 1)
        {
            var details = await ConversationDetails.In(state).GetAsync(turnContext, static () => new ConversationDetails(), cancellationToken);
            var language = details.Language ?? languages.Detect(turnContext.Activity.Text ?? "") ?? "en";
            await turnContext.SendActivityAsync(MessageFactory.Text(Words.Say(Phrase.TooFast, language)), cancellationToken);
        }
    }

    /// <summary>How many messages of somebody came since an instant.</summary>
    public sealed record Pace(string Person, DateTimeOffset Since, int Messages);

    /// <summary>The paces of those who wrote within the last minute; several in a channel of Teams.</summary>
    public sealed record Paces
    {
        // Who writes in a crowd larger than this is counted anew a little early.
        private const int Most = 50;

        /// <summary>The latest last.</summary>
        public IReadOnlyList<Pace> All { get; init; } = [];

        internal Paces Recent(DateTimeOffset since) => new() { All = [.. All.Where(p => p.Since > since)] };

        internal Pace? Of(string person) => All.FirstOrDefault(p => p.Person == person);

        internal Paces With(Pace pace) => new() { All = [.. All.Where(p => p.Person != pace.Person).TakeLast(Most - 1), pace] };
    }
}
