using System.Text.Json.Nodes;
using CampaignBot.BotFramework;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Flaws;

/// <summary>The known flaws of Microsoft.Bot.Builder 4.23.1 that concern dialogs, one by one, shown to be absent here.</summary>
public sealed class DialogFlawsTests : FlawBot
{
    [Fact]
    public async Task Waterfall_ValuesThroughJsonText_AreStillWhatTheyWere()
    {
        var seen = new List<object>();
        var client = Converse(new WaterfallDialog("w",
        [
            (step, _) =>
            {
                (step.Values["age"], step.Values["price"], step.Values["when"]) = (42, 9.90m, new DateTimeOffset(2026, 11, 3, 7, 0, 0, TimeSpan.FromHours(2)));
                return Task.FromResult(Dialog.EndOfTurn);
            },
            (step, ct) =>
            {
                seen.AddRange([(int)step.Values["age"], (decimal)step.Values["price"], (DateTimeOffset)step.Values["when"]]);
                return step.EndDialogAsync(cancellationToken: ct);
            },
        ]));
        await client("hi");
        await client("go on");

        Assert.Equal([42, 9.90m, new DateTimeOffset(2026, 11, 3, 7, 0, 0, TimeSpan.FromHours(2))], seen);
    }

    [Fact]
    public async Task RunAsync_AnyTurn_SendsNoTraceOfTheState()
    {
        var adapter = new TestAdapter(TestAdapter.CreateConversation("c"), sendTraceActivity: true);
        var state = new ConversationState(new MemoryStorage(Memory));
        var dialog = new WaterfallDialog("w", [(step, ct) => step.EndDialogAsync(cancellationToken: ct)]);

        await adapter.SendTextToBotAsync("hi", (turn, ct) => dialog.RunAsync(turn, state.CreateProperty<DialogState>("d"), ct), default);

        Assert.Empty(adapter.ActiveQueue);
    }

    [Fact]
    public async Task Waterfall_ReplacedAThousandTimes_StoresNoMoreThanAtFirst()
    {
        static int Round(WaterfallStepContext step) => step.Options as int? ?? 1000;
        var client = Converse(new ComponentDialog("c").AddDialog(new WaterfallDialog("w",
        [
            (step, ct) => step.PromptAsync("text", Ask($"{Round(step)}?"), ct),
            (step, ct) => step.ReplaceDialogAsync("w", Round(step) + 1, ct),
        ])).AddDialog(new TextPrompt("text")));
        await client("hi");
        await client("on");
        var before = Memory["test/conversations/c"]["dialogs"]!.ToJsonString().Length;

        List<string?> last = [];
        for (var i = 0; i < 1000; i++)
            last = await client("on");

        Assert.Equal(["2001?"], last);
        Assert.Equal(before, Memory["test/conversations/c"]["dialogs"]!.ToJsonString().Length);
    }

    [Fact]
    public async Task Waterfall_WithAStepMoreThanWhenItWasStored_StartsAnewWithItsOptions()
    {
        static Task<DialogTurnResult> Name(WaterfallStepContext step, CancellationToken ct) => step.PromptAsync("text", Ask($"{((Counter)step.Options!).Count}: name?"), ct);
        static Task<DialogTurnResult> Street(WaterfallStepContext step, CancellationToken ct) => step.PromptAsync("text", Ask("street?"), ct);
        static Task<DialogTurnResult> Town(WaterfallStepContext step, CancellationToken ct) => step.PromptAsync("text", Ask("town?"), ct);

        var before = Converse(new Starter("w", new Counter { Count = 7 }), new WaterfallDialog("w", [Name, Town]), new TextPrompt("text"));
        Assert.Equal(["7: name?"], await before("hi"));
        Assert.Equal(["town?"], await before("Ana"));

        var after = Converse(new Starter("w", new Counter()), new WaterfallDialog("w", [Name, Street, Town]), new TextPrompt("text"));
        Assert.Equal(["7: name?"], await after("Springfield"));
        Assert.Equal(["street?"], await after("Ana"));
    }

    [Fact]
    public async Task Waterfall_WithAStepOfAnotherName_StartsAnew()
    {
        static Task<DialogTurnResult> Name(WaterfallStepContext step, CancellationToken ct) => step.PromptAsync("text", Ask("name?"), ct);
        static Task<DialogTurnResult> Age(WaterfallStepContext step, CancellationToken ct) => step.PromptAsync("text", Ask("age?"), ct);
        static Task<DialogTurnResult> Town(WaterfallStepContext step, CancellationToken ct) => step.PromptAsync("text", Ask("town?"), ct);

        await Converse(new WaterfallDialog("w", [Name, Town]), new TextPrompt("text"))("hi");

        Assert.Equal(["name?"], await Converse(new WaterfallDialog("w", [Name, Age]), new TextPrompt("text"))("Ana"));
    }

    [Fact]
    public async Task Waterfall_TheSameStepsInANewProcess_GoesOn()
    {
        static Task<DialogTurnResult> Name(WaterfallStepContext step, CancellationToken ct) => step.PromptAsync("text", Ask("name?"), ct);
        static Task<DialogTurnResult> Town(WaterfallStepContext step, CancellationToken ct) => step.PromptAsync("text", Ask("town?"), ct);

        await Converse(new WaterfallDialog("w", [Name, Town]), new TextPrompt("text"))("hi");

        Assert.Equal(["town?"], await Converse(new WaterfallDialog("w", [Name, Town]), new TextPrompt("text"))("Ana"));
    }

    [Fact]
    public async Task Waterfall_InsideAComponentThatChanged_StartsAnewThere()
    {
        static Task<DialogTurnResult> Name(WaterfallStepContext step, CancellationToken ct) => step.PromptAsync("text", Ask("name?"), ct);
        static Task<DialogTurnResult> Town(WaterfallStepContext step, CancellationToken ct) => step.PromptAsync("text", Ask("town?"), ct);
        static ComponentDialog Component(params WaterfallStep[] steps) =>
            new ComponentDialog("outer").AddDialog(new ComponentDialog("inner").AddDialog(new WaterfallDialog("w", steps)).AddDialog(new TextPrompt("text")));

        var before = Converse(Component(Name, Town));
        await before("hi");
        Assert.Equal(["town?"], await before("Ana"));

        Assert.Equal(["name?"], await Converse(Component(Name, Name, Town))("Springfield"));
    }

    [Theory]
    [InlineData("en-us", "Sorry")]
    [InlineData("es-MX", "Perdón")]
    public async Task Dialog_ThatNoLongerExists_EndsWithAnApologyOnce(string locale, string apology)
    {
        await Converse(new WaterfallDialog("old", [(step, ct) => step.PromptAsync("text", Ask("name?"), ct)]), new TextPrompt("text"))("hi");

        var client = Converse(locale, (IMiddleware?)null, new WaterfallDialog("new", [(step, ct) => step.PromptAsync("text", Ask("new name?"), ct)]), new TextPrompt("text"));
        Assert.StartsWith(apology, Assert.Single(await client("Ana")));
        Assert.Equal(["new name?"], await client("hi"));
    }

    [Fact]
    public async Task Dialog_ThatNoLongerExistsInsideAComponent_EndsWithTheBotsOwnWords()
    {
        static Task<DialogTurnResult> Begin(WaterfallStepContext step, CancellationToken ct) => step.BeginDialogAsync("gone", null, ct);
        static ComponentDialog Component(params Dialog[] dialogs) =>
            dialogs.Aggregate(new ComponentDialog("c").AddDialog(new WaterfallDialog("w", [Begin])), (c, d) => c.AddDialog(d));

        await Converse(Component(new WaterfallDialog("gone", [(step, ct) => step.PromptAsync("text", Ask("name?"), ct)]), new TextPrompt("text")))("hi");

        DialogLostHandler own = (turn, id, ct) => turn.SendActivityAsync($"lost: {id}", cancellationToken: ct);
        Assert.Equal(["lost: gone"], await Converse("en", new RegisterClassMiddleware<DialogLostHandler>(own), Component(new TextPrompt("text")))("Ana"));
    }

    [Fact]
    public void DialogSet_AnotherDialogOfTheSameId_IsRefused()
    {
        var dialog = new TextPrompt("a");
        var dialogs = new DialogSet().Add(dialog).Add(dialog);

        var e = Assert.Throws<ArgumentException>(() => dialogs.Add(new WaterfallDialog("a")));

        Assert.Contains("'a'", e.Message);
        Assert.Same(dialog, Assert.Single(dialogs.GetDialogs()));
    }

    [Fact]
    public async Task Component_CancelledInside_ResumesTheParentWithNullAndTellsTheCaller()
    {
        object? result = "not resumed";
        var component = new ComponentDialog("c").AddDialog(new WaterfallDialog("inner",
        [
            (step, ct) => step.PromptAsync("text", Ask("name?"), ct),
            (step, ct) => step.CancelAllDialogsAsync(ct),
        ])).AddDialog(new TextPrompt("text"));
        DialogTurnResult? last = null;
        var client = Converse(
            "en",
            r => last = r,
            new WaterfallDialog("w", [(step, ct) => step.BeginDialogAsync("c", null, ct), (step, ct) => { result = step.Result; return step.EndDialogAsync(null, ct); }]),
            component);

        await client("hi");
        await client("Ana");

        Assert.Null(result);
        Assert.Equal(DialogTurnStatus.Cancelled, last!.Status);
    }

    [Fact]
    public async Task Component_CancelledInside_LeavesTheQuestionTheParentThenAsksOpen()
    {
        var inner = new Interrupting("inner", async (innerDc, ct) => innerDc.Context.Activity.Text == "cancel" ? await innerDc.CancelAllDialogsAsync(ct) : null);
        inner.AddDialog(new TextPrompt("text"));
        inner.OnBegin = (dc, ct) => dc.PromptAsync("text", Ask("name?"), ct);
        var main = new ComponentDialog("main").AddDialog(new WaterfallDialog("w",
        [
            (step, ct) => step.PromptAsync("ask", Ask(step.Options as string ?? "what can I do?"), ct),
            (step, ct) => step.BeginDialogAsync("inner", null, ct),
            (step, ct) => step.ReplaceDialogAsync("w", "what else?", ct),
        ])).AddDialog(new TextPrompt("ask")).AddDialog(inner);
        var client = Converse(main);
        await client("hi");
        await client("book");

        Assert.Equal(["what else?"], await client("cancel"));
        Assert.Equal(["name?"], await client("book"));
    }

    [Fact]
    public async Task Dialogs_CancelledThoughTheirStateCannotBeRead_AreGone()
    {
        ComponentDialog component = new("c");
        component.AddDialog(new TextPrompt("text"));
        component.InitialDialogId = "text";
        var state = new ConversationState(new MemoryStorage(Memory));
        Memory["test/conversations/c"] = JsonNode.Parse("""{"dialogs":{"dialogStack":[{"id":"c","state":{"dialogs":{"$Gone":{}}}}]}}""")!.AsObject();
        var dialogs = new DialogSet(state.CreateProperty<DialogState>("dialogs")).Add(component);
        using var turn = Turn();
        var dc = await dialogs.CreateContextAsync(turn);

        var result = await dc.CancelAllDialogsAsync();

        Assert.Equal(DialogTurnStatus.Cancelled, result.Status);
        Assert.Empty(dc.Stack);
    }
}
