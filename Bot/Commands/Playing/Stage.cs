using System.Collections.Concurrent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Reminders;
using CampaignBot.Operations;
using CampaignBot.Storage;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;

namespace CampaignBot.Commands.Playing;

/// <summary>
/// The bot as the program puts it together, without its channels: whoever opens it hands in activities and gets the replies, through
/// the same turns and the same store. What it does unasked it does when told to (<see cref="WorkAsync"/>). For the terminal, for
/// transcripts, and for whatever else plays conversations.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    // One that is put off again and again ends some time.
    private const int MostDueInAWait = 100;

    private readonly SharedParts? _shared;
    private readonly string[] _settings;
    private readonly Action<ILoggingBuilder> _logging;
    private readonly Action<IServiceCollection>? _also;
    private readonly DirectoryInfo? _scratch;
    private readonly Unasked _unasked = new();
    private IHost? _host;

    private Stage(StoryClock clock, string[] settings, string? storage, SharedParts? shared, Action<ILoggingBuilder>? logging, Action<IServiceCollection>? also)
    {
        (Clock, _shared, _logging, _also) = (clock, shared, logging ?? (log => log.AddProvider(new TroubleLog(Troubles))), also);
        _scratch = storage is null ? Directory.CreateTempSubdirectory("campaignbot-stage-") : null;
        _settings =
        [
            .. settings,
            .. shared is null ? Array.Empty<string>() : [$"--Content:Folder={shared.Folder}"],
            .. StorageRegistration.InFile(storage ?? Path.Combine(_scratch!.FullName, "stage.db")).Select(s => $"--{s.Key}={s.Value}"),
            "--hostBuilder:reloadConfigOnChange=false",
        ];
    }

    /// <summary>The time on the stage.</summary>
    public StoryClock Clock { get; }

    /// <summary>The program's parts.</summary>
    public IServiceProvider Services => _host!.Services;

    /// <summary>What the bot keeps.</summary>
    public IDocumentStore Documents => Services.GetRequiredService<IDocumentStore>();

    /// <summary>What was logged as a warning or worse; empty where <c>logging</c> was given.</summary>
    public ConcurrentQueue<string> Troubles { get; } = [];

    /// <summary>Puts the bot together and starts it.</summary>
    /// <param name="settings">As <c>--Name=value</c>.</param>
    /// <param name="storage">The database to keep everything in; null: one that goes with the stage.</param>
    /// <param name="shared">What stages share; null where this one makes everything itself.</param>
    /// <param name="logging">Where the log goes; null: into <see cref="Troubles"/>.</param>
    /// <param name="also">Registers what is to take the place of something.</param>
    public static async Task<Stage> OpenAsync(
        StoryClock clock,
        string[] settings,
        string? storage = null,
        SharedParts? shared = null,
        Action<ILoggingBuilder>? logging = null,
        Action<IServiceCollection>? also = null,
        CancellationToken cancellationToken = default)
    {
        var stage = new Stage(clock, settings, storage, shared, logging, also);
        try
        {
            await stage.StartAsync(cancellationToken);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Hands in an activity, as its channel would, and gives what the bot says to it.</summary>
    /// <param name="deliveryId">What the channel names the delivery by: where it comes again, nothing is done and the same is said.</param>
    public async Task<IReadOnlyList<Activity>> PlayAsync(Activity activity, string deliveryId, CancellationToken cancellationToken = default)
    {
        // What is answered in the request isn't sent besides.
        activity.DeliveryMode = DeliveryModes.ExpectReplies;
        var answer = await Services.GetRequiredService<Inbox>().RunInRequestAsync(activity, deliveryId, cancellationToken);
        return answer?.Replies ?? [];
    }

    /// <summary>Lets the bot do what it does unasked, all that there is to do by now.</summary>
    /// <returns>What it said by it, wherever that was.</returns>
    public async Task<IReadOnlyList<Activity>> WorkAsync(CancellationToken cancellationToken = default)
    {
        foreach (var worker in Services.GetServices<Worker>())
            await worker.RoundAsync(cancellationToken);
        await Services.GetRequiredService<Work>().EndAllAsync().WaitAsync(cancellationToken);
        return _unasked.Take();
    }

    /// <summary>Lets time pass, and the bot do at its time what falls due meanwhile.</summary>
    /// <returns>What it said by it, wherever that was.</returns>
    public async Task<IReadOnlyList<Activity>> WaitAsync(TimeSpan time, CancellationToken cancellationToken = default)
    {
        var until = Clock.GetUtcNow() + time;
        var said = new List<Activity>();
        for (var i = 0; i < MostDueInAWait && await Services.GetRequiredService<ReminderBook>().DueAsync(until, 1, cancellationToken) is [{ Reminder.Due: var due }]; i++)
        {
            Clock.Ahead += due > Clock.GetUtcNow() ? due - Clock.GetUtcNow() : TimeSpan.Zero;
            said.AddRange(await WorkAsync(cancellationToken));
        }
        Clock.Ahead += until > Clock.GetUtcNow() ? until - Clock.GetUtcNow() : TimeSpan.Zero;
        said.AddRange(await WorkAsync(cancellationToken));
        return said;
    }

    /// <summary>Stops the program and starts it again over the same store.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await StopAsync();
        await StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _scratch?.Delete(recursive: true);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = _settings, ContentRootPath = AppContext.BaseDirectory });
        _logging(builder.Logging.ClearProviders());
        await Program.AddBotAsync(builder, _shared?.Content);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        _shared?.AddTo(builder.Services, Clock);
        builder.Services.AddKeyedSingleton<IChannelSender>(KeyedService.AnyKey, _unasked);
        _also?.Invoke(builder.Services);
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken);
            _host = host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    private async Task StopAsync()
    {
        if (_host is null)
            return;
        await _host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)_host).DisposeAsync();
        _host = null;
    }

    private sealed class TroubleLog(ConcurrentQueue<string> troubles) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                troubles.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }

    /// <summary>Takes what the bot says unasked.</summary>
    private sealed class Unasked : IChannelSender
    {
        private readonly ConcurrentQueue<Activity> _said = [];

        public Task<SendOutcome> SendAsync(ConversationReference conversation, Activity activity, CancellationToken cancellationToken)
        {
            _said.Enqueue(activity);
            return Task.FromResult<SendOutcome>(new SendOutcome.Delivered());
        }

        public List<Activity> Take()
        {
            var taken = new List<Activity>();
            while (_said.TryDequeue(out var said))
                taken.Add(said);
            return taken;
        }
    }
}
