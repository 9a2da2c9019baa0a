using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Flaws;

/// <summary>A bot over stored JSON, in which a flaw would show.</summary>
public abstract class FlawBot
{
    /// <summary>What is stored, by its key.</summary>
    protected Dictionary<string, JsonObject> Memory { get; } = [];

    public class Counter
    {
        public int Count { get; set; }
    }

    protected static PromptOptions Ask(string question, string? retry = null) =>
        new() { Prompt = MessageFactory.Text(question), RetryPrompt = retry is null ? null : MessageFactory.Text(retry) };

    protected static TurnContext Turn(string conversation = "c", string user = "u") => new(
        new TestAdapter(),
        new Activity(ActivityTypes.Message) { ChannelId = "test", From = new ChannelAccount(user), Conversation = new ConversationAccount(id: conversation) });

    protected Func<object, Task<List<string?>>> Converse(params Dialog[] dialogs) => Converse("en-us", (IMiddleware?)null, dialogs);

    protected Func<object, Task<List<string?>>> Converse(string locale, IMiddleware? middleware, params Dialog[] dialogs) => Converse(locale, middleware, _ => { }, dialogs);

    protected Func<object, Task<List<string?>>> Converse(string locale, Action<DialogTurnResult> seen, params Dialog[] dialogs) => Converse(locale, null, seen, dialogs);

    /// <summary>A bot with these dialogs, the first of which starts; each turn reads the state anew from its JSON.</summary>
    protected Func<object, Task<List<string?>>> Converse(string locale, IMiddleware? middleware, Action<DialogTurnResult> seen, params Dialog[] dialogs)
    {
        var state = new ConversationState(new MemoryStorage(Memory));
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

    protected sealed class Starter(string dialogId, object given) : Dialog("start")
    {
        public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default) =>
            dc.BeginDialogAsync(dialogId, given, cancellationToken);
    }

    protected sealed class Interrupting(string id, Func<DialogContext, CancellationToken, Task<DialogTurnResult?>> interrupt) : ComponentDialog(id)
    {
        public Func<DialogContext, CancellationToken, Task<DialogTurnResult>>? OnBegin { get; set; }

        protected override Task<DialogTurnResult> OnBeginDialogAsync(DialogContext innerDc, object? options, CancellationToken cancellationToken = default) =>
            OnBegin!(innerDc, cancellationToken);

        protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default) =>
            await interrupt(innerDc, cancellationToken) ?? await base.OnContinueDialogAsync(innerDc, cancellationToken);
    }
}
