using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Builder;

public class ActivityHandlerTests
{
    public static TheoryData<string, string> Kinds { get; } = new()
    {
        { """{"type":"message","text":"hi"}""", "message" },
        { """{"type":"messageUpdate"}""", "messageUpdate" },
        { """{"type":"messageDelete"}""", "messageDelete" },
        { """{"type":"conversationUpdate","membersAdded":[{"id":"bot"},{"id":"user"}]}""", "added 2" },
        { """{"type":"conversationUpdate","membersAdded":[{"id":"bot"}]}""", "" },
        { """{"type":"conversationUpdate","membersRemoved":[{"id":"user"}]}""", "removed 1" },
        { """{"type":"conversationUpdate"}""", "" },
        { """{"type":"messageReaction","reactionsAdded":[{"type":"like"}],"reactionsRemoved":[{"type":"plusOne"}]}""", "like,-plusOne" },
        { """{"type":"event","name":"tokens/response"}""", "token" },
        { """{"type":"event","name":"other"}""", "event other" },
        { """{"type":"endOfConversation"}""", "end" },
        { """{"type":"typing"}""", "typing" },
        { """{"type":"installationUpdate","action":"add"}""", "installed" },
        { """{"type":"installationUpdate","action":"remove-upgrade"}""", "uninstalled" },
        { """{"type":"installationUpdate","action":"other"}""", "" },
        { """{"type":"command"}""", "command" },
        { """{"type":"commandResult"}""", "commandResult" },
        { """{"type":"surprise"}""", "unknown surprise" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task OnTurn_EachKindOfActivity_ReachesItsMethod(string json, string called)
    {
        var handler = new Recorder();

        await RunAsync(handler, json);

        Assert.Equal(called, string.Join(',', handler.Called));
    }

    [Theory]
    [InlineData("""{"type":"invoke","name":"nobody knows"}""", 501)]
    [InlineData("""{"type":"invoke","name":"adaptiveCard/action"}""", 400)]
    [InlineData("""{"type":"invoke","name":"adaptiveCard/action","value":{"action":5}}""", 400)]
    [InlineData("""{"type":"invoke","name":"adaptiveCard/action","value":{"action":{"verb":"vote"}}}""", 200)]
    [InlineData("""{"type":"invoke","name":"signin/verifyState"}""", 200)]
    public async Task OnTurn_AnInvoke_IsAnsweredWithItsStatus(string json, int status) =>
        Assert.Equal(status, (await RunAsync(new Recorder(), json))!.Status);

    [Fact]
    public async Task OnTurn_ABotThatAnsweredTheInvokeItself_AnswersOnce()
    {
        var response = await RunAsync(new Answering(), """{"type":"invoke","name":"own"}""");

        Assert.Equal(204, response!.Status);
    }

    [Fact]
    public async Task OnTurn_NoType_IsRefused()
    {
        using var turn = new TurnContext(new TestAdapter(), new Activity());

        await Assert.ThrowsAsync<ArgumentException>(() => new Recorder().OnTurnAsync(turn));
    }

    private static async Task<InvokeResponse?> RunAsync(IBot bot, string json)
    {
        var activity = System.Text.Json.JsonSerializer.Deserialize<Activity>(json, CampaignBot.BotFramework.BotJson.Options)!;
        activity.Recipient = new ChannelAccount("bot");
        return await new TestAdapter().ProcessActivityAsync(new System.Security.Claims.ClaimsIdentity(), activity, bot.OnTurnAsync, default);
    }

    private sealed class Answering : ActivityHandler
    {
        protected override async Task<InvokeResponse?> OnInvokeActivityAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken)
        {
            await turnContext.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse) { Value = new InvokeResponse { Status = 204 } }, cancellationToken);
            return CreateInvokeResponse();
        }
    }

    private sealed class Recorder : ActivityHandler
    {
        public List<string> Called { get; } = [];

        protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) => Note("message");

        protected override Task OnMessageUpdateActivityAsync(ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) => Note("messageUpdate");

        protected override Task OnMessageDeleteActivityAsync(ITurnContext<IMessageDeleteActivity> turnContext, CancellationToken cancellationToken) => Note("messageDelete");

        protected override Task OnMembersAddedAsync(IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note($"added {membersAdded.Count}");

        protected override Task OnMembersRemovedAsync(IList<ChannelAccount> membersRemoved, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note($"removed {membersRemoved.Count}");

        protected override Task OnReactionsAddedAsync(IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken) => Note(messageReactions[0].Type!);

        protected override Task OnReactionsRemovedAsync(IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext, CancellationToken cancellationToken) => Note($"-{messageReactions[0].Type}");

        protected override Task OnTokenResponseEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => Note("token");

        protected override Task OnEventAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) => Note($"event {turnContext.Activity.Name}");

        protected override Task OnEndOfConversationActivityAsync(ITurnContext<IEndOfConversationActivity> turnContext, CancellationToken cancellationToken) => Note("end");

        protected override Task OnTypingActivityAsync(ITurnContext<ITypingActivity> turnContext, CancellationToken cancellationToken) => Note("typing");

        protected override Task OnInstallationUpdateAddAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note("installed");

        protected override Task OnInstallationUpdateRemoveAsync(ITurnContext<IInstallationUpdateActivity> turnContext, CancellationToken cancellationToken) => Note("uninstalled");

        protected override Task OnCommandActivityAsync(ITurnContext<ICommandActivity> turnContext, CancellationToken cancellationToken) => Note("command");

        protected override Task OnCommandResultActivityAsync(ITurnContext<ICommandResultActivity> turnContext, CancellationToken cancellationToken) => Note("commandResult");

        protected override Task OnUnrecognizedActivityTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Note($"unknown {turnContext.Activity.Type}");

        protected override Task OnSignInInvokeAsync(ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

        protected override Task<AdaptiveCardInvokeResponse> OnAdaptiveCardInvokeAsync(ITurnContext<IInvokeActivity> turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken) =>
            Task.FromResult(new AdaptiveCardInvokeResponse { StatusCode = 200, Value = JsonValue.Create(invokeValue.Action!.Verb) });

        private Task Note(string called)
        {
            Called.Add(called);
            return Task.CompletedTask;
        }
    }
}
