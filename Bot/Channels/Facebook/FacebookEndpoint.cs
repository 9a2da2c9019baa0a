using System.Security.Cryptography;
using System.Text;
using CampaignBot.Turns;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels.Facebook;

/// <summary>
/// Takes Messenger's webhooks. It answers 200 once all that people said in a body is durable, so that Meta sends nothing again; 403
/// without a right signature; 400 and 413 for what is no body of Meta's; 503, to come again, when too much waits.
/// </summary>
internal sealed class FacebookEndpoint(FacebookOptions options, Inbox inbox, MessengerWindow window, ChannelMetrics metrics, TimeProvider time, ILogger<FacebookEndpoint> log)
{
    private const int MaxBytes = 1024 * 1024;
    private readonly MessengerEvents _events = new(options.PageId, time);

    /// <summary>Shows Meta, when the webhook is set up, that it is ours.</summary>
    public async Task VerifyAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var isOurs = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(query["hub.verify_token"].ToString()), Encoding.UTF8.GetBytes(options.VerifyToken));
        if (!isOurs || query["hub.mode"] != "subscribe")
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(query["hub.challenge"].ToString(), context.RequestAborted);
    }

    /// <summary>Takes what people said.</summary>
    public async Task ReceiveAsync(HttpContext context) =>
        context.Response.StatusCode = await ReceiveAsync(context, context.RequestAborted);

    private async Task<int> ReceiveAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (await ReadAsync(context.Request, cancellationToken) is not { } body)
            return Refuse(StatusCodes.Status413PayloadTooLarge, "too large");
        if (!HubSignature.IsValid(options.AppSecret, body.Span, context.Request.Headers["X-Hub-Signature-256"]))
        {
            log.LogWarning("A call to {Path} was refused: its X-Hub-Signature-256 is not that of the app. Check Facebook:AppSecret", FacebookChannel.Path);
            return Refuse(StatusCodes.Status403Forbidden, "signature");
        }
        if (_events.Read(body) is not { } events)
            return Refuse(StatusCodes.Status400BadRequest, "malformed");
        var refused = false;
        foreach (var one in events)
        {
            if (one is MessengerEvent.Happened happened)
                refused |= await TakeAsync(happened, cancellationToken) is Acceptance.TryLater;
            else if (one is MessengerEvent.Ignored ignored)
                metrics.Ignored(MessengerEvents.ChannelId, ignored.Reason);
        }
        // Meta sends the whole body again, and what was taken is known then.
        return refused ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
    }

    private async Task<Acceptance> TakeAsync(MessengerEvent.Happened happened, CancellationToken cancellationToken)
    {
        // What is corrected was said before.
        if (happened.Activity.Type != ActivityTypes.MessageUpdate)
            await window.OpenAsync(happened.Activity.From!.Id!, happened.Activity.Timestamp!.Value, cancellationToken);
        var acceptance = await inbox.AcceptAsync(happened.Activity, happened.DedupeId, cancellationToken);
        metrics.Took(MessengerEvents.ChannelId, acceptance);
        return acceptance;
    }

    private int Refuse(int status, string reason)
    {
        metrics.Refused(MessengerEvents.ChannelId, reason);
        return status;
    }

    /// <summary>The body's very bytes; null where there are too many.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
            return null;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxBytes;
        try
        {
            using var body = new MemoryStream((int)(request.ContentLength ?? 0));
            await request.Body.CopyToAsync(body, cancellationToken);
            return body.GetBuffer().AsMemory(0, (int)body.Length);
        }
        catch (BadHttpRequestException)
        {
            return null;
        }
    }
}
