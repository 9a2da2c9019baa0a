using CampaignBot.Core.Understanding;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace CampaignBot.Channels.Sms;

/// <summary>Tells, in a language, how to get the rest of a message: by the word that <see cref="SmsBudget"/> hears.</summary>
public delegate string ReadOn(string language);

/// <summary>
/// Keeps what is said within the budget of a text message: of what is over it the first part is sent, and the rest to who asks for
/// more right after. The rest is kept in the conversation's state, so that nothing is sent that the transcript lacks.
/// </summary>
internal sealed class SmsBudget(SmsRenderer renderer, ReadOn readOn) : IMiddleware
{
    private const string Property = "smsRest";
    private static readonly HashSet<string> More = new(["more", "mas"], StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        if (turnContext.Activity.ChannelId != TwilioMessage.ChannelId || turnContext.TurnState.Get<ConversationState>() is not { } state)
        {
            await next(cancellationToken);
            return;
        }
        var rest = state.CreateProperty<SmsRest?>(Property);
        var kept = turnContext.Activity.Type == ActivityTypes.Message ? await rest.GetAsync(turnContext, null, cancellationToken) : null;
        if (kept is not null)
            await rest.DeleteAsync(turnContext, cancellationToken);
        turnContext.OnSendActivities(async (context, activities, send) =>
        {
            for (var i = 0; i < activities.Count; i++)
                activities[i] = await FitAsync(context, rest, activities[i], cancellationToken);
            return await send();
        });
        if (kept is null || !More.Contains(FoldedText.Fold(turnContext.Activity.Text ?? "")))
        {
            await next(cancellationToken);
            return;
        }
        await turnContext.SendActivityAsync(
            new Activity(ActivityTypes.Message) { Text = kept.Text, TextFormat = TextFormatTypes.Plain, Locale = kept.Language }, cancellationToken);
        await state.SaveChangesAsync(turnContext, cancellationToken: cancellationToken);
    }

    /// <summary>The activity, or its first part where it is over the budget.</summary>
    private async Task<Activity> FitAsync(ITurnContext turn, IStatePropertyAccessor<SmsRest?> rest, Activity activity, CancellationToken cancellationToken)
    {
        if (activity.Type != ActivityTypes.Message)
            return activity;
        var language = activity.Locale ?? turn.Activity.Locale ?? "en";
        if (renderer.Cut(activity, readOn(language)) is not var (first, left))
            return activity;
        // Of a message said before in this turn, something may be left, too.
        var all = await rest.GetAsync(turn, null, cancellationToken) is { Text: var before } ? $"{before}\n\n{left}" : left;
        await rest.SetAsync(turn, new SmsRest(all, language), cancellationToken);
        return new Activity(activity.Type)
        {
            Text = first,
            TextFormat = TextFormatTypes.Plain,
            Locale = activity.Locale,
            // Its pictures go along; what was a card is in the text.
            Attachments = [.. (activity.Attachments ?? []).Where(a => a.Content is null && a.ContentType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true)],
            InputHint = activity.InputHint,
            Entities = activity.Entities,
        }.ApplyConversationReference(turn.Activity.GetConversationReference());
    }
}

/// <summary>What is left of a message to say.</summary>
/// <param name="Text">Plain.</param>
internal sealed record SmsRest(string Text, string Language);
