using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs.Consent;

/// <summary>
/// Honours STOP before anything else sees it: one confirmation, then silence, whatever is said, until START; HELP always
/// answers (COMPLIANCE.md, "Opting out and in"). Web clients are told by an event, so that they can offer the way back.
/// </summary>
public sealed class ConsentMiddleware(CampaignContent content, ConsentLedger ledger, LanguageDetector languages, TimeProvider clock) : IMiddleware
{
    /// <summary>The event's name; its value is <c>{"paused":true}</c> or false.</summary>
    public const string PausedEvent = "conversation.paused";

    /// <inheritdoc/>
    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var activity = turnContext.Activity;
        if (activity is not { ChannelId: { } channel, From.Id: { Length: > 0 } address })
        {
            await next(cancellationToken);
            return;
        }
        var wish = activity.Type is ActivityTypes.Message or ActivityTypes.MessageUpdate ? ConsentWords.Read(activity.Text, isByText: channel == Microsoft.Bot.Connector.Channels.Sms) : ConsentWish.None;
        var acts = turnContext.TurnState.Get<ConversationState>()?.CreateProperty<ConsentActs>(nameof(ConsentActs));
        var lastAct = acts is null ? null : (await acts.GetAsync(turnContext, static () => new ConsentActs(), cancellationToken)).Last;
        // A STOP whose turn runs again is judged by what held before it.
        var standing = wish is ConsentWish.Stop or ConsentWish.Start
            ? await ledger.LatestAsync(channel, address, exceptActId: activity.Id, cancellationToken: cancellationToken)
            : await ledger.StandingAsync(channel, address, lastAct, cancellationToken);
        var isPaused = standing is { Act: ConsentAct.OptOut };
        var language = await LanguageAsync(turnContext, cancellationToken);
        var name = content.Profile.ShortName[language];
        switch (wish)
        {
            case ConsentWish.Stop when !isPaused:
                await RecordAsync(ConsentAct.OptOut, null);
                await SayAsync(Words.Say(ConsentWords.SpeaksOfSomeOnly(activity.Text ?? "") ? Phrase.StoppedAll : Phrase.Stopped, language, name), isPaused: true);
                break;
            case ConsentWish.Start when isPaused:
                var shown = Words.Say(Phrase.Started, language, name);
                await RecordAsync(ConsentAct.OptIn, shown);
                await SayAsync(shown, isPaused: false);
                break;
            case ConsentWish.Help when isPaused:
                if (IsAnswered(activity))
                    break;
                var office = content.Profile.Office;
                await turnContext.SendActivityAsync(Message(Words.Say(Phrase.StoppedHelp, language, name, office.Phone, office.Email)), cancellationToken);
                break;
            default:
                if (!isPaused && !IsAnswered(activity))
                    await next(cancellationToken);
                break;
        }

        async Task RecordAsync(ConsentAct act, string? wording)
        {
            var id = activity.Id ?? $"{clock.GetUtcNow().UtcTicks}";
            await ledger.AddAsync(channel, address, id, new ConsentRecord(act, clock.GetUtcNow(), null, channel, wording, language), cancellationToken);
            if (acts is not null)
                await acts.SetAsync(turnContext, new ConsentActs(id), cancellationToken);
        }

        async Task SayAsync(string text, bool isPaused)
        {
            if (IsAnswered(activity))
                return;
            await turnContext.SendActivityAsync(Message(text), cancellationToken);
            await turnContext.SendActivityAsync(
                new Activity(ActivityTypes.Event) { Name = PausedEvent, Value = new Dictionary<string, bool>(StringComparer.Ordinal) { ["paused"] = isPaused } },
                cancellationToken);
        }

        Activity Message(string text)
        {
            var message = MessageFactory.Text(text);
            message.Locale = language;
            return message;
        }
    }

    private static bool IsAnswered(Activity activity) =>
        activity.ChannelData is JsonObject data && data[ConsentWords.AnsweredByCarrier]?.GetValueKind() == JsonValueKind.True;

    private async Task<string> LanguageAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        var details = turn.TurnState.Get<ConversationState>() is { } state
            ? await ConversationDetails.In(state).GetAsync(turn, static () => new ConversationDetails(), cancellationToken)
            : new ConversationDetails();
        var spoken = content.Profile.Languages;
        var detected = turn.Activity.Text is { } text ? languages.Detect(text) : null;
        // STOP and START are said in either language: the conversation's own goes before a single word.
        return (turn.Activity.Text?.Trim().Contains(' ', StringComparison.Ordinal) == true ? detected : null)
            ?? details.Language
            ?? detected
            ?? spoken.FirstOrDefault(l => turn.Activity.Locale?.StartsWith(l, StringComparison.OrdinalIgnoreCase) == true)
            ?? spoken[0];
    }

    /// <summary>What a conversation keeps of the wishes said in it, so that whoever goes on with it knows that there are any.</summary>
    /// <param name="Last">The id of the last activity that was a STOP or START.</param>
    public sealed record ConsentActs(string? Last = null);
}
