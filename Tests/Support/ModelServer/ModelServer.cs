using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace CampaignBot.Tests.Support;

/// <summary>
/// Stands in for a language model's service: a real server that speaks OpenAI's HTTP API as its reference documents it (chat
/// completions plain and streamed, embeddings, files, fine-tuning jobs), under <c>/v1</c> and, as Azure OpenAI has it, under
/// <c>/openai/v1</c>. It checks every request as the service would, remembers it, and fails or lies as told.
/// </summary>
public sealed class ModelServer : IAsyncDisposable
{
    /// <summary>The key it lets in, as a bearer token or as <c>api-key</c>.</summary>
    public const string Key = "sk-test-0123456789abcdefghijklmnopqrstuvwxyz";

    private readonly WebApplication _app;

    private ModelServer(WebApplication app)
    {
        _app = app;
        Chat = new ModelChat();
        Embeddings = new ModelEmbeddings();
        FineTuning = new ModelFineTuning();
    }

    /// <summary>The address of the API, as OpenAI's: it ends in <c>/v1</c>.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>The address of the API, as Azure OpenAI's: it ends in <c>/openai/v1</c>.</summary>
    public Uri AzureEndpoint { get; private set; } = null!;

    /// <summary>Every request that came, those that were refused too.</summary>
    public ConcurrentQueue<ModelRequest> Requests { get; } = new();

    /// <summary>What goes wrong with the next requests, one each, oldest first; after the last, all is well again.</summary>
    public ConcurrentQueue<ModelFault> NextFaults { get; } = new();

    /// <summary>What goes wrong with every request for which none of <see cref="NextFaults"/> is left.</summary>
    public ModelFault? Fault { get; set; }

    /// <summary>How it answers chats.</summary>
    public ModelChat Chat { get; }

    /// <summary>How it embeds texts.</summary>
    public ModelEmbeddings Embeddings { get; }

    /// <summary>Its files and jobs.</summary>
    public ModelFineTuning FineTuning { get; }

    public static async Task<ModelServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ModelServer(builder.Build());
        server.Map();
        await server._app.StartAsync();
        var address = new Uri(server._app.Urls.First());
        (server.Endpoint, server.AzureEndpoint) = (new Uri(address, "v1"), new Uri(address, "openai/v1"));
        return server;
    }

    /// <summary>The requests that came to a path of the API, such as <c>chat/completions</c>.</summary>
    public IReadOnlyList<ModelRequest> To(string path) => [.. Requests.Where(r => r.Path == path)];

    public async ValueTask DisposeAsync()
    {
        // A connection kept waiting by ModelFault.Silence is not waited for.
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private void Map()
    {
        _app.Use(AdmitAsync);
        foreach (var prefix in (string[])["/v1", "/openai/v1"])
        {
            var api = _app.MapGroup(prefix);
            api.MapPost("/chat/completions", Chat.CompleteAsync);
            api.MapPost("/embeddings", Embeddings.EmbedAsync);
            FineTuning.Map(api);
        }

        _app.MapFallback(context => ModelError.NotFound(
            $"Unknown request URL: {context.Request.Method} {context.Request.Path}.", "unknown_url").WriteAsync(context));
    }

    /// <summary>Records a request, lets a fault have it, and checks the key.</summary>
    private async Task AdmitAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.EnableBuffering();
        var isJson = context.Request.HasJsonContentType();
        var (body, isBroken) = isJson ? await ReadAsync(context) : (null, false);
        var path = context.Request.Path.Value!;
        Requests.Enqueue(new ModelRequest(
            context.Request.Method,
            path[(path.IndexOf("/v1/", StringComparison.Ordinal) + 4)..],
            path.StartsWith("/openai/", StringComparison.Ordinal),
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body));
        context.Items[nameof(ModelRequest)] = body;

        if ((NextFaults.TryDequeue(out var fault) ? fault : Fault) is { } wrong && await wrong.HappenAsync(context))
            return;
        if (!IsKnown(context.Request))
            await new ModelError(401, "Incorrect API key provided.", "invalid_request_error", "invalid_api_key").WriteAsync(context);
        else if (isBroken)
            await ModelError.Invalid("We could not parse the JSON body of your request.").WriteAsync(context);
        else
            await next(context);
    }

    private static bool IsKnown(HttpRequest request) =>
        request.Headers.Authorization == $"Bearer {Key}"
        || (request.Path.StartsWithSegments("/openai", StringComparison.Ordinal) && request.Headers["api-key"] == Key);

    private static async Task<(JsonObject? Body, bool IsBroken)> ReadAsync(HttpContext context)
    {
        try
        {
            var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            context.Request.Body.Position = 0;
            return (body as JsonObject, body is not JsonObject);
        }
        catch (JsonException)
        {
            return (null, true);
        }
    }
}

/// <summary>A request that came.</summary>
/// <param name="Path">After <c>/v1/</c>: <c>chat/completions</c>.</param>
/// <param name="IsAzure">Whether it came to the path that Azure OpenAI has.</param>
/// <param name="Body">Its JSON, where it had any.</param>
public sealed record ModelRequest(string Method, string Path, bool IsAzure, IReadOnlyDictionary<string, string> Headers, JsonObject? Body)
{
    /// <summary>The text of a chat's last message with that role.</summary>
    public string Text(string role) => Body!["messages"]!.AsArray()
        .Where(m => m!["role"]!.GetValue<string>() == role)
        .Select(m => ModelChat.TextOf(m!["content"]))
        .Last();
}

/// <summary>An error as the API tells it.</summary>
/// <param name="Code">A machine's word for it: <c>model_not_found</c>.</param>
public sealed record ModelError(int Status, string Message, string Type, string? Code = null, string? Parameter = null)
{
    public static ModelError Invalid(string message, string? parameter = null, string? code = null) =>
        new(400, message, "invalid_request_error", code, parameter);

    public static ModelError NotFound(string message, string? code = null) => new(404, message, "invalid_request_error", code);

    public Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        return context.Response.WriteAsJsonAsync(
            new { error = new { message = Message, type = Type, param = Parameter, code = Code } }, context.RequestAborted);
    }
}

/// <summary>Something that goes wrong with a request.</summary>
public abstract record ModelFault
{
    /// <summary>No answer, ever, until the caller goes away.</summary>
    public static ModelFault Silence { get; } = new Waits();

    /// <summary>The connection breaks before anything was answered.</summary>
    public static ModelFault Cut { get; } = new Cuts(null);

    /// <summary>The connection breaks in the middle of the answer.</summary>
    public static ModelFault CutInTheMiddle { get; } = new Cuts("{\"id\":\"chatcmpl-1\",\"object\":\"chat.comp");

    /// <summary>200, and what follows is not JSON to the end.</summary>
    public static ModelFault Malformed { get; } = new Answers(200, "{\"id\":\"chatcmpl-1\",\"choices\":[{\"index\":0,");

    /// <summary>200, and a page of a proxy.</summary>
    public static ModelFault Page { get; } = new Answers(200, "<html><body>Sign in to the network</body></html>", "text/html");

    /// <summary>An error with that status.</summary>
    /// <param name="retryAfter">The header that tells when to come back.</param>
    public static ModelFault Status(int status, TimeSpan? retryAfter = null) => new Answers(
        status,
        """{"error":{"message":"The server had an error while processing your request.","type":"server_error","param":null,"code":null}}""",
        RetryAfter: retryAfter);

    /// <summary>An error with that status and code.</summary>
    public static ModelFault Error(int status, string code) => new Answers(
        status, $$$"""{"error":{"message":"The server says no.","type":"invalid_request_error","param":null,"code":"{{{code}}}"}}""");

    /// <summary>200 with that body, whatever was asked.</summary>
    public static ModelFault Answers200(string body) => new Answers(200, body);

    /// <summary>A stream that ends after its first words.</summary>
    public static ModelFault StreamCut { get; } = new Answers(
        200,
        """data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"One"},"finish_reason":null}]}"""
        + "\n\n",
        "text/event-stream");

    /// <summary>Too many requests (429).</summary>
    public static ModelFault RateLimited(TimeSpan? retryAfter = null) => new Answers(
        429,
        """{"error":{"message":"Rate limit reached for requests","type":"requests","param":null,"code":"rate_limit_exceeded"}}""",
        RetryAfter: retryAfter);

    /// <summary>Answers instead of the server, or gives false to let it go on.</summary>
    public abstract Task<bool> HappenAsync(HttpContext context);

    private sealed record Waits : ModelFault
    {
        public override async Task<bool> HappenAsync(HttpContext context)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        }
    }

    private sealed record Cuts(string? After) : ModelFault
    {
        public override async Task<bool> HappenAsync(HttpContext context)
        {
            if (After is not null)
            {
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = 10_000;
                await context.Response.WriteAsync(After, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
            context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>().Abort();
            return true;
        }
    }

    private sealed record Answers(int Code, string Body, string ContentType = "application/json", TimeSpan? RetryAfter = null) : ModelFault
    {
        public override async Task<bool> HappenAsync(HttpContext context)
        {
            context.Response.StatusCode = Code;
            context.Response.ContentType = ContentType;
            if (RetryAfter is { } pause)
                context.Response.Headers.RetryAfter = pause.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            await context.Response.WriteAsync(Body, context.RequestAborted);
            return true;
        }
    }
}
