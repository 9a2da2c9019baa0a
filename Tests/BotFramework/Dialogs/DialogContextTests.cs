using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Testing;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Dialogs;

public class DialogContextTests
{
    private readonly List<string> _log = [];

    [Fact]
    public async Task EndDialog_OfAChild_GivesItsResultToTheParent()
    {
        var client = Client(
            new WaterfallDialog("parent", [(step, ct) => step.BeginDialogAsync("child", "options", ct), (step, ct) => step.EndDialogAsync($"{step.Reason}: {step.Result}", ct)]),
            new WaterfallDialog("child", [(step, ct) => step.EndDialogAsync($"child with {step.Options}", ct)]));

        await client.SendActivityAsync<IActivity>("hi");

        Assert.Equal(DialogTurnStatus.Complete, client.DialogTurnResult!.Status);
        Assert.Equal("EndCalled: child with options", client.DialogTurnResult.Result);
    }

    [Fact]
    public async Task ReplaceDialog_WithAnother_EndsTheFirstAndKeepsTheParent()
    {
        var client = Client(
            new WaterfallDialog("parent", [(step, ct) => step.BeginDialogAsync("first", null, ct), (step, ct) => step.EndDialogAsync(step.Result, ct)]),
            new Noting("first", _log, (dc, ct) => dc.ReplaceDialogAsync("second", null, ct)),
            new Noting("second", _log, (dc, ct) => dc.EndDialogAsync("from second", ct)));

        await client.SendActivityAsync<IActivity>("hi");

        Assert.Equal(["first: ReplaceCalled", "second: EndCalled"], _log);
        Assert.Equal("from second", client.DialogTurnResult!.Result);
    }

    [Fact]
    public async Task ReplaceDialog_WithOneThatIsNotThere_LeavesTheStackAlone()
    {
        var client = Client(new Noting("first", _log, async (dc, ct) =>
        {
            await Assert.ThrowsAsync<ArgumentException>(() => dc.ReplaceDialogAsync("nobody", null, ct));
            await Assert.ThrowsAsync<ArgumentException>(() => dc.BeginDialogAsync("nobody", null, ct));
            return Dialog.EndOfTurn;
        }));

        await client.SendActivityAsync<IActivity>("hi");

        Assert.Empty(_log);
        Assert.Single(client.DialogContext!.Stack);
    }

    [Fact]
    public async Task CancelAll_WithParents_EndsEveryDialogOnceWithItsReason()
    {
        var inner = new ComponentDialog("inner");
        inner.AddDialog(new Noting("deep", _log, (dc, ct) => dc.CancelAllDialogsAsync(true, cancellationToken: ct)));
        var client = Client(new Noting("root", _log, (dc, ct) => dc.BeginDialogAsync("inner", null, ct)), inner);

        await client.SendActivityAsync<IActivity>("hi");

        Assert.Equal(["deep: CancelCalled", "root: CancelCalled"], _log);
        Assert.Equal(DialogTurnStatus.Cancelled, client.DialogTurnResult!.Status);
        Assert.Empty(client.DialogContext!.Stack);
    }

    [Fact]
    public async Task CancelAll_OfAnEmptyStack_IsEmpty()
    {
        using var turn = new TurnContext(new TestAdapter(), new Activity(ActivityTypes.Message));

        Assert.Equal(DialogTurnStatus.Empty, (await new DialogContext(new DialogSet(), turn, new DialogState()).CancelAllDialogsAsync()).Status);
    }

    [Fact]
    public async Task CancelAll_ADialogBelowHandlesTheEvent_StopsThere()
    {
        using var turn = new TurnContext(new TestAdapter(), new Activity(ActivityTypes.Message));
        var dialogs = new DialogSet()
            .Add(new Noting("root", _log, (dc, ct) => dc.BeginDialogAsync("leaf", null, ct)) { Handles = DialogEvents.CancelDialog })
            .Add(new Noting("leaf", _log, (dc, ct) => dc.CancelAllDialogsAsync(ct)));
        var dc = new DialogContext(dialogs, turn, new DialogState());

        await dc.BeginDialogAsync("root");

        Assert.Equal(["leaf: CancelCalled", "root handles cancelDialog"], _log);
        Assert.Equal("root", Assert.Single(dc.Stack).Id);
    }

    [Fact]
    public async Task EmitEvent_FromTheLeaf_RisesToTheOneThatHandlesIt()
    {
        var inner = new ComponentDialog("inner");
        inner.AddDialog(new Noting("leaf", _log, (_, _) => Task.FromResult(Dialog.EndOfTurn)));
        var outer = new Outer(_log);
        outer.AddDialog(inner);
        var client = Client(outer);
        await client.SendActivityAsync<IActivity>("hi");

        Assert.True(await client.DialogContext!.EmitEventAsync("custom", 5, bubble: true, fromLeaf: true));
        Assert.False(await client.DialogContext.EmitEventAsync("custom", 5, bubble: false, fromLeaf: true));

        Assert.Equal(["leaf sees custom", "outer handles custom 5", "leaf sees custom"], _log);
    }

    [Fact]
    public async Task Reprompt_OfAComponent_AsksTheQuestionInside()
    {
        var component = new ComponentDialog("c");
        component.AddDialog(new WaterfallDialog("w", [(step, ct) => step.PromptAsync("text", new PromptOptions { Prompt = MessageFactory.Text("name?") }, ct)]));
        component.AddDialog(new TextPrompt("text"));
        var adapter = new TestAdapter();

        await adapter.SendTextToBotAsync("hi", async (turn, ct) =>
        {
            var dc = new DialogContext(new DialogSet().Add(component), turn, new DialogState());
            await dc.BeginDialogAsync("c", null, ct);
            await turn.SendActivityAsync("by the way", cancellationToken: ct);
            await dc.RepromptDialogAsync(ct);
        }, default);

        Assert.Equal(["name?", "by the way", "name?"], adapter.ActiveQueue.Select(a => a.Text));
    }

    [Fact]
    public async Task NextAsync_CalledTwice_IsSaidSo()
    {
        var client = Client(new WaterfallDialog("w",
        [
            async (step, ct) =>
            {
                await step.NextAsync("a", ct);
                return await step.NextAsync("b", ct);
            },
            (_, _) => Task.FromResult(Dialog.EndOfTurn),
        ]));

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.SendActivityAsync<IActivity>("hi"));
    }

    [Fact]
    public async Task Prompts_TwoStartedInOneStep_AreAnsweredTheLaterFirst()
    {
        static PromptOptions Ask(string question) => new() { Prompt = MessageFactory.Text(question) };
        var client = Client(
            new WaterfallDialog("w",
            [
                async (step, ct) =>
                {
                    await step.PromptAsync("text", Ask("one?"), ct);
                    return await step.PromptAsync("text", Ask("two?"), ct);
                },
                (step, ct) => step.EndDialogAsync(step.Result, ct),
            ]),
            new TextPrompt("text"));

        Assert.Equal("one?", (await client.SendActivityAsync<IMessageActivity>("hi"))!.Text);
        Assert.Equal("two?", client.GetNextReply<IMessageActivity>()!.Text);
        Assert.Equal("one?", (await client.SendActivityAsync<IMessageActivity>("to two"))!.Text);
        await client.SendActivityAsync<IMessageActivity>("to one");

        Assert.Equal("to one", client.DialogTurnResult!.Result);
    }

    [Fact]
    public async Task ActivityPrompt_AnyTypeThatItsValidatorTakes_IsTheResult()
    {
        var client = Client(
            new WaterfallDialog("w", [(step, ct) => step.PromptAsync("event", new PromptOptions { Prompt = MessageFactory.Text("sign in"), RetryPrompt = MessageFactory.Text("sign in, please") }, ct), (step, ct) => step.EndDialogAsync(((Activity)step.Result!).Name, ct)]),
            new ActivityPrompt("event", (context, _) => Task.FromResult(context.Recognized.Value!.Type == ActivityTypes.Event)));
        Assert.Equal("sign in", (await client.SendActivityAsync<IMessageActivity>("hi"))!.Text);
        Assert.Null(await client.SendActivityAsync<IMessageActivity>(new Activity(ActivityTypes.Typing)));
        Assert.Equal("sign in, please", (await client.SendActivityAsync<IMessageActivity>("what?"))!.Text);

        await client.SendActivityAsync<IMessageActivity>(new Activity(ActivityTypes.Event) { Name = "signed in" });

        Assert.Equal("signed in", client.DialogTurnResult!.Result);
    }

    [Fact]
    public async Task AttachmentPrompt_AFile_IsTheResult()
    {
        var client = Client(
            new WaterfallDialog("w", [(step, ct) => step.PromptAsync("file", new PromptOptions { Prompt = MessageFactory.Text("a photo?") }, ct), (step, ct) => step.EndDialogAsync(((IList<Attachment>)step.Result!)[0].Name, ct)]),
            new AttachmentPrompt("file"));
        await client.SendActivityAsync<IMessageActivity>("hi");
        Assert.Equal("a photo?", (await client.SendActivityAsync<IMessageActivity>("no"))!.Text);

        await client.SendActivityAsync<IMessageActivity>(new Activity(ActivityTypes.Message) { Attachments = [new Attachment("image/png", name: "a.png")] });

        Assert.Equal("a.png", client.DialogTurnResult!.Result);
    }

    [Fact]
    public async Task Waterfall_AskedAboutAVersionChange_MayGoOn()
    {
        static Task<DialogTurnResult> Name(WaterfallStepContext step, CancellationToken ct) => step.PromptAsync("text", new PromptOptions { Prompt = MessageFactory.Text("name?") }, ct);
        static Task<DialogTurnResult> Town(WaterfallStepContext step, CancellationToken ct) => step.PromptAsync("text", new PromptOptions { Prompt = MessageFactory.Text("town?") }, ct);
        var memory = new Dictionary<string, JsonObject>();
        DialogTestClient Start(params WaterfallStep[] steps)
        {
            var component = new ComponentDialog("c");
            component.AddDialog(new Tolerant("w", steps));
            component.AddDialog(new TextPrompt("text"));
            return new DialogTestClient("test", component, conversationState: new ConversationState(new MemoryStorage(memory)));
        }

        await Start(Name).SendActivityAsync<IMessageActivity>("hi");

        Assert.Equal("town?", (await Start(Name, Town).SendActivityAsync<IMessageActivity>("Ana"))!.Text);
    }

    [Theory]
    [InlineData("es-MX", "es-MX")]
    [InlineData("en-us", "en-us")]
    public async Task GetLocale_InATurn_IsTheTurns(string sent, string expected)
    {
        string? locale = null;
        var adapter = new TestAdapter { Locale = sent };
        await adapter.SendTextToBotAsync("hi", (turn, _) =>
        {
            locale = new DialogContext(new DialogSet(), new DelegatingTurnContext<IMessageActivity>(turn), new DialogState()).GetLocale();
            return Task.CompletedTask;
        }, default);

        Assert.Equal(expected, locale);
    }

    /// <summary>A client of these dialogs side by side, the first of which starts.</summary>
    private static DialogTestClient Client(params Dialog[] dialogs) =>
        new("test", dialogs.Length == 1 ? dialogs[0] : dialogs.Aggregate(new ComponentDialog("beside"), (c, d) => c.AddDialog(d)));

    private sealed class Tolerant(string id, IEnumerable<WaterfallStep> steps) : WaterfallDialog(id, steps)
    {
        protected override Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken) =>
            Task.FromResult(e.Name == DialogEvents.VersionChanged);
    }

    private sealed class Outer(List<string> log) : ComponentDialog("outer")
    {
        protected override Task<bool> OnPostBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
        {
            if (e.Name != "custom")
                return Task.FromResult(false);
            log.Add($"outer handles {e.Name} {e.Value}");
            return Task.FromResult(true);
        }
    }

    private sealed class Noting(string id, List<string> log, Func<DialogContext, CancellationToken, Task<DialogTurnResult>> begin) : Dialog(id)
    {
        public string? Handles { get; init; }

        public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default) => begin(dc, cancellationToken);

        public override Task EndDialogAsync(ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
        {
            log.Add($"{Id}: {reason}");
            return Task.CompletedTask;
        }

        protected override Task<bool> OnPreBubbleEventAsync(DialogContext dc, DialogEvent e, CancellationToken cancellationToken)
        {
            if (e.Name == "custom")
                log.Add($"{Id} sees {e.Name}");
            if (e.Name != Handles)
                return Task.FromResult(false);
            log.Add($"{Id} handles {e.Name}");
            return Task.FromResult(true);
        }
    }
}
