using System.Net.Mime;
using CampaignBot.Turns;
using Microsoft.AspNetCore.Http.Features;

namespace CampaignBot.Channels.Sms;

/// <summary>
/// Takes Twilio's webhooks: messages and what became of those sent. It answers 200 with empty TwiML once a message is durable (any text
/// would be sent to the person); 400 and 413 for what is no form of Twilio's; 403 without a right signature; 503, to come again, when
/// too much waits.
/// </summary>
internal sealed class SmsEndpoint(SmsOptions options, Inbox inbox, DeliveryReports reports, ChannelMetrics metrics, TimeProvider time, ILogger<SmsEndpoint> log)
{
    private const int MaxBytes = 64 * 1024;
    private const string EmptyResponse = """<?xml version="1.0" encoding="UTF-8"?><Response/>""";
    private static readonly FormOptions Bounds = new() { BufferBody = false, ValueCountLimit = 256, KeyLengthLimit = 256, ValueLengthLimit = MaxBytes };

    /// <summary>A message from a person.</summary>
    public async Task MessageAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } form)
            return;
        if (TwilioMessage.Read(name => First(form, name), time.GetUtcNow()) is not { } activity)
        {
            Refuse(context, StatusCodes.Status400BadRequest, "malformed");
            return;
        }
        var acceptance = await inbox.AcceptAsync(activity, activity.Id!, context.RequestAborted);
        metrics.Took(TwilioMessage.ChannelId, acceptance);
        switch (acceptance)
        {
            case Acceptance.TryLater:
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            case Acceptance.TooLarge:
                context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                return;
        }
        context.Response.ContentType = MediaTypeNames.Text.Xml;
        await context.Response.WriteAsync(EmptyResponse, context.RequestAborted);
    }

    /// <summary>What became of a message that was sent; they come in any order.</summary>
    public async Task StatusAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } form)
            return;
        if (First(form, "MessageSid") is not { Length: > 0 and <= 64 } sid || First(form, "MessageStatus") is not { Length: > 0 } status)
        {
            Refuse(context, StatusCodes.Status400BadRequest, "malformed");
            return;
        }
        if (await reports.TakeAsync(sid, status, First(form, "To"), First(form, "ErrorCode"), context.RequestAborted) is { } known)
            metrics.Ignored(TwilioMessage.ChannelId, known);
        else
            metrics.Handled(TwilioMessage.ChannelId);
    }

    /// <summary>The form of a request that is Twilio's; else null, and the response says why.</summary>
    private async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.HasFormContentType)
            return Refuse(context, StatusCodes.Status400BadRequest, "malformed");
        if (request.ContentLength > MaxBytes)
            return Refuse(context, StatusCodes.Status413PayloadTooLarge, "too large");
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxBytes;
        IFormCollection form;
        try
        {
            form = await new FormFeature(request, Bounds).ReadFormAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is BadHttpRequestException or InvalidDataException or IOException)
        {
            return e is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
                ? Refuse(context, StatusCodes.Status413PayloadTooLarge, "too large")
                : Refuse(context, StatusCodes.Status400BadRequest, "malformed");
        }
        // What a caller says of host and scheme counts for nothing: the address is the one configured.
        var url = new Uri(options.PublicUrl, request.Path.Value!.TrimStart('/')).AbsoluteUri + request.QueryString;
        var fields = form.SelectMany(f => f.Value, (f, value) => KeyValuePair.Create(f.Key, value ?? ""));
        if (TwilioSignature.IsValid(options.AuthToken, url, fields, request.Headers["X-Twilio-Signature"]))
            return form;
        log.LogWarning("A call to {Path} was refused: its X-Twilio-Signature is not that of the account for {Url}. Check Sms:AuthToken and PublicUrl", request.Path, options.PublicUrl);
        return Refuse(context, StatusCodes.Status403Forbidden, "signature");
    }

    private IFormCollection? Refuse(HttpContext context, int status, string reason)
    {
        metrics.Refused(TwilioMessage.ChannelId, reason);
        context.Response.StatusCode = status;
        return null;
    }

    private static string? First(IFormCollection form, string name) => form.TryGetValue(name, out var values) ? values[0] : null;
}
