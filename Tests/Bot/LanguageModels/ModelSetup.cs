using CampaignBot.Core.Documents;
using CampaignBot.LanguageModels;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CampaignBot.Tests.Bot.LanguageModels;

/// <summary>The program's own clients of a language model, put together over a real store and a stand-in server.</summary>
public sealed class ModelSetup : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("models-");

    private ModelSetup(ModelServer server) => Server = server;

    public ModelServer Server { get; }

    /// <summary>The clock of deadlines, pauses and days. The network doesn't go by it.</summary>
    public ManualTimeProvider Clock { get; } = new();

    /// <summary>What was logged.</summary>
    public Lines Log { get; } = new();

    internal SqliteDocumentStore Store { get; private set; } = null!;

    internal ModelMetrics Metrics { get; } = new();

    internal LanguageModelOptions Options { get; private set; } = null!;

    internal TokenBudget Budget { get; private set; } = null!;

    internal CarefulChatClient Chat { get; private set; } = null!;

    internal CarefulEmbeddings Embeddings { get; private set; } = null!;

    public static async Task<ModelSetup> StartAsync(Action<LanguageModelOptions>? change = null)
    {
        var setup = new ModelSetup(await ModelServer.StartAsync());
        setup.Options = new LanguageModelOptions
        {
            Endpoint = setup.Server.Endpoint.AbsoluteUri,
            Key = ModelServer.Key,
            Model = "gpt-4.1-mini",
            EmbeddingModel = "text-embedding-3-small",
        };
        change?.Invoke(setup.Options);
        Assert.Empty(setup.Options.Errors());
        setup.Begin();
        return setup;
    }

    /// <summary>Makes everything anew over the same file, as a restart does.</summary>
    public async Task RestartAsync()
    {
        await Store.DisposeAsync();
        Begin();
    }

    /// <summary>Asks, and gives what the model said.</summary>
    public async Task<string> AskAsync(string text, CancellationToken cancellationToken = default) =>
        (await Chat.GetResponseAsync([new ChatMessage(ChatRole.User, text)], cancellationToken: cancellationToken)).Text;

    /// <summary>Moves the clock in steps until a task has ended: what it waits for comes from the network and from the clock by turns.</summary>
    public Task AdvanceUntilAsync(Task task, TimeSpan step) => Poll.UntilAsync(() =>
    {
        if (!task.IsCompleted && Clock.WaitingTimers > 1)
            Clock.Advance(step);
        return task.IsCompleted;
    });

    public async ValueTask DisposeAsync()
    {
        Metrics.Dispose();
        await Server.DisposeAsync();
        await Store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private void Begin()
    {
        Store = new SqliteDocumentStore(
            new SqliteOptions { Path = Path.Combine(_folder.FullName, "test.db") }, new DocumentKinds(TokenBudget.Kind, StoredVectors.Kind), Clock);
        Budget = new TokenBudget(Store, Options.TokensPerDay, TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles"), Clock);
        var calls = new ModelCalls(Options, Budget, Metrics, Clock, Log.Of<ModelCalls>());
        var client = OpenAIConnection.Open(Options, Timeout.InfiniteTimeSpan);
        Chat = new CarefulChatClient(
            new OpenAIChatClient(client.GetChatClient(Options.Model), new ChatClientMetadata("openai", Options.Address, Options.Model)),
            calls,
            new AnswerCache(Options.CachedAnswers, Options.CacheFor, Clock),
            Options,
            Metrics);
        Embeddings = new CarefulEmbeddings(
            new OpenAIEmbeddings(
                client.GetEmbeddingClient(Options.EmbeddingModel),
                new EmbeddingGeneratorMetadata("openai", Options.Address, Options.EmbeddingModel, Options.EmbeddingDimensions > 0 ? Options.EmbeddingDimensions : null)),
            calls);
    }

    /// <summary>A log that can be read.</summary>
    public sealed class Lines
    {
        private readonly List<string> _lines = [];

        public string Text
        {
            get
            {
                lock (_lines)
                    return string.Join('\n', _lines);
            }
        }

        public ILogger<T> Of<T>() => new Logger<T>(_lines);

        private sealed class Logger<T>(List<string> lines) : ILogger<T>
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                lock (lines)
                    lines.Add($"{logLevel}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
