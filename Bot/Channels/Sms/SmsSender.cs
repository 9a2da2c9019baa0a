using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels.Sms;

/// <summary>Sends replies as text messages through Twilio's Messages API.</summary>
internal sealed class SmsSender(SmsOptions options, SmsRenderer renderer, DeliveryReports reports, IHttpClientFactory clients, TimeProvider time, ILogger<SmsSender> log) : IChannelSender
{
    /// <summary>The name of the HTTP client.</summary>
    public const string Client = "twilio";

    private const int UnsubscribedRecipient = 21610;
    private const int LongestAnswer = 64 * 1024;

    // How many parts of a long message are with Twilio already, when a later one must be tried again.
    private readonly ConcurrentDictionary<string, int> _sent = new(StringComparer.Ordinal);

    public async Task<SendOutcome> SendAsync(ConversationReference conversation, Activity activity, CancellationToken cancellationToken)
    {
        if (activity.Type != ActivityTypes.Message || activity.Recipient?.Id is not { Length: > 0 } to)
            return new SendOutcome.Delivered();
        var (message, id) = (renderer.Render(activity), activity.Id ?? "");
        SendOutcome outcome = new SendOutcome.Delivered();
        for (var i = _sent.GetValueOrDefault(id); i < message.Texts.Count; i++)
        {
            outcome = await SendAsync(to, message.Texts[i], i == message.Texts.Count - 1 ? message.Media : [], cancellationToken);
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

    private async Task<SendOutcome> SendAsync(string to, string text, IReadOnlyList<Uri> media, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> fields =
        [
            new("To", to),
            options.MessagingServiceSid is { } service ? new("MessagingServiceSid", service) : new("From", options.From!),
            new("Body", text),
            new("StatusCallback", new Uri(options.PublicUrl, SmsChannel.StatusPath.TrimStart('/')).AbsoluteUri),
            .. media.Select(m => new KeyValuePair<string, string>("MediaUrl", m.AbsoluteUri)),
        ];
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Api, $"2010-04-01/Accounts/{options.AccountSid}/Messages.json"))
        {
            Content = new FormUrlEncodedContent(fields),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.AccountSid}:{options.AuthToken}")));
        try
        {
            using var client = clients.CreateClient(Client);
            client.MaxResponseContentBufferSize = LongestAnswer;
            using var response = await client.SendAsync(request, cancellationToken);
            var (sid, code) = Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            return response.IsSuccessStatusCode ? new SendOutcome.Delivered(sid) : await JudgeAsync(response, code, to, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new SendOutcome.RetryLater();
        }
    }

    private async Task<SendOutcome> JudgeAsync(HttpResponseMessage response, int? code, string to, CancellationToken cancellationToken)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                log.LogError("Twilio refused the account's credentials ({Status}): check Sms:AccountSid and Sms:AuthToken", (int)response.StatusCode);
                return new SendOutcome.RetryLater();
            case HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError:
                return new SendOutcome.RetryLater(response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - time.GetUtcNow());
        }
        if (code == UnsubscribedRecipient)
            await reports.OptOutAsync(to, string.Create(CultureInfo.InvariantCulture, $"21610-{time.GetUtcNow():yyyyMMdd}"), cancellationToken);
        return new SendOutcome.Refused(string.Create(CultureInfo.InvariantCulture, $"Twilio answered {(int)response.StatusCode}, error {code?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}."));
    }

    private static (string? Sid, int? Code) Parse(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind != JsonValueKind.Object ? (null, null) : (
                json.RootElement.TryGetProperty("sid", out var sid) && sid.ValueKind == JsonValueKind.String ? sid.GetString() : null,
                json.RootElement.TryGetProperty("code", out var code) && code.TryGetInt32(out var number) ? number : null);
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }
}
