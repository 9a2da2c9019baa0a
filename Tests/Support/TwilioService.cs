using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CampaignBot.Tests.Support;

/// <summary>
/// A stand-in for Twilio's Messages API on a real port, after its documentation: it checks credentials, account, sender, recipient and
/// length, and that a reply names one sender and at most ten pictures, answers 201 or an error with Twilio's code, and can be told to be busy, broken, slow or to drop the connection.
/// </summary>
public sealed class TwilioService : IAsyncDisposable
{
    public const string Account = "AC0123456789abcdef0123456789abcdef";
    public const string Token = "the-auth-token";
    public const string Number = "+15035550100";
    public const string Service = "MG0123456789abcdef0123456789abcdef";

    private readonly WebApplication _app;
    private int _count;
    private int _hangs;

    private TwilioService(WebApplication app)
    {
        _app = app;
        app.MapPost("/2010-04-01/Accounts/{account}/Messages.json", AnswerAsync);
        app.MapGet("/2010-04-01/Accounts/{account}/Messages.json", ListAsync);
        app.MapFiles("/2010-04-01/Accounts/" + Account + "/Messages/MM1/Media", Asked, () => $"{Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}/elsewhere/picture");
        app.MapFiles("/elsewhere", Asked, () => Address);
    }

    public string Address => _app.Urls.First();

    /// <summary>What was taken, in order.</summary>
    public ConcurrentQueue<TakenText> Taken { get; } = new();

    /// <summary>The files that were asked for, with what each request was authorized by.</summary>
    public ConcurrentQueue<(string Path, string? Authorization)> Asked { get; } = new();

    /// <summary>Where a file of somebody's message lies.</summary>
    public string FileAt(string name) => $"{Address}/2010-04-01/Accounts/{Account}/Messages/MM1/Media/{name}";

    /// <summary>What the next messages are met with, one each: a status, or one of the constants here.</summary>
    public ConcurrentQueue<int> Next { get; } = new();

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

    /// <summary>Numbers that have unsubscribed.</summary>
    public ConcurrentDictionary<string, bool> Unsubscribed { get; } = new();

    public static async Task<TwilioService> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new TwilioService(builder.Build());
        await service._app.StartAsync(CancellationToken.None);
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (to, body, media) = (form["To"].ToString(), form["Body"].ToString(), form["MediaUrl"].ToArray());
        var failure = Next.TryDequeue(out var next) ? next : 201;
        var refusal =
            !IsOurs(context) ? (401, 20003)
            : failure is >= 400 ? (failure, failure == 429 ? 20429 : 20500)
            : (form["From"].Count == 0) == (form["MessagingServiceSid"].Count == 0) ? (400, 21603)
            : form["From"].Count > 0 && form["From"] != Number || form["MessagingServiceSid"].Count > 0 && form["MessagingServiceSid"] != Service ? (400, 21606)
            : !to.StartsWith('+') ? (400, 21211)
            : Problem(body, media.Length) is { } problem ? (400, problem)
            : Array.Exists(media, m => !Uri.TryCreate(m, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")) ? (400, 21620)
            : Unsubscribed.ContainsKey(to) ? (400, 21610)
            : ((int, int)?)null;
        if (refusal is var (status, code))
        {
            context.Response.StatusCode = status;
            if (status == 429)
                context.Response.Headers.RetryAfter = "1";
            await context.Response.WriteAsJsonAsync(new { code, message = "No.", status }, context.RequestAborted);
            return;
        }
        var sid = string.Create(CultureInfo.InvariantCulture, $"SM{Interlocked.Increment(ref _count):x32}");
        Taken.Enqueue(new TakenText(sid, to, body, form["StatusCallback"], media.FirstOrDefault(), Clock.GetUtcNow()));
        switch (failure)
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
        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Response.WriteAsJsonAsync(new { sid, status = "queued" }, context.RequestAborted);
    }

    /// <summary>Twilio's error for a text and so many pictures, by the documented limits; null where they can be sent.</summary>
    public static int? Problem(string body, int media) =>
        body.Length > 1_600 ? 21617
        : body.Length == 0 && media == 0 ? 21602
        : media > 10 ? 21623
        : null;

    private static bool IsOurs(HttpContext context) =>
        context.Request.Headers.Authorization == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Account}:{Token}"))}" && (string?)context.Request.RouteValues["account"] == Account;

    /// <summary>The last messages to a number, the newest first.</summary>
    private async Task ListAsync(HttpContext context)
    {
        if (!IsOurs(context))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var messages = Taken.Where(t => t.To == context.Request.Query["To"]).Reverse()
            .Select(t => new { sid = t.Sid, to = t.To, body = t.Body, direction = "outbound-api", date_created = t.At.ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture), date_sent = (string?)null });
        await context.Response.WriteAsJsonAsync(new { messages }, context.RequestAborted);
    }
}

/// <summary>A message that was taken.</summary>
public sealed record TakenText(string Sid, string To, string Body, string? StatusCallback, string? Media, DateTimeOffset At);
