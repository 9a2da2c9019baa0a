using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CampaignBot.Commands.Playing;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Tests.Support;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Tests.Dialogs.Walking;

/// <summary>One person who does anything at all for a while, and what must hold at each step.</summary>
internal sealed class RandomWalk
{
    private const int MostBytes = 64 * 1024;
    private const int MostText = 1_600;
    private const int MostButtons = 13;
    private const int MostOnOneAnother = 3;

    private static readonly string[] FromEverywhere = ["menu", "help", "I want to talk to a person", "menú", "quiero hablar con una persona"];

    private readonly Stage _stage;
    private readonly WalkWords _words;
    private readonly Random _random;
    private readonly CountingStore _store;
    private readonly IReadOnlySet<string> _conversations;
    private readonly LanguageDetector _languages;
    private readonly Actor[] _actors;
    private readonly StringBuilder _story = new();
    private Actor _actor;
    private int _deliveries;
    private string _step = "";

    public RandomWalk(Stage stage, WalkWords words, int seed)
    {
        (_stage, _words, _random) = (stage, words, new Random(seed));
        _store = (CountingStore)stage.Documents;
        var parts = stage.Services.GetRequiredService<RootDialogParts>();
        _conversations = parts.Conversations.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        _languages = parts.Languages;
        var channel = WalkWords.Pick(_random, Actor.AllChannels);
        var isInTeamChannel = channel == "msteams" && _random.Next(4) == 0;
        var language = WalkWords.Pick(_random, new[] { null, "en-US", "es-MX", "zh-CN" });
        _actors = [.. Enumerable.Range(0, 2).Select(n => new Actor(channel, $"walker-{seed}", $"walk-{seed}-{n}") { IsInTeamChannel = isInTeamChannel, DeviceLanguage = language })];
        _actor = _actors[0];
        stage.Clock.Ahead = TimeSpan.Zero;
        _story.Append(CultureInfo.InvariantCulture, $"On {channel}{(isInTeamChannel ? " (a team's channel)" : "")}, device {language ?? "unknown"}\n");
    }

    /// <summary>What was done and said.</summary>
    public string Story => _story.ToString();

    /// <summary>Goes so many steps.</summary>
    /// <exception cref="WalkException">Something does not hold.</exception>
    public async Task GoAsync(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            if (_random.Next(25) == 0)
                await WayOutAsync();
            else
                await StepAsync();
        }
        await WayOutAsync();
    }

    private async Task StepAsync()
    {
        switch (_random.Next(100))
        {
            case < 30 when _actor.Buttons.Count > 0:
                var button = WalkWords.Pick(_random, _actor.Buttons);
                await PlayAsync($"taps {button.Title}", button.Value is JsonObject fields ? _actor.Submits(Filled(fields)) : _actor.Says(Mentioned(button.Value as string ?? button.Title ?? "")), isButton: true);
                break;
            case < 38:
                await SayAsync(_random.Next(0, 12).ToString(CultureInfo.InvariantCulture));
                break;
            case < 46:
                await SayClearlyAsync();
                break;
            case < 48:
                await SayAsync(WalkWords.Pick(_random, new[] { "STOP", "stop texting me", "ALTO", "START", "HELP", "UNSTOP" }));
                break;
            case < 52:
                await PlayAsync("sends a file", _actor.SendsFile(WalkWords.Pick(_random, new[] { "image/png", "audio/mp4", "image/*", "application/octet-stream" })));
                break;
            case < 54:
                await PlayAsync("shares a location", _actor.SharesLocation(_random.NextDouble() * 200, _random.NextDouble() * 400));
                break;
            case < 56:
                await PlayAsync("reacts", _actor.Reacts(WalkWords.Pick(_random, new[] { "like", "heart", "sad", "👎", "" })));
                break;
            case < 60:
                var edited = _words.Next(_random);
                await PlayAsync($"edits to {edited}", _actor.Edits(edited));
                break;
            case < 63:
                await PlayAsync("submits", _actor.Submits(Garbage()));
                break;
            case < 65:
                var pause = TimeSpan.FromMinutes(_random.Next(3) switch { 0 => 10, 1 => 60 * 30, _ => 60 * 24 * 40 });
                _story.Append(CultureInfo.InvariantCulture, $"* waits {pause.TotalHours} hours\n");
                await HearUnaskedAsync(await _stage.WaitAsync(pause));
                break;
            case < 66:
                await PlayAsync("joins", _actor.Joins());
                break;
            case < 69:
                _actor = _actors[_random.Next(2)];
                _story.Append(CultureInfo.InvariantCulture, $"* goes to {_actor.Conversation}\n");
                break;
            default:
                await SayAsync(_words.Next(_random));
                break;
        }
        if (_random.Next(1_500) == 0)
        {
            _story.Append("* the program restarts\n");
            await _stage.RestartAsync();
        }
    }

    private Task<IReadOnlyList<Activity>> SayAsync(string text) => PlayAsync($"says {Short(text)}", _actor.Says(Mentioned(text)));

    private string Mentioned(string text) => _actor.IsInTeamChannel ? $"@bot {text}" : text;

    /// <summary>What is plainly in a language is answered in it.</summary>
    private async Task SayClearlyAsync()
    {
        var (language, text) = WalkWords.Pick(_random, _words.Clear);
        if (_languages.Detect(text) != language)
            return;
        var replies = await PlayAsync($"says {text}", _actor.Says(Mentioned(text)));
        foreach (var reply in replies.Where(r => r.Type == ActivityTypes.Message))
            Hold(reply.Locale == language, $"spoken to in {language}, it speaks {reply.Locale}: {Short(reply.Text)}");
    }

    /// <summary>From everywhere one comes in one message to the menu or a person, and after that a question is answered.</summary>
    private async Task WayOutAsync()
    {
        if (await IsStoppedAsync())
        {
            await SayAsync("START");
            Hold(!await IsStoppedAsync(), "START did not start");
        }
        var way = WalkWords.Pick(_random, FromEverywhere);
        var replies = await PlayAsync($"says {way}", _actor.Says(Mentioned(way)));
        var isPerson = way.Contains("person", StringComparison.Ordinal);
        Hold(
            replies.Any(r => isPerson ? r.Text?.Contains("555", StringComparison.Ordinal) == true : r.SuggestedActions?.Actions is { Count: > 0 } || r.Text?.Contains("555-0142", StringComparison.Ordinal) == true),
            $"'{way}' leads nowhere");
        var asked = await PlayAsync("says How much does Measure 4 cost me?", _actor.Says(Mentioned("How much does Measure 4 cost me?")));
        // A volunteer who is looking for what to say is told what to say to it.
        Hold(
            asked.Any(r => r.Text?.Contains("$20", StringComparison.Ordinal) == true || r.Text?.StartsWith("Worried about cost", StringComparison.Ordinal) == true),
            "a plain question is not answered");
    }

    private async Task<IReadOnlyList<Activity>> PlayAsync(string step, Activity activity, bool isButton = false)
    {
        _step = step;
        _story.Append("> ").Append(step).Append('\n');
        var (before, wasStopped, changes) = (await KeptAsync(), await IsStoppedAsync(), _store.Changes);
        _stage.Clock.Ahead += TimeSpan.FromSeconds(1);
        var delivery = $"walk-{_actor.Conversation}-{++_deliveries}";
        var replies = await _stage.PlayAsync(activity, delivery);
        foreach (var reply in replies)
            _story.Append(CultureInfo.InvariantCulture, $"  < {Short(reply.Text ?? reply.Type)}{(reply.SuggestedActions?.Actions is { Count: > 0 } actions ? $" [{string.Join(" | ", actions.Select(a => a.Title))}]" : "")}\n");
        CheckReplies(activity, replies, wasStopped, await IsStoppedAsync());
        var after = await KeptAsync();
        // Whose data was deleted begins anew.
        var isNew = replies is [{ Text: { } first }, ..] && _stage.Services.GetRequiredService<RootDialogParts>().Content.Profile is var profile && profile.Languages.Any(l => profile.Disclosure[l] == first);
        CheckState(isNew ? after : before, after, activity, hasStored: _store.Changes > changes, isButton);
        _actor.Hear(replies);
        if (_random.Next(30) == 0)
        {
            var done = _store.Kept();
            var again = await _stage.PlayAsync(activity, delivery);
            Hold(again.Select(r => r.Text).SequenceEqual(replies.Select(r => r.Text)), "delivered twice, it is answered otherwise");
            var twice = _store.Kept().Where(k => k.Value != done.GetValueOrDefault(k.Key)).Select(k => k.Key).ToList();
            Hold(twice.Count == 0, $"delivered twice, it is done twice: {string.Join(", ", twice)} written again");
        }
        await HearUnaskedAsync(await _stage.WorkAsync());
        return replies;
    }

    /// <summary>What the bot says unasked: a reminder, that data is deleted.</summary>
    private async Task HearUnaskedAsync(IReadOnlyList<Activity> said)
    {
        foreach (var activity in said)
            _story.Append(CultureInfo.InvariantCulture, $"  << {Short(activity.Text ?? activity.Type)}\n");
        Hold(said.Count == 0 || !await IsStoppedAsync(), "it speaks unasked after STOP");
        Hold(_stage.Troubles.IsEmpty, string.Join('\n', _stage.Troubles));
        foreach (var problem in said.SelectMany(PlatformLimits.Problems))
            Hold(false, problem);
    }

    private void CheckReplies(Activity activity, IReadOnlyList<Activity> replies, bool wasStopped, bool isStopped)
    {
        Hold(_stage.Troubles.IsEmpty, string.Join('\n', _stage.Troubles));
        var messages = replies.Where(r => r.Type == ActivityTypes.Message).ToList();
        var apology = _stage.Services.GetRequiredService<Apology>();
        Hold(messages.All(m => m.Text != apology(activity)), "it apologizes");
        Hold(messages.All(m => m.Text is { Length: > 0 } || m.Attachments is { Count: > 0 }), "it says nothing in so many words");
        Hold(messages.All(m => m.Text is null || m.Text.Length <= MostText), $"it says more than {MostText} characters at once");
        Hold(messages.All(m => m.SuggestedActions?.Actions is not { Count: > MostButtons }), $"it shows more than {MostButtons} buttons");
        foreach (var problem in messages.SelectMany(PlatformLimits.Problems))
            Hold(false, problem);
        Hold(messages.All(m => m.SuggestedActions?.Actions?.All(a => !string.IsNullOrWhiteSpace(a.Title)) != false), "a button has no title");
        Hold(messages.All(m => m.Text is null || !m.Text.Contains("{0", StringComparison.Ordinal) && !m.Text.Contains("{1", StringComparison.Ordinal)), "a blank is not filled in");
        if (wasStopped && isStopped)
            Hold(messages.Count == 0 || ConsentWords.Read(activity.RemoveRecipientMention(), isByText: _actor.Channel == "sms") == ConsentWish.Help, "it speaks after STOP");
        else if (activity.Type == ActivityTypes.Message)
            Hold(messages.Count > 0, "it says nothing");
    }

    private void CheckState(KeptForms before, KeptForms after, Activity activity, bool hasStored, bool isButton)
    {
        Hold(after.Bytes <= MostBytes, $"the state has grown to {after.Bytes} bytes");
        Hold(after.Depth <= MostOnOneAnother, $"{after.Depth} conversations lie on one another");
        var text = activity.RemoveRecipientMention() ?? "";
        // The number of a button that was just shown is that button.
        isButton |= int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= _actor.Buttons.Count;
        // What the person takes back is gone rightly.
        if (hasStored || isButton || activity.Type != ActivityTypes.Message || activity.Value is not null || FormWords.WishOf(text) is FormWish.Back or FormWish.StartOver
            || FormWords.CorrectionIn(text) is not null || FormWords.ChangeIn(text) is not null || FormWords.YesOrNo(text) is not null)
            return;
        // An address was looked up, and is nothing to keep unasked.
        foreach (var (form, answers) in before.Answered.Where(a => a.Key != Intents.WhereToVote))
        {
            var lost = answers.Except(after.Answered.GetValueOrDefault(form, [])).ToList();
            Hold(lost.Count == 0, $"{form} has lost {string.Join(", ", lost)}, and nothing was stored");
        }
    }

    private async Task<KeptForms> KeptAsync() => KeptForms.Of(
        await _stage.Documents.ReadAsync(new DocumentKey("conversation", ConversationKey.Of(_actor.Channel, _actor.Conversation), "record")), _conversations);

    private async Task<bool> IsStoppedAsync() =>
        await _stage.Services.GetRequiredService<ConsentLedger>().LatestAsync(_actor.Channel, _actor.Name) is { Act: ConsentAct.OptOut };

    private JsonObject Garbage() => _random.Next(4) switch
    {
        0 => [],
        1 => new JsonObject { ["action"] = "nothing", ["id"] = 7, ["deep"] = new JsonObject { ["er"] = new JsonArray(1, null, "x") } },
        2 => new JsonObject { ["form"] = WalkWords.Pick(_random, [.. _conversations, "none"]), ["result"] = new string('x', 5_000), ["name"] = null },
        _ => new JsonObject { [_words.Next(_random)] = _words.Next(_random) },
    };

    private JsonObject Filled(JsonObject fields)
    {
        var filled = (JsonObject)fields.DeepClone();
        for (var i = _random.Next(4); i > 0; i--)
            filled[WalkWords.Pick(_random, new[] { "result", "note", "name", "phone", "answer", "script", "shift" })] = _words.Next(_random);
        return filled;
    }

    private static string Short(string? text) => text is { Length: > 300 } ? text[..300] + "…" : text ?? "";

    private void Hold(bool condition, string otherwise)
    {
        if (!condition)
            throw new WalkException($"After \"{_step}\": {otherwise}\n\n{string.Join('\n', Story.Split('\n').TakeLast(80))}");
    }
}

/// <summary>Something that a walk came upon.</summary>
public sealed class WalkException(string message) : Exception(message);
