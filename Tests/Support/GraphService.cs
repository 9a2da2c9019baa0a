using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CampaignBot.Tests.Support;

/// <summary>
/// A stand-in for Meta's Graph API on a real port, after its documentation: it checks the token, the proof of the app's secret and every
/// limit of the Send API (answering error 100 with what is wrong), keeps the 24-hour window, and can be told to fail.
/// </summary>
public sealed class GraphService : IAsyncDisposable
{
    public const string Page = "1032";
    public const string Token = "the-page-token";
    public const string Secret = "the-app-secret";

    private readonly WebApplication _app;
    private int _count;
    private int _hangs;

    private GraphService(WebApplication app)
    {
        _app = app;
        app.MapPost("/v25.0/me/messages", MessageAsync);
        app.MapPost("/v25.0/me/messenger_profile", ProfileAsync);
        app.MapGet("/v25.0/me/conversations", ConversationsAsync);
        app.MapFiles("/files", Asked, () => "http://localhost/elsewhere");
    }

    public string Address => $"{_app.Urls.First()}/v25.0/";

    /// <summary>The bodies that were taken, in order.</summary>
    public ConcurrentQueue<JsonObject> Taken { get; } = new();

    /// <summary>The signs that were shown, with whom they were shown to, in order.</summary>
    public ConcurrentQueue<(string To, string Action)> Signs { get; } = new();

    /// <summary>The files that were asked for, with what each request was authorized by.</summary>
    public ConcurrentQueue<(string Path, string? Authorization)> Asked { get; } = new();

    /// <summary>Where a file of somebody's message lies.</summary>
    public string FileAt(string name) => $"{_app.Urls.First()}/files/{name}";

    /// <summary>The profile that was set.</summary>
    public JsonObject? Profile { get; private set; }

    /// <summary>What the next requests are met with, one each: an HTTP status and an error code; or one of the constants here.</summary>
    public ConcurrentQueue<(int Status, int Code)> Next { get; } = new();

    /// <summary>Takes the message, and drops the connection before it answers.</summary>
    public const int TakeAndDrop = 0;

    /// <summary>Takes the message, and answers only long after anybody has waited for it.</summary>
    public const int TakeAndHang = -2;

    /// <summary>How many messages were taken that hang.</summary>
    public int Hangs => Volatile.Read(ref _hangs);

    /// <summary>What messages are dated by: the bot's, as the platform knows the time, too.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Takes the message, and answers 500.</summary>
    public const int TakeAndFail = -3;

    // What was taken, with its id and time, as the Conversations API shows it.
    private readonly ConcurrentQueue<(string Id, string To, string? Text, DateTimeOffset At)> _shown = new();

    /// <summary>People whose last message is more than 24 hours ago.</summary>
    public ConcurrentDictionary<string, bool> Silent { get; } = new();

    public static async Task<GraphService> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new GraphService(builder.Build());
        await service._app.StartAsync(CancellationToken.None);
        return service;
    }

    /// <summary>What is wrong with a message, by the documented limits; null for nothing.</summary>
    public static string? Problem(JsonObject? message)
    {
        if (message is null)
            return "no message";
        var (text, attachment) = ((string?)message["text"], message["attachment"] as JsonObject);
        if ((text is null) == (attachment is null))
            return "either text or attachment";
        if (text is { Length: 0 or > 2_000 })
            return "text length";
        if (message["quick_replies"] is JsonArray replies && (replies.Count is 0 or > 13 || replies.Any(r =>
            (string?)r!["content_type"] != "text" || (string?)r["title"] is not { Length: > 0 and <= 20 } || (string?)r["payload"] is not { Length: > 0 and <= 1_000 })))
            return "quick replies";
        var payload = attachment?["payload"];
        return (string?)payload?["template_type"] switch
        {
            "button" when (string?)payload["text"] is not { Length: > 0 and <= 640 } || !Are(payload["buttons"], 3) => "button template",
            "generic" when payload["elements"] is not JsonArray { Count: > 0 and <= 10 } elements || elements.Any(e =>
                (string?)e!["title"] is not { Length: > 0 and <= 80 } || (string?)e["subtitle"] is { Length: > 80 }
                || (e["buttons"] is { } buttons && !Are(buttons, 3)) || (e["subtitle"] is null && e["image_url"] is null && e["buttons"] is null)) => "generic template",
            null when attachment is not null && (string?)attachment["type"] is not ("image" or "video" or "audio" or "file") => "attachment",
            _ => null,
        };

        static bool Are(JsonNode? buttons, int most) => buttons is JsonArray { Count: > 0 } list && list.Count <= most
            && list.All(b => (string?)b!["title"] is { Length: > 0 and <= 20 } && (b["payload"] is not null || b["url"] is not null));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task MessageAsync(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!.AsObject();
        var to = (string?)body["recipient"]?["id"];
        if (body["sender_action"] is { } sign)
        {
            var isRight = Refusal(context) is null && to is not null && body.Count == 2 && (string?)sign is "typing_on" or "typing_off" or "mark_seen";
            if (isRight)
                Signs.Enqueue((to!, (string)sign!));
            context.Response.StatusCode = isRight ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new { recipient_id = to }, context.RequestAborted);
            return;
        }
        var failure = Next.TryDequeue(out var next) ? next : (Status: 200, Code: -1);
        var refusal = Refusal(context)
            ?? (failure.Status > 200 ? (failure.Status, failure.Code, 0)
            : to is null ? (400, 100, 0)
            : Silent.ContainsKey(to) ? (400, 10, 2018278)
            : (string?)body["messaging_type"] is not ("RESPONSE" or "UPDATE") ? (400, 100, 1)
            : Problem(body["message"] as JsonObject) is not null ? (400, 100, 2)
            : ((int, int, int)?)null);
        if (refusal is var (status, code, subcode))
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsJsonAsync(new { error = new { message = Problem(body["message"] as JsonObject) ?? "No.", code, error_subcode = subcode } }, context.RequestAborted);
            return;
        }
        var id = string.Create(CultureInfo.InvariantCulture, $"m_{Interlocked.Increment(ref _count)}");
        Taken.Enqueue(body);
        if (body["message"] is JsonObject shown)
            _shown.Enqueue((id, to!, (string?)shown["text"], Clock.GetUtcNow()));
        switch (failure.Status)
        {
            case TakeAndDrop:
                context.Abort();
                return;
            case TakeAndHang:
                Interlocked.Increment(ref _hangs);
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            case TakeAndFail:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return;
        }
        await context.Response.WriteAsJsonAsync(new { recipient_id = to, message_id = id }, context.RequestAborted);
    }

    private async Task ProfileAsync(HttpContext context)
    {
        if (Refusal(context) is not null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        Profile = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!.AsObject();
        await context.Response.WriteAsJsonAsync(new { result = "success" }, context.RequestAborted);
    }

    private async Task ConversationsAsync(HttpContext context)
    {
        if (Refusal(context) is not null)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        var messages = _shown.Where(m => m.To == context.Request.Query["user_id"]).Reverse().Select(m => new
        {
            id = m.Id, message = m.Text ?? "", from = new { id = Page }, created_time = m.At.ToString("yyyy-MM-dd'T'HH:mm:ss+0000", CultureInfo.InvariantCulture),
        });
        await context.Response.WriteAsJsonAsync(new { data = new[] { new { id = "t_1", messages = new { data = messages } } } }, context.RequestAborted);
    }

    private static (int, int, int)? Refusal(HttpContext context)
    {
        var proof = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(Token)));
        return context.Request.Headers.Authorization != $"Bearer {Token}" ? (401, 190, 0)
            : context.Request.Query["appsecret_proof"] != proof ? (400, 100, 0)
            : context.Request.Query.ContainsKey("access_token") ? (400, 100, 0)
            : null;
    }
}
