using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs.Forms;

/// <summary>One message to a conversation, and the means to reply.</summary>
public sealed record FormTurn(ITurnContext Context, Heard Heard, DateTimeOffset Now, TimeZoneInfo Zone, DateOnly Election)
{
    /// <summary>What to speak.</summary>
    public string Language => Heard.Language;

    /// <summary>The channel it came by.</summary>
    public string Channel => Context.Activity.ChannelId ?? "";

    /// <summary>The person's address on that channel.</summary>
    public string Address => Context.Activity.From?.Id ?? "";

    /// <summary>What to derive the ids of everything from that this turn writes: the same when the turn runs again.</summary>
    public string ActId => Context.Activity.Id ?? "";

    /// <summary>The day it is where the campaign is.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Zone).DateTime);

    /// <inheritdoc cref="Words.Say"/>
    public string Say<TPhrase>(TPhrase phrase, params ReadOnlySpan<object?> blanks)
        where TPhrase : struct, Enum => Words.Say(phrase, Language, blanks);

    /// <summary>Sends a message, with buttons under it.</summary>
    public Task SendAsync(string text, IEnumerable<string>? buttons = null, CancellationToken cancellationToken = default) =>
        SendAsync(Message(text, buttons), cancellationToken);

    /// <summary>Sends a message.</summary>
    public Task SendAsync(Activity message, CancellationToken cancellationToken = default)
    {
        message.Locale ??= Language;
        Context.TurnState.Set(new LastSaid(message));
        return Context.SendActivityAsync(message, cancellationToken);
    }

    /// <summary>A message with buttons that say what their title says.</summary>
    public Activity Message(string text, IEnumerable<string>? buttons = null)
    {
        var message = MessageFactory.Text(text, inputHint: InputHints.ExpectingInput);
        message.Locale = Language;
        if (buttons?.Select(b => new CardAction { Type = ActionTypes.ImBack, Title = b, Value = b }).ToList() is { Count: > 0 } actions)
            message.SuggestedActions = new SuggestedActions { Actions = actions };
        return message;
    }

    /// <summary>The message a conversation sent last this turn.</summary>
    internal sealed record LastSaid(Activity Message);
}
