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
    private const int LongestAnswer = 256 * 1024;

    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromSeconds(2);

    private readonly PartByPart _parts = new(time);

    public async Task<SendOutcome> SendAsync(ConversationReference conversation, Activity activity, CancellationToken cancellationToken)
    {
        if (activity.Type != ActivityTypes.Message || activity.Recipient?.Id is not { Length: > 0 } to)
            return new SendOutcome.Delivered();
        var message = renderer.Render(activity);
        return await _parts.SendAsync(
            activity.Id ?? "",
            message.Texts.Count,
            (i, token) => SendAsync(to, message.Texts[i], i == message.Texts.Count - 1 ? message.Media : [], token),
            (i, since, token) => FindAsync(to, message.Texts[i], since, token),
            cancellationToken);
    }

    /// <summary>What the account is shown to be by.</summary>
    public static AuthenticationHeaderValue Credentials(SmsOptions options) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.AccountSid}:{options.AuthToken}")));

    private async Task<PartOutcome> SendAsync(string to, string text, IReadOnlyList<Uri> media, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> fields =
        [
            new("To", to),
            options.MessagingServiceSid is { } service ? new("MessagingServiceSid", service) : new("From", options.From!),
            new("Body", text),
            new("StatusCallback", new Uri(options.PublicUrl, SmsChannel.StatusPath.TrimStart('/')).AbsoluteUri),
            .. media.Select(m => new KeyValuePair<string, string>("MediaUrl", m.AbsoluteUri)),
        ];
        using var request = Request(HttpMethod.Post, "");
        request.Content = new FormUrlEncodedContent(fields);
        var (response, body) = await AskAsync(request, cancellationToken);
        using (response)
        {
            var (sid, code) = Parse(body);
            return response.IsSuccessStatusCode
                ? new(new SendOutcome.Delivered(sid))
                : new(await JudgeAsync(response, code, to, cancellationToken), IsInDoubt: response.StatusCode >= HttpStatusCode.InternalServerError);
        }
    }

    /// <summary>Looks for a message among the last to a number: its SID, or null.</summary>
    /// <exception cref="HttpRequestException">It can't be looked up now.</exception>
    private async Task<string?> FindAsync(string to, string text, DateTimeOffset since, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, $"?To={Uri.EscapeDataString(to)}&PageSize=20");
        var (response, body) = await AskAsync(request, cancellationToken);
        using (response)
        {
            if (!response.IsSuccessStatusCode)
                throw new HttpRequestException($"Twilio answered {(int)response.StatusCode} when it was asked for the last messages.", null, response.StatusCode);
        }
        try
        {
            using var json = JsonDocument.Parse(body);
            var found = json.RootElement.GetProperty("messages").EnumerateArray().FirstOrDefault(m =>
                m.GetProperty("direction").GetString() != "inbound"
                && m.GetProperty("body").GetString() == text
                // Told in whole seconds (RFC 2822), by another's clock.
                && DateTimeOffset.TryParse(m.GetProperty("date_created").GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                && at >= since - ClocksDiffer);
            return found.ValueKind == JsonValueKind.Undefined ? null : found.GetProperty("sid").GetString();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new HttpRequestException("Twilio's list of messages can't be read.", e);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string query)
    {
        var request = new HttpRequestMessage(method, new Uri(options.Api, $"2010-04-01/Accounts/{options.AccountSid}/Messages.json{query}"));
        request.Headers.Authorization = Credentials(options);
        return request;
    }

    private async Task<(HttpResponseMessage Response, string Body)> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(Client);
        client.MaxResponseContentBufferSize = LongestAnswer;
        var response = await client.SendAsync(request, cancellationToken);
        return (response, await response.Content.ReadAsStringAsync(cancellationToken));
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
