using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels.Facebook;

/// <summary>
/// Sends replies by Messenger's Send API. What answers a message is a response; anything else an update. Neither bears a tag, so both go
/// only within <see cref="MessengerWindow"/>.
/// </summary>
internal sealed class MessengerSender(GraphApi graph, MessengerWindow window, TimeProvider time, ILogger<MessengerSender> log) : IChannelSender
{
    private const int TokenInvalid = 190;
    private const int OutsideWindow = 2018278;

    // Too many calls, of the app, the page or the person (Graph API, "Rate limits"), and errors that pass.
    private static readonly HashSet<int> Passing = [1, 2, 4, 17, 32, 341, 613, 1200];

    private static readonly SendOutcome.Refused TooLate = new("The person's last message to the page is more than 24 hours ago.");

    private readonly PartByPart _parts = new(time);

    public async Task<SendOutcome> SendAsync(ConversationReference conversation, Activity activity, CancellationToken cancellationToken)
    {
        if (activity.Recipient?.Id is not { Length: > 0 } to)
            return new SendOutcome.Delivered();
        if (activity.Type is not (ActivityTypes.Typing or ActivityTypes.Message))
            return new SendOutcome.Delivered();
        if (await window.IsClosedAsync(to, cancellationToken))
            return TooLate;
        if (activity.Type == ActivityTypes.Typing)
            return (await PostAsync(new JsonObject { ["recipient"] = new JsonObject { ["id"] = to }, ["sender_action"] = "typing_on" }, cancellationToken)).Outcome;
        var messages = MessengerRenderer.Render(activity);
        return await _parts.SendAsync(
            activity.Id ?? "",
            messages.Count,
            (i, token) => PostAsync(
                new JsonObject
                {
                    ["recipient"] = new JsonObject { ["id"] = to },
                    ["messaging_type"] = string.IsNullOrEmpty(activity.ReplyToId) ? "UPDATE" : "RESPONSE",
                    ["message"] = messages[i].DeepClone(),
                },
                token),
            (i, since, token) => graph.FindMessageAsync(to, (string?)messages[i]["text"], since, token),
            cancellationToken);
    }

    private async Task<PartOutcome> PostAsync(JsonObject body, CancellationToken cancellationToken)
    {
        var answer = await graph.PostAsync("me/messages", body, cancellationToken);
        if (answer is { Status: HttpStatusCode.OK, Error: null })
            return new(new SendOutcome.Delivered(answer.Body["message_id"]?.ToString()));
        var (code, subcode) = answer.Error ?? (0, 0);
        if (code == TokenInvalid)
            log.LogError("Meta refused the page's token: make a new one and set Facebook:PageAccessToken");
        if (code == TokenInvalid || Passing.Contains(code) || answer.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)answer.Status >= 500)
            return new(new SendOutcome.RetryLater(answer.RetryAfter), IsInDoubt: (int)answer.Status >= 500);
        return new(subcode == OutsideWindow
            ? TooLate
            : new SendOutcome.Refused(string.Create(CultureInfo.InvariantCulture, $"Meta answered {(int)answer.Status}, error {code}, subcode {subcode}.")));
    }
}
