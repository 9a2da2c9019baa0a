using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.BotFramework;
using CampaignBot.Tests.Support;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework;

/// <summary>
/// The known flaws of Microsoft.Bot.Builder 4.23.1 that concern state, dialogs and middlewares, one by one, shown to be
/// absent here. Those of prompts that recognise choices, numbers and dates are tested with them, those of
/// authentication with that.
/// </summary>
public class FlawsTests
{
    private readonly Dictionary<string, JsonObject> _memory = [];

    public class Counter
    {
        public int Count { get; set; }
    }

    [Fact]
    public async Task State_TwoTurnsAtOnce_TheSecondToSaveIsToldSo()
    {
        var state = new ConversationState(new MemoryStorage(_memory));
        var counter = state.CreateProperty<Counter>("counter");
        using var first = Turn();
        using var second = Turn();
        (await counter.GetAsync(first, () => new Counter())).Count++;
        (await counter.GetAsync(second, () => new Counter())).Count++;

        await state.SaveChangesAsync(first);

        var conflict = await Assert.ThrowsAsync<StorageConflictException>(() => state.SaveChangesAsync(second));
        Assert.Equal("test/conversations/c", conflict.Key);
        using var third = Turn();
        Assert.Equal(1, (await counter.GetAsync(third)).Count);
    }

    [Fact]
    public async Task State_ClearedOrSavedTwiceInATurn_StillHonoursTheETag()
    {
        var state = new ConversationState(new MemoryStorage(_memory));
        var counter = state.CreateProperty<Counter>("counter");
        using var first = Turn();
        (await counter.GetAsync(first, () => new Counter())).Count = 1;
        await state.SaveChangesAsync(first);
        (await counter.GetAsync(first)).Count = 2;
        await state.SaveChangesAsync(first);

        using var second = Turn();
        await state.ClearStateAsync(second);
        (await counter.GetAsync(first)).Count = 3;
        await state.SaveChangesAsync(first);

        await Assert.ThrowsAsync<StorageConflictException>(() => state.SaveChangesAsync(second));
    }

    [Fact]
    public async Task State_DeletedByAnother_IsNotWrittenBack()
    {
        var state = new ConversationState(new MemoryStorage(_memory));
        var counter = state.CreateProperty<Counter>("counter");
        using var first = Turn();
        (await counter.GetAsync(first, () => new Counter())).Count = 1;
        await state.SaveChangesAsync(first);
        using var second = Turn();
        (await counter.GetAsync(second)).Count = 2;

        await state.DeleteAsync(first);

        await Assert.ThrowsAsync<StorageConflictException>(() => state.SaveChangesAsync(second));
    }

    [Fact]
    public async Task State_StoredJson_HoldsNoTypeNames()
    {
        var client = Converse(new WaterfallDialog("w", [(step, _) =>
        {
            step.Values["counter"] = new Counter { Count = 1 };
            step.Values["age"] = 42;
            return Task.FromResult(Dialog.EndOfTurn);
        }]));
        await client("hi");

        var json = _memory["test/conversations/c"].ToJsonString();
        Assert.DoesNotContain("$type", json);
        Assert.DoesNotContain("PublicKeyToken", json);
        Assert.DoesNotContain("System.", json);
    }

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
        var state = new ConversationState(new MemoryStorage(_memory));
        var dialog = new WaterfallDialog("w", [(step, ct) => step.EndDialogAsync(cancellationToken: ct)]);

        await adapter.SendTextToBotAsync("hi", (turn, ct) => dialog.RunAsync(turn, state.CreateProperty<DialogState>("d"), ct), default);

        Assert.Empty(adapter.ActiveQueue);
    }

    [Fact]
    public async Task Prompt_Waiting_StoresTheQuestionAndNothingOfTheTurn()
    {
        var client = Converse(new WaterfallDialog("w", [(step, ct) => step.PromptAsync("name", Ask("Your name?"), ct)]), new TextPrompt("name"));
        await client("hi");

        var json = _memory["test/conversations/c"].ToJsonString();
        Assert.Contains("Your name?", json);
        Assert.DoesNotContain("serviceUrl", json);
        Assert.DoesNotContain("recipient", json);
        Assert.DoesNotContain("null", json);
        Assert.True(json.Length < 700, json);
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
        var before = _memory["test/conversations/c"]["dialogs"]!.ToJsonString().Length;

        List<string?> last = [];
        for (var i = 0; i < 1000; i++)
            last = await client("on");

        Assert.Equal(["2001?"], last);
        Assert.Equal(before, _memory["test/conversations/c"]["dialogs"]!.ToJsonString().Length);
    }

    [Fact]
    public async Task Prompt_Used_LeavesTheCallersOptionsAsTheyWere()
    {
        var options = Ask("Your name?");
        var before = JsonSerializer.Serialize(options.Prompt, BotJson.Options);
        var client = Converse(new WaterfallDialog("w", [(step, ct) => step.PromptAsync("name", options, ct)]), new TextPrompt("name"));

        await client("hi");

        Assert.Equal(before, JsonSerializer.Serialize(options.Prompt, BotJson.Options));
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
        var state = new ConversationState(new MemoryStorage(_memory));
        _memory["test/conversations/c"] = JsonNode.Parse("""{"dialogs":{"dialogStack":[{"id":"c","state":{"dialogs":{"$Gone":{}}}}]}}""")!.AsObject();
        var dialogs = new DialogSet(state.CreateProperty<DialogState>("dialogs")).Add(component);
        using var turn = Turn();
        var dc = await dialogs.CreateContextAsync(turn);

        var result = await dc.CancelAllDialogsAsync();

        Assert.Equal(DialogTurnStatus.Cancelled, result.Status);
        Assert.Empty(dc.Stack);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public async Task TextPrompt_BlankText_AsksAgain(string? text)
    {
        var client = Converse(new WaterfallDialog("w", [(step, ct) => step.PromptAsync("text", Ask("name?", "name, please?"), ct), (step, ct) => step.EndDialogAsync(null, ct)]), new TextPrompt("text"));
        await client("hi");

        Assert.Equal(["name, please?"], await client(new Activity(ActivityTypes.Message) { Text = text }));
    }

    [Theory]
    [InlineData("\"Ana\"", "Ana")]
    [InlineData("{\"name\":\"Ana\"}", "Ana")]
    [InlineData("{\"count\":3}", "3")]
    [InlineData("7", "7")]
    public async Task TextPrompt_AValueSubmittedByACard_IsTheAnswer(string value, string answer)
    {
        var client = Converse(new WaterfallDialog("w", [(step, ct) => step.PromptAsync("text", Ask("name?"), ct), async (step, ct) => { await step.Context.SendActivityAsync($"Hello {step.Result}", cancellationToken: ct); return await step.EndDialogAsync(null, ct); }]), new TextPrompt("text"));
        await client("hi");

        var submitted = JsonSerializer.Deserialize<Activity>($$"""{"type":"message","value":{{value}}}""", BotJson.Options)!;
        Assert.Equal([$"Hello {answer}"], await client(submitted));
    }

    [Fact]
    public async Task Prompt_WrongAnswerAfterSomethingElseWasSaid_IsAskedAgainAllTheSame()
    {
        var chatty = new Interrupting("c", async (innerDc, ct) =>
        {
            await innerDc.Context.SendActivityAsync("by the way", cancellationToken: ct);
            return null;
        });
        chatty.AddDialog(new TextPrompt("number", (context, _) => Task.FromResult(context.Recognized.Value == "5")));
        chatty.OnBegin = (dc, ct) => dc.PromptAsync("number", Ask("number?", "a number, please?"), ct);
        var client = Converse(chatty);
        await client("hi");

        Assert.Equal(["by the way", "a number, please?"], await client("five"));
    }

    [Fact]
    public async Task Prompt_WhoseValidatorAnswered_SaysNoMore()
    {
        var client = Converse(
            new WaterfallDialog("w", [(step, ct) => step.PromptAsync("number", Ask("number?", "a number, please?"), ct)]),
            new TextPrompt("number", async (context, ct) =>
            {
                await context.Context.SendActivityAsync($"{context.Recognized.Value}? Try {context.AttemptCount}.", cancellationToken: ct);
                return false;
            }));
        await client("hi");

        Assert.Equal(["x? Try 1."], await client("x"));
        Assert.Equal(["y? Try 2."], await client("y"));
    }

    [Fact]
    public async Task Reprompt_AfterADigressionWasAnswered_AsksTheQuestionAgain()
    {
        var component = new Interrupting("c", async (innerDc, ct) =>
        {
            if (innerDc.Context.Activity.Text != "where do I vote?")
                return null;
            await innerDc.Context.SendActivityAsync("At the town hall.", cancellationToken: ct);
            await innerDc.RepromptDialogAsync(ct);
            return Dialog.EndOfTurn;
        });
        component.AddDialog(new TextPrompt("text"));
        component.OnBegin = (dc, ct) => dc.PromptAsync("text", Ask("name?"), ct);
        var client = Converse(component);
        await client("hi");

        Assert.Equal(["At the town hall.", "name?"], await client("where do I vote?"));
    }

    [Fact]
    public async Task Prompt_ToldOfTheActivityFirst_RecognisesItOnce()
    {
        var prompt = new CountingPrompt();
        var component = new Interrupting("c", async (innerDc, ct) =>
        {
            await innerDc.EmitEventAsync(DialogEvents.ActivityReceived, innerDc.Context.Activity, true, true, ct);
            return null;
        });
        component.AddDialog(prompt);
        component.OnBegin = (dc, ct) => dc.PromptAsync(prompt.Id, Ask("name?"), ct);
        var client = Converse(component);
        await client("hi");

        await client("one");
        await client("two");

        Assert.Equal(["one", "two"], prompt.Recognised);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("not a locale")]
    public async Task Adapter_LocaleSentByTheUser_LeavesTheCultureAlone(string locale)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo, CultureInfo)? during = null;
        string? turnLocale = null;

        await new TestAdapter().ProcessActivityAsync(new Activity(ActivityTypes.Message) { Locale = locale }, (turn, _) =>
        {
            (during, turnLocale) = ((CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture), ((TurnContext)turn).Locale);
            return Task.CompletedTask;
        });

        Assert.Equal(before, during);
        Assert.Equal(locale, turnLocale);
    }

    [Fact]
    public async Task ShowTyping_ATurnThatThrows_TypesNoMore()
    {
        var time = new ManualTimeProvider();
        var adapter = new TestAdapter().Use(new ShowTypingMiddleware(500, 2000, time));
        var entered = new TaskCompletionSource();
        var fail = new TaskCompletionSource();
        var turn = adapter.SendTextToBotAsync("hi", async (_, _) => { entered.SetResult(); await fail.Task; }, default);
        await entered.Task;
        time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(ActivityTypes.Typing, (await adapter.GetNextReplyAsync()).Type);

        fail.SetException(new InvalidOperationException("broken"));
        Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(() => turn)).Message);

        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(adapter.ActiveQueue);
        Assert.Equal(0, time.WaitingTimers);
    }

    [Fact]
    public async Task ShowTyping_TwoTurnsInAConversation_EachEndsItsOwnTyping()
    {
        var time = new ManualTimeProvider();
        var adapter = new TestAdapter().Use(new ShowTypingMiddleware(500, 2000, time));
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var firstTurn = adapter.SendTextToBotAsync("1", (_, _) => first.Task, default);
        var secondTurn = adapter.SendTextToBotAsync("2", (_, _) => second.Task, default);

        second.SetResult();
        await secondTurn;
        time.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal(ActivityTypes.Typing, (await adapter.GetNextReplyAsync()).Type);
        Assert.Empty(adapter.ActiveQueue);
        first.SetResult();
        await firstTurn;
        Assert.Equal(0, time.WaitingTimers);
    }

    [Fact]
    public async Task TranscriptLogger_ATurnThatThrows_IsLoggedAsFarAsItCame()
    {
        var store = new MemoryTranscriptStore();
        var adapter = new TestAdapter(TestAdapter.CreateConversation("c")).Use(new TranscriptLoggerMiddleware(store));

        await Assert.ThrowsAsync<InvalidOperationException>(() => adapter.SendTextToBotAsync("hi", async (turn, ct) =>
        {
            await turn.SendActivityAsync("one moment", cancellationToken: ct);
            throw new InvalidOperationException("broken");
        }, default));

        var logged = await store.GetTranscriptActivitiesAsync("test", "c");
        Assert.Equal(["hi", "one moment"], logged.Items.Select(a => ((Activity)a).Text));
    }

    [Fact]
    public async Task TranscriptLogger_WhatWasChangedOrStoppedLater_IsLoggedAsItCameAndNotAtAll()
    {
        var log = new KeptLog();
        var adapter = new TestAdapter().Use(new TranscriptLoggerMiddleware(log));

        await adapter.SendTextToBotAsync("hi", async (turn, ct) =>
        {
            turn.Activity.Text = "changed by the bot";
            await turn.SendActivityAsync("sent", cancellationToken: ct);
            turn.OnSendActivities((_, _, _) => Task.FromResult(Array.Empty<ResourceResponse>()));
            await turn.SendActivityAsync("stopped", cancellationToken: ct);
        }, default);

        Assert.Equal(["hi", "sent"], log.Kept.Select(a => a.Text));
    }

    [Fact]
    public async Task TranscriptLogger_WhatFailsInTheLog_TheCallerSees()
    {
        var adapter = new TestAdapter().Use(new TranscriptLoggerMiddleware(new FullLog()));

        await Assert.ThrowsAsync<IOException>(() => adapter.SendTextToBotAsync("hi", (_, _) => Task.CompletedTask, default));
    }

    [Fact]
    public async Task StateKeys_OfOtherChannelsUsersAndConversations_NeverClash()
    {
        var storage = new RecordingStorage();
        BotState[] states = [new ConversationState(storage), new UserState(storage), new PrivateConversationState(storage)];
        string[] ids = ["a", "b", "a/users/b", "a/users", "users/b", "a%2Fusers%2Fb", "conversations/a", "%2F", "/"];
        var keys = new List<string>();
        foreach (var conversation in ids)
        {
            foreach (var user in ids)
            {
                using var turn = Turn(conversation, user);
                storage.Read.Clear();
                foreach (var state in states)
                    await state.LoadAsync(turn);
                keys.Add($"c {conversation} {storage.Read[0]}");
                keys.Add($"u {user} {storage.Read[1]}");
                keys.Add($"p {conversation} {user} {storage.Read[2]}");
            }
        }

        var scopes = keys.Distinct().ToList();
        Assert.Equal(scopes.Count, scopes.Select(k => k[(k.LastIndexOf(' ') + 1)..]).Distinct().Count());
        using var plain = Turn("c1", "u1");
        storage.Read.Clear();
        foreach (var state in states)
            await state.LoadAsync(plain);
        Assert.Equal(["test/conversations/c1", "test/users/u1", "test/conversations/c1/users/u1"], storage.Read);
    }

    [Fact]
    public async Task StateKeys_AMissingId_IsSaidPlainly()
    {
        using var turn = new TurnContext(new TestAdapter(), new Activity(ActivityTypes.Message) { ChannelId = "test" });

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => new UserState(new MemoryStorage()).LoadAsync(turn));

        Assert.Contains("sender's id", e.Message);
    }

    private static PromptOptions Ask(string question, string? retry = null) =>
        new() { Prompt = MessageFactory.Text(question), RetryPrompt = retry is null ? null : MessageFactory.Text(retry) };

    private static TurnContext Turn(string conversation = "c", string user = "u") => new(
        new TestAdapter(),
        new Activity(ActivityTypes.Message) { ChannelId = "test", From = new ChannelAccount(user), Conversation = new ConversationAccount(id: conversation) });

    private Func<object, Task<List<string?>>> Converse(params Dialog[] dialogs) => Converse("en-us", (IMiddleware?)null, dialogs);

    private Func<object, Task<List<string?>>> Converse(string locale, IMiddleware? middleware, params Dialog[] dialogs) => Converse(locale, middleware, _ => { }, dialogs);

    private Func<object, Task<List<string?>>> Converse(string locale, Action<DialogTurnResult> seen, params Dialog[] dialogs) => Converse(locale, null, seen, dialogs);

    /// <summary>A bot with these dialogs, the first of which starts; each turn reads the state anew from its JSON.</summary>
    private Func<object, Task<List<string?>>> Converse(string locale, IMiddleware? middleware, Action<DialogTurnResult> seen, params Dialog[] dialogs)
    {
        var state = new ConversationState(new MemoryStorage(_memory));
        var set = dialogs.Aggregate(new DialogSet(state.CreateProperty<DialogState>("dialogs")), (s, d) => s.Add(d));
        var adapter = new TestAdapter(TestAdapter.CreateConversation("c")) { Locale = locale }.Use(new AutoSaveStateMiddleware(state));
        if (middleware is not null)
            adapter.Use(middleware);
        return async said =>
        {
            var activity = said as Activity ?? adapter.MakeActivity((string)said);
            await adapter.ProcessActivityAsync(activity, async (turn, ct) =>
            {
                var dc = await set.CreateContextAsync(turn, ct);
                var result = await dc.ContinueDialogAsync(ct);
                seen(result.Status == DialogTurnStatus.Empty ? await dc.BeginDialogAsync(dialogs[0].Id, null, ct) : result);
            });
            var replies = adapter.ActiveQueue.Select(a => a.Text).ToList();
            adapter.ActiveQueue.Clear();
            return replies;
        };
    }

    private sealed class Starter(string dialogId, object options) : Dialog("start")
    {
        public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? _ = null, CancellationToken cancellationToken = default) =>
            dc.BeginDialogAsync(dialogId, options, cancellationToken);
    }

    private sealed class Interrupting(string id, Func<DialogContext, CancellationToken, Task<DialogTurnResult?>> interrupt) : ComponentDialog(id)
    {
        public Func<DialogContext, CancellationToken, Task<DialogTurnResult>>? OnBegin { get; set; }

        protected override Task<DialogTurnResult> OnBeginDialogAsync(DialogContext innerDc, object? options, CancellationToken cancellationToken = default) =>
            OnBegin!(innerDc, cancellationToken);

        protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default) =>
            await interrupt(innerDc, cancellationToken) ?? await base.OnContinueDialogAsync(innerDc, cancellationToken);
    }

    private sealed class CountingPrompt() : Prompt<string>("counting", (_, _) => Task.FromResult(false))
    {
        public List<string?> Recognised { get; } = [];

        protected override Task OnPromptAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, bool isRetry, CancellationToken cancellationToken = default) => Task.CompletedTask;

        protected override Task<PromptRecognizerResult<string>> OnRecognizeAsync(ITurnContext turnContext, IDictionary<string, object> state, PromptOptions options, CancellationToken cancellationToken = default)
        {
            Recognised.Add(turnContext.Activity.Text);
            return Task.FromResult(new PromptRecognizerResult<string> { Succeeded = true, Value = turnContext.Activity.Text });
        }
    }

    private sealed class KeptLog : ITranscriptLogger
    {
        public List<Activity> Kept { get; } = [];

        public Task LogActivityAsync(IActivity activity)
        {
            Kept.Add((Activity)activity);
            return Task.CompletedTask;
        }
    }

    private sealed class FullLog : ITranscriptLogger
    {
        public Task LogActivityAsync(IActivity activity) => throw new IOException("The disk is full.");
    }

    private sealed class RecordingStorage : IStorage
    {
        public List<string> Read { get; } = [];

        public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
        {
            Read.AddRange(keys);
            return Task.FromResult<IDictionary<string, object>>(new Dictionary<string, object>());
        }

        public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
