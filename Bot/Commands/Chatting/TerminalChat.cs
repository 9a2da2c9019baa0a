using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.Commands.Playing;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;
using BotChannels = Microsoft.Bot.Connector.Channels;

namespace CampaignBot.Commands.Chatting;

/// <summary>Who talks to the bot, and where.</summary>
/// <param name="Language">The device's language, or null.</param>
internal sealed record Talk(string Channel, string Name, string? Language);

/// <summary>A conversation in the terminal: each line is a message, or something else that a person does on a channel.</summary>
internal sealed class TerminalChat
{
    /// <summary>What may be done besides writing.</summary>
    public const string Commands =
        """
        /tap 2                what the second button does (its number, written, does so too)
        /submit {"zip":"1"}   send a card, filled in
        /picture /voice /file /sticker /thumb
        /location 44.05, -121.31
        /react like           react to the bot's last message (heart, sad, ...)
        /edit WORDS           change what you wrote last
        /wait 2d              let two days pass (3h, 20m); reminders come when they are due
        /restart              stop the program and start it again over what it keeps
        /state                show what the bot keeps
        /new                  begin another conversation
        /as NAME              be somebody else
        /channel NAME         be on another channel
        /quit
        """;

    private readonly Stage _stage;
    private readonly string _session = Guid.NewGuid().ToString("N");
    private readonly Terminal _terminal = new(Console.Out, isColoured: !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "");
    private readonly Dictionary<string, Actor> _actors = new(StringComparer.Ordinal);
    private Talk _talk;
    private string _conversation = "chat";

    private TerminalChat(Stage stage, Talk talk) => (_stage, _talk) = (stage, talk);

    private Actor Actor => _actors.TryGetValue($"{_talk.Channel} {_conversation}-{_talk.Name}", out var known)
        ? known
        : _actors[$"{_talk.Channel} {_conversation}-{_talk.Name}"] = new Actor(_talk.Channel, _talk.Name, $"{_conversation}-{_talk.Name}")
        {
            DeviceLanguage = _talk.Language,
            IdPrefix = $"{_session}-{_actors.Count}",
        };

    /// <summary>Talks until the input ends or /quit.</summary>
    /// <param name="settings">As <c>--Name=value</c>.</param>
    /// <param name="storage">The database to keep it in; null: one that is removed afterwards.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Talk talk, string[] settings, string? storage, CancellationToken cancellationToken)
    {
        await using var stage = await Stage.OpenAsync(new StoryClock(TimeProvider.System), settings, storage, logging: BesideTheTalk, cancellationToken: cancellationToken);
        await new TerminalChat(stage, talk).TalkAsync(cancellationToken);
        return 0;
    }

    // The conversation is the output; what goes wrong is told beside it.
    private static void BesideTheTalk(ILoggingBuilder log) =>
        log.AddFilter(level => level >= LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None).AddSimpleConsole()
            .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);

    private async Task TalkAsync(CancellationToken cancellationToken)
    {
        Tell(await _stage.WorkAsync(cancellationToken));
        await JoinAsync(cancellationToken);
        while (await ReadAsync(cancellationToken) is { } line)
        {
            if (line.Trim() is "")
                continue;
            if (line[0] != '/')
                await PlayAsync(Actor.Says(line), cancellationToken);
            else if (!await ObeyAsync(line.Split(' ', 2, StringSplitOptions.TrimEntries), cancellationToken))
                return;
            Tell(await _stage.WorkAsync(cancellationToken));
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
        try
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
                case ["/channel", var name] when Actor.ChannelOf(name) is { } channel:
                    _talk = _talk with { Channel = channel };
                    await JoinAsync(cancellationToken);
                    break;
                case ["/wait", var time]:
                    Tell(await _stage.WaitAsync(StageDirections.Span(time), cancellationToken));
                    break;
                case ["/restart"]:
                    await _stage.RestartAsync(cancellationToken);
                    break;
                case ["/state"]:
                    await ShowStateAsync(cancellationToken);
                    break;
                default:
                    if (Done(command) is { } activity)
                        await PlayAsync(activity, cancellationToken);
                    else
                        _terminal.Raw(Commands);
                    break;
            }
        }
        catch (InvalidDataException e)
        {
            _terminal.Note(e.Message);
        }
        return true;
    }

    /// <summary>What the person does besides writing; null where it is nothing known.</summary>
    private Activity? Done(string[] command) => command switch
    {
        ["/tap", var number] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= Actor.Buttons.Count =>
            Actor.Taps(Actor.Buttons[n - 1].Title ?? ""),
        ["/tap", var title] => Actor.Taps(title),
        ["/submit", var json] => Actor.Submits(StageDirections.Fields(json)),
        ["/picture"] => Actor.SendsFile("image/jpeg"),
        ["/voice"] => Actor.SendsFile("audio/mp4"),
        ["/file"] => Actor.SendsFile("application/pdf"),
        ["/sticker"] => Actor.SendsFile("image/*"),
        ["/thumb"] => Actor.Says("👍"),
        ["/location", var place] => StageDirections.Location(Actor, place),
        ["/react", var reaction] => Actor.Reacts(reaction),
        ["/edit", var words] => Actor.Edits(words),
        _ => null,
    };

    /// <summary>Where a platform tells the bot who opens a conversation, it greets.</summary>
    private Task JoinAsync(CancellationToken cancellationToken) =>
        _talk.Channel is BotChannels.Directline or BotChannels.Msteams ? PlayAsync(Actor.Joins(), cancellationToken) : Task.CompletedTask;

    private async Task PlayAsync(Activity activity, CancellationToken cancellationToken)
    {
        var replies = await _stage.PlayAsync(activity, Guid.NewGuid().ToString("N"), cancellationToken);
        Actor.Hear(replies);
        foreach (var reply in replies)
            _terminal.Show(reply);
        if (replies.Count == 0
            && await _stage.Services.GetRequiredService<ConsentLedger>().LatestAsync(_talk.Channel, _talk.Name, cancellationToken: cancellationToken) is { Act: ConsentAct.OptOut })
            _terminal.Note($"silent: {_talk.Name} said STOP on this channel. START begins again, HELP is always answered, and /as NAME is somebody else");
    }

    /// <summary>Shows what the bot says unasked, and to whom where that is another.</summary>
    private void Tell(IReadOnlyList<Activity> unasked)
    {
        foreach (var said in unasked)
        {
            if (_actors.Values.FirstOrDefault(a => a.Conversation == said.Conversation?.Id && a.Channel == said.ChannelId) is { } to)
            {
                to.Hear([said]);
                if (to != Actor)
                    _terminal.Note($"to {to.Name}, on {to.Channel}");
            }
            _terminal.Show(said);
        }
    }

    /// <summary>Everything in the store but the traffic itself.</summary>
    private async Task ShowStateAsync(CancellationToken cancellationToken)
    {
        foreach (var kind in _stage.Services.GetServices<DocumentKind>().Where(k => !k.Equals(InboxItem.Kind) && !k.Equals(Turns.Transcript.Kind)))
        {
            var page = await _stage.Documents.QueryAsync(new DocumentQuery(kind.Name), cancellationToken);
            foreach (var document in page.Documents)
            {
                var body = JsonNode.Parse(document.Body.Span)!;
                if (kind.Equals(ConversationRecord.Kind))
                    body = body["state"]!;
                _terminal.Raw($"{kind.Name} {document.Key.Partition} {document.Key.Id}\n{body.ToJsonString(Indented)}");
            }
            if (page.Continuation is not null)
                _terminal.Note($"and more of {kind.Name}");
        }
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
}
