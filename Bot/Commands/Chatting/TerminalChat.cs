using CampaignBot.Turns;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using BotChannels = Microsoft.Bot.Connector.Channels;

namespace CampaignBot.Commands.Chatting;

/// <summary>Who talks to the bot, and where.</summary>
/// <param name="Language">The device's language, or null.</param>
internal sealed record Talk(string Channel, string Name, string? Language);

/// <summary>A conversation in the terminal: each line is a message, handled within its request as on a channel that waits for the replies.</summary>
internal sealed class TerminalChat
{
    private readonly Inbox _inbox;
    private readonly Terminal _terminal = new(Console.Out, isColoured: !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "");
    private Talk _talk;
    private string _conversation = "chat";

    private TerminalChat(Inbox inbox, Talk talk) => (_inbox, _talk) = (inbox, talk);

    /// <summary>The channels one may be on.</summary>
    public static IReadOnlyList<string> Channels { get; } = [BotChannels.Directline, BotChannels.Msteams, BotChannels.Facebook, BotChannels.Sms];

    /// <summary>Talks until the input ends or /quit.</summary>
    /// <param name="settings">As <c>--Name=value</c>.</param>
    /// <param name="storage">The database to keep it in; null: one that is removed afterwards.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Talk talk, string[] settings, string? storage, CancellationToken cancellationToken)
    {
        var scratch = storage is null ? Directory.CreateTempSubdirectory("campaignbot-chat-") : null;
        try
        {
            var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
            {
                Args = [.. settings, $"--Storage:Sqlite:Path={storage ?? Path.Combine(scratch!.FullName, "chat.db")}"],
                ContentRootPath = AppContext.BaseDirectory,
            });
            // The conversation is the output; what goes wrong is told beside it.
            builder.Logging.ClearProviders().AddFilter(level => level >= LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None).AddSimpleConsole()
                .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
            await Program.AddBotAsync(builder);
            using var host = builder.Build();
            await host.StartAsync(cancellationToken);
            await new TerminalChat(host.Services.GetRequiredService<Inbox>(), talk).TalkAsync(cancellationToken);
            await host.StopAsync(CancellationToken.None);
            return 0;
        }
        finally
        {
            scratch?.Delete(recursive: true);
        }
    }

    private async Task TalkAsync(CancellationToken cancellationToken)
    {
        await JoinAsync(cancellationToken);
        while (await ReadAsync(cancellationToken) is { } line)
        {
            if (line.Trim() is "")
                continue;
            if (line[0] != '/')
                await SayAsync(line, cancellationToken);
            else if (!await ObeyAsync(line.Split(' ', 2, StringSplitOptions.TrimEntries), cancellationToken))
                return;
        }
    }

    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        _terminal.Prompt(_talk.Name);
        var line = await Console.In.ReadLineAsync(cancellationToken);
        if (Console.IsInputRedirected)
            _terminal.Echo(line);
        return line;
    }

    /// <summary>Whether to go on.</summary>
    private async Task<bool> ObeyAsync(string[] command, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case ["/quit" or "/exit"]:
                return false;
            case ["/new"]:
                _conversation = $"chat-{Guid.NewGuid():N}";
                await JoinAsync(cancellationToken);
                break;
            case ["/as", { Length: > 0 } name]:
                _talk = _talk with { Name = name };
                await JoinAsync(cancellationToken);
                break;
            case ["/channel", var channel] when Channels.Contains(channel, StringComparer.Ordinal):
                _talk = _talk with { Channel = channel };
                await JoinAsync(cancellationToken);
                break;
            default:
                _terminal.Note($"/new, /as NAME, /channel NAME ({string.Join(", ", Channels)}), /quit");
                break;
        }
        return true;
    }

    /// <summary>Where a platform tells the bot who opens a conversation, it greets.</summary>
    private async Task JoinAsync(CancellationToken cancellationToken)
    {
        if (_talk.Channel is not (BotChannels.Directline or BotChannels.Msteams))
            return;
        var activity = Activity(ActivityTypes.ConversationUpdate);
        activity.MembersAdded = [activity.From!, activity.Recipient!];
        await RunAsync(activity, cancellationToken);
    }

    private Task SayAsync(string text, CancellationToken cancellationToken)
    {
        var activity = Activity(ActivityTypes.Message);
        activity.Text = text;
        return RunAsync(activity, cancellationToken);
    }

    private Activity Activity(string type) => new(type)
    {
        ChannelId = _talk.Channel,
        Conversation = new ConversationAccount { Id = $"{_conversation}-{_talk.Name}" },
        From = new ChannelAccount(_talk.Name, _talk.Name, RoleTypes.User),
        Recipient = new ChannelAccount("bot", "bot", RoleTypes.Bot),
        Locale = _talk.Language,
    };

    private async Task RunAsync(Activity activity, CancellationToken cancellationToken)
    {
        var answer = await _inbox.RunInRequestAsync(activity, Guid.NewGuid().ToString("N"), cancellationToken);
        foreach (var reply in answer?.Replies ?? [])
            _terminal.Show(reply);
    }
}
