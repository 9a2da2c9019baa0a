using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.BotFramework;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Feedback;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Guarding;
using CampaignBot.Dialogs;
using CampaignBot.Dialogs.Consent;
using CampaignBot.Storage;
using CampaignBot.Turns;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace CampaignBot.Commands.Evaluation;

/// <summary>
/// Plays what the user says in a transcript to the real bot and writes down what comes back. A transcript is a text file:
/// <c># remark</c>, <c>user: words</c>, <c>* something the user does</c>, and for the bot <c>bot: words</c> (further lines
/// indented), <c>buttons: one | two</c>, <c>cites: source</c>, <c>event: name value</c>, or <c>(no reply)</c>.
/// All state goes through JSON text between two turns.
/// </summary>
internal sealed class TranscriptPlayer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("transcript-");
    private readonly StoryClock _clock;
    private readonly ServiceProvider _services;
    private readonly IDocumentStore _documents;
    private readonly RootDialogParts _parts;
    private readonly TestAdapter _adapter;
    private readonly FeedbackLedger _feedback;
    private string? _lastReplyId;

    private TranscriptPlayer(CampaignContent content, Task<Guard> guard, IRecognizer recognizer, DateTimeOffset start, string channel)
    {
        _clock = new StoryClock(start);
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection([KeyValuePair.Create("Storage:Sqlite:Path", (string?)Path.Combine(_folder.FullName, "bot.db"))]).Build())
            .AddSingleton(ConsentLedger.Kind)
            .AddSingleton(FeedbackLedger.Kind)
            .AddSqliteDocuments()
            .BuildServiceProvider();
        _documents = _services.GetRequiredService<IDocumentStore>();
        _parts = RootDialogParts.For(content, guard, recognizer, _clock);
        _feedback = new FeedbackLedger(_documents);
        var reference = TestAdapter.CreateConversation("one");
        reference.ChannelId = channel;
        _adapter = new TestAdapter(reference)
            .Use(new StateMiddleware())
            .Use(new ConsentMiddleware(content, new ConsentLedger(_documents), LanguageDetector.Of(content), _clock));
    }

    public IDocumentStore Documents => _documents;

    /// <summary>The transcript with the bot's part written anew.</summary>
    /// <param name="start">When the conversation begins; only <c>* waits n hours</c> moves the clock.</param>
    /// <param name="after">Looks at what is left when all is said.</param>
    /// <exception cref="InvalidDataException">The user does something that can't be done.</exception>
    public static async Task<string> PlayAsync(
        string transcript, CampaignContent content, Task<Guard> guard, IRecognizer recognizer, DateTimeOffset start, Func<TranscriptPlayer, Task>? after = null)
    {
        var lines = transcript.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        var channel = lines.FirstOrDefault(l => l.StartsWith("channel: ", StringComparison.Ordinal))?["channel: ".Length..] ?? "directline";
        await using var player = new TranscriptPlayer(content, guard, recognizer, start, channel);
        var played = new StringBuilder();
        foreach (var line in lines.Where(l => !IsReply(l)))
        {
            played.Append(line).Append('\n');
            if (line.StartsWith("user: ", StringComparison.Ordinal) || line.StartsWith("* ", StringComparison.Ordinal))
                await player.StepAsync(line, played);
        }
        if (after is not null)
            await after(player);
        return played.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static bool IsReply(string line) =>
        line.StartsWith("bot: ", StringComparison.Ordinal) || line.StartsWith("  ", StringComparison.Ordinal)
        || line.StartsWith("buttons: ", StringComparison.Ordinal) || line.StartsWith("cites: ", StringComparison.Ordinal)
        || line.StartsWith("event: ", StringComparison.Ordinal) || line == "(no reply)";

    private async Task StepAsync(string line, StringBuilder played)
    {
        if (line.StartsWith("* waits ", StringComparison.Ordinal))
        {
            _clock.Now += int.TryParse(line.Split(' ')[2], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
                ? TimeSpan.FromHours(hours)
                : throw new InvalidDataException($"A transcript can't say \"{line}\"; it would be \"* waits 20 hours\".");
            return;
        }
        await _adapter.ProcessActivityAsync(
            ActivityFor(line),
            (turn, token) => new CampaignActivityHandler(_parts, _feedback, turn.TurnState.Get<ConversationState>()!).OnTurnAsync(turn, token));
        var isSilent = true;
        while (_adapter.GetNextReply() is Activity reply)
        {
            Write(reply, played);
            isSilent = false;
        }
        if (isSilent)
            played.Append("(no reply)\n");
    }

    private Activity ActivityFor(string line)
    {
        var activity = _adapter.MakeActivity();
        activity.Locale = null;
        if (line.StartsWith("user: ", StringComparison.Ordinal))
        {
            activity.Text = line["user: ".Length..];
            return activity;
        }
        switch (line)
        {
            case "* joins" or "* joins from a Spanish page":
                activity.Type = ActivityTypes.ConversationUpdate;
                activity.MembersAdded = [_adapter.Conversation.Bot!, _adapter.Conversation.User!];
                activity.Locale = line == "* joins" ? "en-US" : "es-MX";
                break;
            case "* sends a picture":
                activity.Attachments = [new Attachment { ContentType = "image/png", ContentUrl = "https://pictures.example/1.png" }];
                break;
            case "* sends nothing":
                activity.Text = "   ";
                break;
            case "* sends 10000 characters":
                activity.Text = string.Concat(Enumerable.Repeat("and another thing ", 556));
                break;
            case "* finds the answer helpful":
                activity.Type = ActivityTypes.Event;
                activity.Name = "feedback";
                activity.ReplyToId = _lastReplyId;
                activity.Value = new JsonObject { ["rating"] = "up" };
                break;
            case "* is typing":
                activity.Type = ActivityTypes.Typing;
                break;
            default:
                throw new InvalidDataException($"A transcript can't say \"{line}\".");
        }
        return activity;
    }

    private void Write(Activity reply, StringBuilder played)
    {
        _lastReplyId = reply.Id ?? "reply";
        if (reply.Type == ActivityTypes.Event)
        {
            played.Append(CultureInfo.InvariantCulture, $"event: {reply.Name} {JsonSerializer.Serialize(reply.Value, BotJson.Options)}\n");
            return;
        }
        played.Append("bot: ").Append(reply.Text!.Replace("\n", "\n  ", StringComparison.Ordinal).Replace("\n  \n", "\n  .\n", StringComparison.Ordinal)).Append('\n');
        if (reply.SuggestedActions?.Actions is { Count: > 0 } buttons)
            played.Append("buttons: ").AppendJoin(" | ", buttons.Select(b => b.Title)).Append('\n');
        foreach (var claim in reply.Entities?.Where(e => e.Type == "https://schema.org/Message").SelectMany(e => e.Properties["citation"]!.AsArray()) ?? [])
        {
            var source = claim!["appearance"]!;
            played.Append(CultureInfo.InvariantCulture, $"cites: [{claim["position"]}] {source["name"]}, {source["abstract"]}, {source["url"]}\n");
        }
    }

    /// <summary>Gives each turn its state out of JSON text, as the program does, and keeps what it leaves.</summary>
    private sealed class StateMiddleware : Microsoft.Bot.Builder.IMiddleware
    {
        private IReadOnlyDictionary<string, ReadOnlyMemory<byte>> _state = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);

        public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
        {
            var storage = new RecordStorage(_state);
            var conversation = new ConversationState(storage);
            turnContext.TurnState.Set(conversation);
            await next(cancellationToken);
            await conversation.SaveChangesAsync(turnContext, cancellationToken: cancellationToken);
            _state = storage.State;
        }
    }

    /// <summary>Stands still until the story moves it.</summary>
    private sealed class StoryClock(DateTimeOffset start) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
