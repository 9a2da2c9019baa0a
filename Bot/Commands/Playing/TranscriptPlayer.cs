using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CampaignBot.BotFramework;
using Microsoft.Bot.Schema;

namespace CampaignBot.Commands.Playing;

/// <summary>
/// Plays what people do in a transcript to the real bot and writes down what comes back. All state goes through JSON text in the
/// store between two turns.
/// </summary>
/// <remarks>
/// A transcript is one conversation in a text file. The bot's lines are written by the program; a person writes the rest:
/// <code>
/// # what it shows, for whoever reads it
/// channel: sms                  or facebook, msteams, directline (where none is named)
/// scope: channel                in Teams: a channel of a team, where @bot mentions the bot; else a chat of two
/// clock: 2028-10-20 09:00       when it begins, where the campaign is; only waits and a second a message move it
/// language: es-MX               the language of the person's device
/// zone: America/New_York        the time zone of the person's device
/// user: words                   what the person writes; \n is a new line
/// * what the person does        any of these:
///     joins, joins from a Spanish page, rejoins, is typing, waits 3 days (hours, minutes), taps "a button that was just shown",
///     submits {"field":"value"}, sends a picture (a voice message, a video, a file, a sticker, a thumb), sends nothing,
///     sends 10000 characters, sends the same message twice, shares a location 44.05, -121.31, reacts with like (heart, sad),
///     edits the last message to "words", finds the answer helpful (not helpful), begins another conversation,
///     goes back to the first conversation
/// * Ben writes                  from here on it is another person, in a conversation of their own (in a team's channel in the same)
/// * Ben writes in the channel   the same in a channel of a team in Teams, where the rest is chats of two
/// * the voter writes            from here on it is the first person again
/// * the program restarts
/// </code>
/// The bot's: <c>bot: words</c> (further lines indented; <c>bot to Ben: words</c> what it says unasked to who isn't writing now),
/// <c>buttons: one | two</c> (those of a card in brackets), <c>card: words</c>, <c>cites: source</c>, <c>event: name value</c>,
/// <c>(no reply)</c>. What the bot does unasked it does after each step, and during a wait when it is due.
/// </remarks>
internal sealed partial class TranscriptPlayer
{
    // It may write to people by SMS, as a campaign may once it is registered for it.
    private static readonly string[] RegisteredCampaign = ["--Reminders:SmsRegistration=registered"];

    private const string InTheChannel = " in the channel";

    private readonly Stage _stage;
    private readonly Dictionary<string, Actor> _actors = new(StringComparer.Ordinal);
    private readonly Func<string, string, Actor> _cast;
    private Actor _actor;
    private (Activity Activity, string Delivery)? _last;
    private readonly Action<Activity>? _heard;
    private int _deliveries;

    private TranscriptPlayer(Stage stage, Func<string, string, Actor> cast, Action<Activity>? heard)
    {
        (_stage, _cast, _heard) = (stage, cast, heard);
        _actor = Enter("user", "one");
    }

    /// <summary>The transcript with the bot's part written anew.</summary>
    /// <param name="shared">The campaign.</param>
    /// <param name="start">When the conversation begins, where its header doesn't say.</param>
    /// <param name="after">Looks at what is left when all is said.</param>
    /// <param name="heard">Is given all that the bot says.</param>
    /// <param name="settings">The program's, as <c>--Name=value</c>, over those of every transcript.</param>
    /// <exception cref="InvalidDataException">Somebody does something that can't be done, or the bot logged a fault.</exception>
    public static async Task<string> PlayAsync(
        string transcript, SharedParts shared, DateTimeOffset start, Func<Stage, Task>? after = null, Action<Activity>? heard = null, IReadOnlyList<string>? settings = null, CancellationToken cancellationToken = default)
    {
        var lines = transcript.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        var (channel, scope, language, zone) = (Header(lines, "channel") ?? "directline", Header(lines, "scope"), Header(lines, "language"), Header(lines, "zone"));
        if (!Actor.AllChannels.Contains(channel, StringComparer.Ordinal))
            throw new InvalidDataException($"There is no channel {channel}; there are {string.Join(", ", Actor.AllChannels)}.");
        var clock = new StoryClock(Header(lines, "clock") is { } time ? Local(time, shared.Content.Profile.TimeZone) : start);
        await using var stage = await Stage.OpenAsync(clock, [.. RegisteredCampaign, .. settings ?? []], shared: shared, cancellationToken: cancellationToken);
        var player = new TranscriptPlayer(
            stage, (name, conversation) => scope == "channel" || conversation.EndsWith(InTheChannel, StringComparison.Ordinal)
                ? new Actor(channel, name, "team") { IdPrefix = conversation, IsInTeamChannel = true, DeviceLanguage = language, TimeZone = zone }
                : new Actor(channel, name, conversation) { IdPrefix = conversation, DeviceLanguage = language, TimeZone = zone },
            heard);
        var played = new StringBuilder();
        foreach (var line in lines.Where(l => !IsReply(l)))
        {
            played.Append(line).Append('\n');
            await player.StepAsync(line, played, cancellationToken);
        }
        if (!stage.Troubles.IsEmpty)
            throw new InvalidDataException($"The program logged: {string.Join('\n', stage.Troubles)}");
        if (after is not null)
            await after(stage);
        return played.ToString();
    }

    private static string? Header(string[] lines, string name) =>
        lines.TakeWhile(l => l.Length == 0 || l[0] is not ('*' or 'u')).FirstOrDefault(l => l.StartsWith($"{name}: ", StringComparison.Ordinal))?[(name.Length + 2)..].Trim();

    private static DateTimeOffset Local(string time, TimeZoneInfo zone) =>
        DateTime.TryParseExact(time, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, zone.GetUtcOffset(local))
            : throw StageDirections.Impossible($"clock: {time}");

    private static bool IsReply(string line) =>
        line.StartsWith("bot: ", StringComparison.Ordinal) || Elsewhere().IsMatch(line) || line.StartsWith("  ", StringComparison.Ordinal)
        || line.StartsWith("buttons: ", StringComparison.Ordinal) || line.StartsWith("cites: ", StringComparison.Ordinal)
        || line.StartsWith("card: ", StringComparison.Ordinal) || line.StartsWith("event: ", StringComparison.Ordinal) || line == "(no reply)";

    private async Task StepAsync(string line, StringBuilder played, CancellationToken cancellationToken)
    {
        if (line.StartsWith("user: ", StringComparison.Ordinal))
            await PlayAsync(_actor.Says(line["user: ".Length..].Replace("\\n", "\n", StringComparison.Ordinal)), played, cancellationToken);
        else if (Deed().Match(line) is { Success: true } deed)
            await DoAsync(deed.Groups["deed"].Value, deed.Groups["rest"].Value.Trim(), played, cancellationToken);
        else if (line.StartsWith("* ", StringComparison.Ordinal))
            throw StageDirections.Impossible(line);
    }

    private async Task DoAsync(string deed, string rest, StringBuilder played, CancellationToken cancellationToken)
    {
        switch (deed)
        {
            case "waits":
                Tell(await _stage.WaitAsync(StageDirections.Span(rest), cancellationToken), played);
                return;
            case "the program restarts":
                await _stage.RestartAsync(cancellationToken);
                Tell(await _stage.WorkAsync(cancellationToken), played);
                return;
            case "begins another conversation":
                _actor = Enter(_actor.Name, $"another of {_actor.Name}");
                return;
            case "goes back to the first conversation" or "the voter writes":
                _actor = Enter(deed[0] == 't' ? "user" : _actor.Name, deed[0] == 't' || _actor.Name == "user" ? "one" : $"of {_actor.Name}");
                return;
            case "writes":
                _actor = Enter(rest, $"of {rest}");
                return;
            case "writes in the channel":
                _actor = Enter(rest, $"{rest}{InTheChannel}");
                return;
            case "sends the same message twice" when _last is { } last:
                await PlayAsync(last.Activity, last.Delivery, played, cancellationToken);
                return;
            default:
                await PlayAsync(Activity(deed, rest), played, cancellationToken);
                return;
        }
    }

    private Activity Activity(string deed, string rest) => deed switch
    {
        "joins" or "rejoins" => _actor.Joins(),
        "joins from a Spanish page" => _actor.Joins("es-MX"),
        "is typing" => _actor.Types(),
        "taps" => _actor.Taps(Quoted(rest)),
        "submits" => _actor.Submits(StageDirections.Fields(rest)),
        "sends a picture" => _actor.SendsFile("image/jpeg"),
        "sends a voice message" => _actor.SendsFile("audio/mp4"),
        "sends a video" => _actor.SendsFile("video/mp4"),
        "sends a file" => _actor.SendsFile("application/pdf"),
        "sends a sticker" => _actor.SendsFile("image/*"),
        "sends a thumb" => _actor.Says("👍"),
        "sends nothing" => _actor.Says("   "),
        "sends 10000 characters" => _actor.Says(string.Concat(Enumerable.Repeat("and another thing ", 556))[..10_000]),
        "shares a location" => StageDirections.Location(_actor, rest),
        "reacts with" => _actor.Reacts(rest),
        "edits the last message to" => _actor.Edits(Quoted(rest)),
        "finds the answer helpful" => _actor.Rates("up"),
        "finds the answer not helpful" => _actor.Rates("down"),
        _ => throw StageDirections.Impossible($"* {deed} {rest}".TrimEnd()),
    };

    private static string Quoted(string rest) => rest is ['"', .., '"'] and { Length: > 1 } ? rest[1..^1] : throw StageDirections.Impossible(rest);

    private Actor Enter(string name, string conversation) =>
        _actors.TryGetValue(conversation, out var known) ? known : _actors[conversation] = _cast(name, conversation);

    private Task PlayAsync(Activity activity, StringBuilder played, CancellationToken cancellationToken) =>
        PlayAsync(activity, $"delivery-{++_deliveries}", played, cancellationToken);

    private async Task PlayAsync(Activity activity, string delivery, StringBuilder played, CancellationToken cancellationToken)
    {
        _last = (activity, delivery);
        _stage.Clock.Ahead += TimeSpan.FromSeconds(1);
        var replies = await _stage.PlayAsync(activity, delivery, cancellationToken);
        _actor.Hear(replies);
        foreach (var reply in replies)
        {
            _heard?.Invoke(reply);
            Write(reply, "bot", played);
        }
        if (replies.Count == 0)
            played.Append("(no reply)\n");
        Tell(await _stage.WorkAsync(cancellationToken), played);
    }

    /// <summary>Writes down what the bot says unasked, and to whom where that is another.</summary>
    private void Tell(IReadOnlyList<Activity> unasked, StringBuilder played)
    {
        foreach (var said in unasked)
        {
            var to = _actors.Values.FirstOrDefault(a => a.Conversation == said.Conversation?.Id);
            to?.Hear([said]);
            _heard?.Invoke(said);
            Write(said, to is null || to.Conversation == _actor.Conversation ? "bot" : to.Name == _actor.Name ? "bot elsewhere" : $"bot to {to.Name}", played);
        }
    }

    private static void Write(Activity reply, string speaker, StringBuilder played)
    {
        if (reply.Type == ActivityTypes.Event)
        {
            played.Append(CultureInfo.InvariantCulture, $"event: {reply.Name} {JsonSerializer.Serialize(reply.Value, BotJson.Options)}\n");
            return;
        }
        if (reply.Text is { Length: > 0 } text)
            played.Append(speaker).Append(": ").Append(Indented(text)).Append('\n');
        foreach (var card in reply.Attachments ?? [])
            played.Append("card: ").Append(Indented(string.Join('\n', ShownCard.LinesOf(card)))).Append('\n');
        if (reply.SuggestedActions?.Actions is { Count: > 0 } buttons)
            played.Append("buttons: ").AppendJoin(" | ", buttons.Select(b => b.Title)).Append('\n');
        if (ShownCard.ButtonsOf(reply).ToList() is { Count: > 0 } onCards)
            played.Append("buttons: ").AppendJoin(" | ", onCards.Select(b => $"[{b.Title}]")).Append('\n');
        foreach (var claim in reply.Entities?.Where(e => e.Type == "https://schema.org/Message").SelectMany(e => e.Properties["citation"]!.AsArray()) ?? [])
        {
            var source = claim!["appearance"]!;
            played.Append(CultureInfo.InvariantCulture, $"cites: [{claim["position"]}] {source["name"]}, {source["abstract"]}, {source["url"]}\n");
        }
    }

    private static string Indented(string text) => text.Replace("\n", "\n  ", StringComparison.Ordinal).Replace("\n  \n", "\n  .\n", StringComparison.Ordinal);

    [GeneratedRegex(@"^bot (elsewhere|to \w+): ", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(
        """^\* ((?<deed>the program restarts)|(?<deed>the voter writes|waits|taps|submits|shares a location|reacts with|edits the last message to)(?<rest> .*)?|(?<rest>\p{Lu}\w*) (?<deed>writes( in the channel)?)|(?<deed>[a-z][A-Za-z0-9 ]*))$""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Deed();
}
