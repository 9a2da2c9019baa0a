using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels.Facebook;

/// <summary>
/// Sends replies by Messenger's Send API. What answers a message is a response; anything else an update, which Messenger takes within
/// 24 hours of the person's last message and no later.
/// </summary>
internal sealed class MessengerSender(GraphApi graph, ILogger<MessengerSender> log) : IChannelSender
{
    private const int TokenInvalid = 190;
    private const int OutsideWindow = 2018278;

    // Too many calls, of the app, the page or the person (Graph API, "Rate limits"), and errors that pass.
    private static readonly HashSet<int> Passing = [1, 2, 4, 17, 32, 341, 613, 1200];

    // How many parts of a reply are with Messenger already, when a later one must be tried again.
    private readonly ConcurrentDictionary<string, int> _sent = new(StringComparer.Ordinal);

    public async Task<SendOutcome> SendAsync(ConversationReference conversation, Activity activity, CancellationToken cancellationToken)
    {
        if (activity.Recipient?.Id is not { Length: > 0 } to)
            return new SendOutcome.Delivered();
        if (activity.Type == ActivityTypes.Typing)
            return await PostAsync(new JsonObject { ["recipient"] = new JsonObject { ["id"] = to }, ["sender_action"] = "typing_on" }, cancellationToken);
        if (activity.Type != ActivityTypes.Message)
            return new SendOutcome.Delivered();
        var (messages, id) = (MessengerRenderer.Render(activity), activity.Id ?? "");
        SendOutcome outcome = new SendOutcome.Delivered();
        for (var i = _sent.GetValueOrDefault(id); i < messages.Count; i++)
        {
            var body = new JsonObject
            {
                ["recipient"] = new JsonObject { ["id"] = to },
                ["messaging_type"] = string.IsNullOrEmpty(activity.ReplyToId) ? "UPDATE" : "RESPONSE",
                ["message"] = messages[i],
            };
            outcome = await PostAsync(body, cancellationToken);
            if (outcome is SendOutcome.RetryLater)
            {
                if (i > 0)
                    _sent[id] = i;
                return outcome;
            }
            if (outcome is SendOutcome.Refused)
                break;
        }
        _sent.TryRemove(id, out _);
        return outcome;
    }

    private async Task<SendOutcome> PostAsync(JsonObject body, CancellationToken cancellationToken)
    {
        GraphAnswer answer;
        try
        {
            answer = await graph.PostAsync("me/messages", body, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new SendOutcome.RetryLater();
        }
        if (answer is { Status: HttpStatusCode.OK, Error: null })
            return new SendOutcome.Delivered(answer.Body["message_id"]?.ToString());
        var (code, subcode) = answer.Error ?? (0, 0);
        if (code == TokenInvalid)
            log.LogError("Meta refused the page's token: make a new one and set Facebook:PageAccessToken");
        if (code == TokenInvalid || Passing.Contains(code) || answer.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)answer.Status >= 500)
            return new SendOutcome.RetryLater(answer.RetryAfter);
        return new SendOutcome.Refused(subcode == OutsideWindow
            ? "The person's last message to the page is more than 24 hours ago."
            : string.Create(CultureInfo.InvariantCulture, $"Meta answered {(int)answer.Status}, error {code}, subcode {subcode}."));
    }
}
