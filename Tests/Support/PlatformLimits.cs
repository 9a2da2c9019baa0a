using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CampaignBot.BotFramework;
using CampaignBot.Channels;
using CampaignBot.Channels.AzureBotService;
using CampaignBot.Channels.Facebook;
using CampaignBot.Channels.Sms;
using CampaignBot.Core.Consent;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.Support;

/// <summary>Renders an activity for every platform and holds it against the platform's documented limits, and against what a person must be able to read there.</summary>
internal static partial class PlatformLimits
{
    /// <summary>The budget of a text message where no setting says otherwise.</summary>
    private const int MaxSegments = 6;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private const string ReadOn = "Reply MORE to read on.";
    private static readonly SmsRenderer Sms = new(withoutAccents: false, maxSegments: MaxSegments);

    /// <summary>What is wrong with an activity on any platform, each with the platform's name.</summary>
    public static IEnumerable<string> Problems(Activity activity) =>
        activity.Type == ActivityTypes.Message ? [.. OnMessenger(activity), .. BySms(activity), .. InTeams(activity), .. OnTheWeb(activity)] : [];

    private static IEnumerable<string> OnMessenger(Activity activity)
    {
        var messages = MessengerRenderer.Render(activity);
        foreach (var message in messages)
        {
            if (GraphService.Problem(message) is { } problem)
                yield return $"Messenger: {problem}";
        }
        if (messages.SkipLast(1).Any(m => m["quick_replies"] is not null))
            yield return "Messenger: quick replies that are not under the last message are hidden";
        var shown = string.Join('\n', messages.Select(m => m["text"]?.ToString())) + string.Join('\n', messages.SelectMany(m => m["quick_replies"] as JsonArray ?? []).Select(r => (string?)r!["title"]));
        foreach (var choice in Choices(activity).Where(c => !shown.Contains(c, StringComparison.Ordinal)))
            yield return $"Messenger: '{choice}' can't be chosen";
    }

    private static IEnumerable<string> BySms(Activity given)
    {
        var (activity, rest) = Sms.Cut(given, ReadOn) is var (first, left) ? (new Activity(given.Type) { Text = first, TextFormat = TextFormatTypes.Plain }, left) : (given, "");
        if (rest.Length > 0 && !Words(string.Join(' ', Sms.Render(given).Texts) + $" {ReadOn}").SequenceEqual(Words($"{activity.Text} {rest}")))
            yield return $"SMS: what is said at first and what is left are not the whole: {activity.Text} {rest}";
        var message = Sms.Render(activity);
        for (var i = 0; i < message.Texts.Count; i++)
        {
            if (TwilioService.Problem(message.Texts[i], i == message.Texts.Count - 1 ? message.Media.Count : 0) is { } code)
                yield return $"SMS: error {code}";
        }
        var text = string.Join('\n', message.Texts);
        if (message.Texts.FirstOrDefault(t => SmsText.Segments(t) > MaxSegments) is { } costly)
            yield return $"SMS: {SmsText.Segments(costly)} segments";
        if (LinkAmongWords().Match(text) is { Success: true } among)
            yield return $"SMS: '{among.Value}' is not on a line of its own";
        if (Quoted().Matches(text).Select(m => m.Groups["said"].Value).FirstOrDefault(q => ConsentWords.Read(q.Split(' ')[0]) == ConsentWish.Stop) is { } offered)
            yield return $"SMS: '{offered}' is offered, and would unsubscribe who sends its first word";
        if (text.Contains("**", StringComparison.Ordinal) || text.Contains("](", StringComparison.Ordinal))
            yield return "SMS: marks are left in the text";
        foreach (var choice in Choices(given))
        {
            if (!text.Contains($". {SmsText.Simplify(choice, withoutAccents: false)}", StringComparison.Ordinal) && !text.Contains($". {SmsText.Simplify(choice, withoutAccents: true)}", StringComparison.Ordinal))
                yield return $"SMS: '{choice}' can't be chosen";
            if (!Capabilities.Sms.OffersStopWords && ConsentWords.Read(choice) == ConsentWish.Stop)
                yield return $"SMS: '{choice}' would unsubscribe who sends it";
        }
    }

    private static IEnumerable<string> InTeams(Activity given)
    {
        // The one given belongs to the conversation under test.
        var activity = JsonSerializer.SerializeToNode(given, BotJson.Options).Deserialize<Activity>(BotJson.Options)!;
        activity.ChannelId = "msteams";
        foreach (var isGroup in (bool[])[false, true])
        {
            activity.Conversation = new ConversationAccount { Id = "c", IsGroup = isGroup };
            var messages = TeamsRenderer.Render(activity).Select(m => JsonSerializer.SerializeToNode(m, BotJson.Options)!.AsObject()).ToList();
            foreach (var message in messages)
            {
                if (TeamsConnector.Problem(message) is { } problem)
                    yield return $"Teams: {problem}";
                if (Encoding.Unicode.GetByteCount(message.ToJsonString()) > TeamsRenderer.MaxBytes)
                    yield return "Teams: the message is too large";
            }
            var shown = string.Concat(messages.Select(m => JsonSerializer.Serialize(m, Readable)));
            foreach (var choice in Choices(activity).Where(c => !shown.Contains(JsonSerializer.Serialize(c, Readable), StringComparison.Ordinal)))
                yield return $"Teams: '{choice}' can't be chosen";
        }
    }

    private static IEnumerable<string> OnTheWeb(Activity activity)
    {
        if (activity.Text?.Length > Capabilities.Web.MaxText)
            yield return "Web: the text is too long";
        if (activity.SuggestedActions?.Actions?.Count > Capabilities.Web.MaxChoices)
            yield return "Web: too many buttons";
        if (activity.SuggestedActions?.Actions?.Any(a => a.Title?.Length > Capabilities.Web.MaxChoiceTitle || (a.Value as string)?.Length > Capabilities.Web.MaxChoiceValue) == true)
            yield return "Web: a button is too long";
    }

    private static IEnumerable<string> Words(string text) =>
        SmsText.Simplify(text, withoutAccents: true).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Choices(Activity activity) =>
        (activity.SuggestedActions?.Actions ?? []).Where(a => a.Type != ActionTypes.OpenUrl && !string.IsNullOrWhiteSpace(a.Title)).Select(a => a.Title!);

    [GeneratedRegex(@"[^\n]https?://\S*|https?://\S+[ \t]\S", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex LinkAmongWords();

    [GeneratedRegex("[\"«](?<said>[^\"»\\n]{1,60})[\"»]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Quoted();
}
