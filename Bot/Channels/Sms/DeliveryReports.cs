using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Serialization;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;

namespace CampaignBot.Channels.Sms;

/// <summary>What became of a message.</summary>
/// <param name="Status">Twilio's: queued, sending, sent, delivered, undelivered, failed, read.</param>
/// <param name="Error">Twilio's error code, or null.</param>
internal sealed record DeliveryReport(string Status, string? Error, DateTimeOffset At);

/// <summary>
/// What became of the messages sent: of each the furthest status, as reports come in any order and more than once. A number that
/// unsubscribed at Twilio is taken as opted out here.
/// </summary>
internal sealed class DeliveryReports(IDocumentStore documents, ConsentLedger consent, TimeProvider time)
{
    /// <summary>One document a message: partition and id its SID.</summary>
    public static DocumentKind Kind { get; } = new("sms-report", "status");

    private const string Unsubscribed = "21610";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);
    private static readonly Meter Meter = new("CampaignBot.Sms");
    private static readonly Counter<long> Reports = Meter.CreateCounter<long>("campaignbot.sms.reports", description: "Delivery reports by status and error");
    private static readonly string[] Order = ["accepted", "scheduled", "queued", "sending", "sent", "delivered", "undelivered", "failed", "canceled", "read"];

    /// <summary>Takes a report; one that says less than is known changes nothing.</summary>
    /// <returns>Why it changed nothing; null where it did.</returns>
    public async Task<string?> TakeAsync(string sid, string status, string? to, string? error, CancellationToken cancellationToken)
    {
        var rank = Array.IndexOf(Order, status);
        if (rank < 0 || !DocumentKey.IsValidPart(sid))
            return "unknown event";
        if (error == Unsubscribed && to is { Length: > 0 })
            await OptOutAsync(to, sid, cancellationToken);
        var key = new DocumentKey(Kind.Name, sid, sid);
        while (true)
        {
            var known = await documents.ReadAsync(key, cancellationToken);
            if (known is not null && Array.IndexOf(Order, JsonSerializer.Deserialize(known.Body.Span, DeliveryReportJson.Default.DeliveryReport)!.Status) >= rank)
                return "known already";
            var body = JsonSerializer.SerializeToUtf8Bytes(new DeliveryReport(status, error, time.GetUtcNow()), DeliveryReportJson.Default.DeliveryReport);
            try
            {
                await documents.WriteAsync(
                    new DocumentWrite(key, body, known is null ? WriteCondition.Create : WriteCondition.Match(known.ETag), time.GetUtcNow() + Kept), cancellationToken);
                Reports.Add(1, new KeyValuePair<string, object?>("status", status), new KeyValuePair<string, object?>("error", error));
                return null;
            }
            catch (DocumentConflictException)
            {
                // Another report of the same message came in between.
            }
        }
    }

    /// <summary>Notes that a number has unsubscribed where only Twilio has heard it.</summary>
    /// <param name="actId">Names what told us, so that hearing it again adds nothing.</param>
    public Task OptOutAsync(string number, string actId, CancellationToken cancellationToken) => consent.AddAsync(
        TwilioMessage.ChannelId, number, actId, new ConsentRecord(ConsentAct.OptOut, time.GetUtcNow(), null, "carrier", null, null), cancellationToken);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeliveryReport))]
internal sealed partial class DeliveryReportJson : JsonSerializerContext;
