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
/// length, answers 201 or an error with Twilio's code, and can be told to be busy, broken, slow or to drop the connection.
/// </summary>
public sealed class TwilioService : IAsyncDisposable
{
    public const string Account = "AC0123456789abcdef0123456789abcdef";
    public const string Token = "the-auth-token";
    public const string Number = "+15035550100";

    private readonly WebApplication _app;
    private int _count;

    private TwilioService(WebApplication app)
    {
        _app = app;
        app.MapPost("/2010-04-01/Accounts/{account}/Messages.json", AnswerAsync);
    }

    public string Address => _app.Urls.First();

    /// <summary>What was taken, in order.</summary>
    public ConcurrentQueue<(string To, string Body, string? StatusCallback, string? Media)> Taken { get; } = new();

    /// <summary>What the next requests are met with, one each: a status, 0 to take the message and drop the connection.</summary>
    public ConcurrentQueue<int> Next { get; } = new();

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
        var (to, body) = (form["To"].ToString(), form["Body"].ToString());
        var credentials = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Account}:{Token}"))}";
        var failure = Next.TryDequeue(out var next) ? next : -1;
        var refusal =
            context.Request.Headers.Authorization != credentials || (string?)context.Request.RouteValues["account"] != Account ? (401, 20003)
            : failure > 0 ? (failure, failure == 429 ? 20429 : 20500)
            : form["From"] != Number ? (400, 21606)
            : !to.StartsWith('+') ? (400, 21211)
            : body.Length > 1_600 ? (400, 21617)
            : body.Length == 0 && form["MediaUrl"].Count == 0 ? (400, 21602)
            : Unsubscribed.ContainsKey(to) ? (400, 21610)
            : ((int, int)?)null;
        if (refusal is var (status, code))
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsJsonAsync(new { code, message = "No.", status }, context.RequestAborted);
            return;
        }
        Taken.Enqueue((to, body, form["StatusCallback"], form["MediaUrl"]));
        if (failure == 0)
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Response.WriteAsJsonAsync(new { sid = string.Create(CultureInfo.InvariantCulture, $"SM{Interlocked.Increment(ref _count):x32}"), status = "queued" }, context.RequestAborted);
    }
}
