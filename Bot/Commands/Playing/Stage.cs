using System.Collections.Concurrent;
using CampaignBot.Core.Documents;
using CampaignBot.Storage;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;

namespace CampaignBot.Commands.Playing;

/// <summary>
/// The bot as the program puts it together, without its channels: whoever opens it hands in activities and gets the replies, through
/// the same turns and the same store. For the terminal, for transcripts, and for whatever else plays conversations.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly SharedParts? _shared;
    private readonly string[] _settings;
    private readonly Action<ILoggingBuilder> _logging;
    private readonly Action<IServiceCollection>? _also;
    private readonly DirectoryInfo? _scratch;
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
        var answer = await Services.GetRequiredService<Inbox>().RunInRequestAsync(activity, deliveryId, cancellationToken);
        return answer?.Replies ?? [];
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
        // What the bot says unasked has nowhere to go here.
        builder.Services.AddKeyedSingleton<IChannelSender>(KeyedService.AnyKey, new Nowhere());
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

    private sealed class Nowhere : IChannelSender
    {
        public Task<SendOutcome> SendAsync(ConversationReference conversation, Activity activity, CancellationToken cancellationToken) =>
            Task.FromResult<SendOutcome>(new SendOutcome.Delivered());
    }
}
