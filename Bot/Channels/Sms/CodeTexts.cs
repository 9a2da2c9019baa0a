using CampaignBot.Core.Documents;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels.Sms;

/// <summary>Texts codes to numbers that people say are theirs: each once, however often its turn is run.</summary>
internal sealed class CodeTexts(IDocumentStore documents, [FromKeyedServices(TwilioMessage.ChannelId)] IChannelSender sender, TimeProvider time)
{
    private const string Id = "sent";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>One document a text: partition its id.</summary>
    public static DocumentKind Kind { get; } = new("sms-code");

    /// <inheritdoc cref="Core.People.SendCode"/>
    public async Task<bool> SendAsync(string to, string text, string language, string id, CancellationToken cancellationToken)
    {
        try
        {
            // Noted first: a text too few can be asked for again, one too many can't be taken back.
            await documents.WriteAsync(new DocumentWrite(new DocumentKey(Kind.Name, ConversationKey.Fit(id), Id), "{}"u8.ToArray(), WriteCondition.Create, time.GetUtcNow() + Kept), cancellationToken);
        }
        catch (DocumentConflictException)
        {
            return true;
        }
        var message = new Activity(ActivityTypes.Message) { Id = id, Text = text, Locale = language, Recipient = new ChannelAccount(to) };
        return await sender.SendAsync(new ConversationReference(), message, cancellationToken) is SendOutcome.Delivered;
    }
}
