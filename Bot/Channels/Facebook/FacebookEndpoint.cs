using System.Security.Cryptography;
using System.Text;
using CampaignBot.Turns;
using Microsoft.AspNetCore.Http.Features;

namespace CampaignBot.Channels.Facebook;

/// <summary>
/// Takes Messenger's webhooks. It answers 200 once all that people said in a body is durable, so that Meta sends nothing again; 403
/// without a right signature; 400 and 413 for what is no body of Meta's; 503, to come again, when too much waits.
/// </summary>
internal sealed class FacebookEndpoint(FacebookOptions options, Inbox inbox, TimeProvider time, ILogger<FacebookEndpoint> log)
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
            return StatusCodes.Status413PayloadTooLarge;
        if (!HubSignature.IsValid(options.AppSecret, body.Span, context.Request.Headers["X-Hub-Signature-256"]))
        {
            log.LogWarning("A call to {Path} was refused: its X-Hub-Signature-256 is not that of the app. Check Facebook:AppSecret", FacebookChannel.Path);
            return StatusCodes.Status403Forbidden;
        }
        if (_events.Read(body) is not { } events)
            return StatusCodes.Status400BadRequest;
        var refused = false;
        foreach (var (activity, id) in events)
        {
            // Meta sends the whole body again, and what was taken is known then.
            refused |= await inbox.AcceptAsync(activity, id, cancellationToken) is Acceptance.TryLater;
        }
        return refused ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
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
