using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.BotFramework;
using CampaignBot.Channels;
using CampaignBot.Channels.AzureBotService;
using CampaignBot.Channels.Facebook;
using CampaignBot.Channels.Sms;
using CampaignBot.Core.Consent;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.Support;

/// <summary>Renders an activity for every platform and holds it against the platform's documented limits, and against what a person must be able to read there.</summary>
internal static class PlatformLimits
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly SmsRenderer Sms = new(withoutAccents: false);

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

    private static IEnumerable<string> BySms(Activity activity)
    {
        var message = Sms.Render(activity);
        for (var i = 0; i < message.Texts.Count; i++)
        {
            if (TwilioService.Problem(message.Texts[i], i == message.Texts.Count - 1 ? message.Media.Count : 0) is { } code)
                yield return $"SMS: error {code}";
        }
        var text = string.Join('\n', message.Texts);
        if (text.Contains("**", StringComparison.Ordinal) || text.Contains("](", StringComparison.Ordinal))
            yield return "SMS: marks are left in the text";
        foreach (var choice in Choices(activity))
        {
            if (!text.Contains($". {SmsText.Simplify(choice, withoutAccents: false)}", StringComparison.Ordinal))
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

    private static IEnumerable<string> Choices(Activity activity) =>
        (activity.SuggestedActions?.Actions ?? []).Where(a => a.Type != ActionTypes.OpenUrl && !string.IsNullOrWhiteSpace(a.Title)).Select(a => a.Title!);
}
