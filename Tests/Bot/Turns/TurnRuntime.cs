using System.Collections.Concurrent;
using CampaignBot.Core.Documents;
using CampaignBot.Storage;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Tests.Support;
using CampaignBot.Turns;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Transcript = CampaignBot.Turns.Transcript;

namespace CampaignBot.Tests.Bot.Turns;

/// <summary>The turns over a real SQLite file, with a bot and a channel of the test's own.</summary>
public sealed class TurnRuntime : IAsyncDisposable
{
    private readonly IHost _host;

    private TurnRuntime(IHost host, TestChannel channel, LogLines log) => (_host, Channel, Log) = (host, channel, log);

    public TestChannel Channel { get; }

    public LogLines Log { get; }

    public Inbox Inbox => _host.Services.GetRequiredService<Inbox>();

    public Transcript Transcript => _host.Services.GetRequiredService<Transcript>();

    public IDocumentStore Store => _host.Services.GetRequiredService<SqliteDocumentStore>();

    public static async Task<TurnRuntime> StartAsync(
        string file,
        BotFactory bots,
        TestChannel? channel = null,
        TimeProvider? clock = null,
        Func<IDocumentStore, IDocumentStore>? wrap = null,
        Dictionary<string, string?>? settings = null,
        params IMiddleware[] middlewares)
    {
        channel ??= new TestChannel();
        var log = new LogLines();
        var builder = new HostApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Sqlite:Path"] = file });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton(new DocumentKind("effect"));
        builder.Services.AddSqliteDocuments();
        if (wrap is not null)
            builder.Services.AddSingleton(provider => wrap(provider.GetRequiredService<SqliteDocumentStore>()));
        builder.Services.AddKeyedSingleton<IChannelSender>("test", channel);
        builder.Services.AddSingleton(bots);
        foreach (var middleware in middlewares)
            builder.Services.AddSingleton(middleware);
        builder.Services.AddTurns();
        var host = builder.Build();
        await host.StartAsync();
        return new TurnRuntime(host, channel, log);
    }

    public static Activity Message(string text, string conversation = "c1", string? id = null, string? locale = null) => new(ActivityTypes.Message)
    {
        Id = id,
        ChannelId = "test",
        Conversation = new ConversationAccount { Id = conversation },
        From = new ChannelAccount("ana", "Ana"),
        Recipient = new ChannelAccount("bot", "Bot"),
        Text = text,
        Locale = locale,
    };

    public async Task<Acceptance> SayAsync(string text, string conversation = "c1", string? locale = null) =>
        await Inbox.AcceptAsync(Message(text, conversation, locale: locale), $"id-{text}", CancellationToken.None);

    /// <summary>What the transcript holds: the person's words, and the bot's after a "&gt;".</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(string conversation = "c1")
    {
        var entries = new List<TranscriptEntry>();
        while (await Transcript.ReadAsync($"test/{conversation}", entries.Count) is { Count: > 0 } more)
            entries.AddRange(more);
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(n => (long)n), entries.Select(e => e.Number));
        return [.. entries.Select(e => e.ReadActivity()).Select(a => a.From?.Id == "bot" ? $">{a.Text}" : a.Text ?? a.Type!)];
    }

    public async Task<IReadOnlyList<string>> WaitForLinesAsync(int count, string conversation = "c1")
    {
        try
        {
            await Poll.UntilAsync(async () => (await LinesAsync(conversation)).Count >= count);
        }
        catch (Xunit.Sdk.FailException e)
        {
            throw new InvalidOperationException(string.Join('\n', [.. await LinesAsync(conversation), .. Log.Lines.Where(l => !l.StartsWith("Debug", StringComparison.Ordinal))]), e);
        }

        return await LinesAsync(conversation);
    }

    /// <summary>Waits until no message is pending and no reply undelivered in the store.</summary>
    public Task SettleAsync() => Poll.UntilAsync(async () =>
        (await Store.QueryAsync(new DocumentQuery("inbox") { OrderBy = "pending" })).Documents.Count == 0
        && (await Store.QueryAsync(new DocumentQuery("conversation") { OrderBy = "undelivered" })).Documents.Count == 0);

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}

/// <summary>A channel that keeps what it is given.</summary>
public sealed class TestChannel : IChannelSender
{
    public ConcurrentQueue<Activity> Sent { get; } = [];

    /// <summary>What becomes of an activity; delivered unless a test says otherwise.</summary>
    public Func<Activity, SendOutcome> Answer { get; set; } = _ => new SendOutcome.Delivered();

    public Task<SendOutcome> SendAsync(ConversationReference conversation, Activity activity, CancellationToken cancellationToken)
    {
        var outcome = Answer(activity);
        if (outcome is SendOutcome.Delivered)
            Sent.Enqueue(activity);
        return Task.FromResult(outcome);
    }
}

/// <summary>What was logged.</summary>
public sealed class LogLines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}

/// <summary>A bot that counts the messages of its conversation, leaves an effect of each, and says both: "1 hello", "1 done".</summary>
public sealed class CountingBot(ConversationState conversation, IDocumentStore? effects = null, Func<string, CancellationToken, Task>? first = null) : IBot
{
    public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        var activity = turnContext.Activity;
        if (first is not null)
            await first(activity.Text ?? activity.Type!, cancellationToken);
        var count = conversation.CreateProperty<int>("count");
        var n = await count.GetAsync(turnContext, () => 0, cancellationToken) + 1;
        await count.SetAsync(turnContext, n, cancellationToken);
        if (effects is not null)
            await effects.WriteAsync(new DocumentWrite(new DocumentKey("effect", activity.Conversation!.Id!, activity.Id!), "{}"u8.ToArray()), cancellationToken);
        await turnContext.SendActivityAsync($"{n} {activity.Text}", cancellationToken: cancellationToken);
        if (activity.Text?.Contains("fail", StringComparison.Ordinal) == true)
            throw new FormatException($"I choke on {activity.Text}");
        await turnContext.SendActivityAsync($"{n} done", cancellationToken: cancellationToken);
    }
}
