using System.Text.RegularExpressions;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>
/// Makes mentions alike on all channels: the text has no markup of them, and the bot's own name is taken out, so that
/// a command in a group reads as in a private chat.
/// </summary>
public partial class NormalizeMentionsMiddleware : IMiddleware
{
    /// <summary>Whether mentions of the bot are taken out.</summary>
    public bool RemoveRecipientMention { get; set; } = true;

    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        ArgumentNullException.ThrowIfNull(next);
        if (turnContext.Activity is { Type: ActivityTypes.Message, Text.Length: > 0 } message)
            Normalize(message);
        return next(cancellationToken);
    }

    private void Normalize(Activity message)
    {
        if (RemoveRecipientMention)
        {
            message.RemoveRecipientMention();
            if (message.Entities is { } entities)
                message.Entities = [.. entities.Where(e => !IsRecipient(e, message))];
        }

        message.Text = Markup().Replace(message.Text!, "${name}").Trim();
        foreach (var mention in message.Entities?.OfType<Mention>() ?? [])
            mention.Text = mention.Text is null ? null : Markup().Replace(mention.Text, "${name}").Trim();
    }

    private static bool IsRecipient(Entity entity, Activity message) =>
        string.Equals(entity.Type, "mention", StringComparison.OrdinalIgnoreCase)
        && message.Recipient?.Id is { } id
        && (entity as Mention ?? entity.GetAs<Mention>())?.Mentioned?.Id == id;

    [GeneratedRegex("<at(\\s[^>]*)?>(?<name>.*?)</at>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Markup();
}
