using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CampaignBot;

/// <summary>Says what it hears, until the campaign's own bot takes its place.</summary>
internal sealed class EchoBot : ActivityHandler
{
    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        turnContext.SendActivityAsync(MessageFactory.Text($"You said: {turnContext.Activity.Text}"), cancellationToken);

    protected override Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) =>
        membersAdded.Any(m => m.Id != turnContext.Activity.Recipient?.Id)
            ? turnContext.SendActivityAsync(MessageFactory.Text("Hello."), cancellationToken)
            : Task.CompletedTask;
}
