using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CampaignBot.Tests.Support;

/// <summary>A stand-in for an OpenTelemetry collector that takes OTLP over HTTP: it keeps what is sent, as the bytes came.</summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Collector(WebApplication app)
    {
        _app = app;
        app.MapPost("/v1/{kind}", TakeAsync);
    }

    public string Address => _app.Urls.First();

    private ConcurrentQueue<(string Kind, string Text)> Taken { get; } = new();

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        await collector._app.StartAsync(CancellationToken.None);
        return collector;
    }

    /// <summary>All of a kind (<c>traces</c>, <c>metrics</c>) so far. Strings stand in protobuf as they are, so that they can be looked for.</summary>
    public string All(string kind) => string.Concat(Taken.Where(t => t.Kind == kind).Select(t => t.Text));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context, string kind)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Taken.Enqueue((kind, Encoding.Latin1.GetString(body.ToArray())));
        // An empty message is the answer that all was taken.
        context.Response.ContentType = "application/x-protobuf";
    }
}
