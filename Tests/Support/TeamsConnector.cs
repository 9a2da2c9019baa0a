using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace CampaignBot.Tests.Support;

/// <summary>
/// The Connector of Teams for <see cref="BotFrameworkService"/>: checks each request as the platform would (token, shape, size,
/// suggested actions, version of cards, one write at a time in a conversation, its rate), and can be told to fail.
/// </summary>
public sealed class TeamsConnector(TimeProvider clock)
{
    /// <summary>A whole message in UTF-16 ("Format your bot messages", Teams documentation).</summary>
    public const int MaxBytes = 100 * 1024;

    private static readonly (int Requests, TimeSpan Within)[] Rates = [(7, TimeSpan.FromSeconds(1)), (8, TimeSpan.FromSeconds(2)), (60, TimeSpan.FromSeconds(30))];
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<DateTimeOffset>> _times = new(StringComparer.Ordinal);
    private readonly HashSet<string> _writing = new(StringComparer.Ordinal);
    private int _ids;
    private int _hangs;

    /// <summary>What befalls the next requests, one each.</summary>
    public ConcurrentQueue<Fault> Faults { get; } = new();

    /// <summary>How many requests hang.</summary>
    public int Hangs => Volatile.Read(ref _hangs);

    /// <summary>What people see, in order.</summary>
    public ConcurrentQueue<Shown> Messages { get; } = new();

    /// <summary>What was wrong with requests.</summary>
    public ConcurrentQueue<string> Problems { get; } = new();

    /// <summary>How many requests were turned away for coming too fast.</summary>
    public int TooFast { get; private set; }

    /// <summary>Conversations that the bot was taken out of.</summary>
    public ConcurrentBag<string> Left { get; } = [];

    /// <summary>To be a service's <see cref="BotFrameworkService.Answer"/>.</summary>
    public async Task AnswerAsync(ConnectorRequest request, HttpContext context)
    {
        var conversation = Uri.UnescapeDataString(new Uri(request.Url).Segments.SkipWhile(s => s != "conversations/").ElementAtOrDefault(1)?.TrimEnd('/') ?? "");
        Faults.TryDequeue(out var fault);
        if (Problem(request, conversation) is var (status, problem))
        {
            Problems.Enqueue(problem);
            await WriteAsync(status, new JsonObject { ["error"] = new JsonObject { ["code"] = problem, ["message"] = problem } });
            return;
        }
        lock (_lock)
        {
            if (IsTooFast(conversation))
                (fault, TooFast) = (new Fault.Status(429, 1), TooFast + 1);
            else if (!_writing.Add(conversation))
                fault = new Fault.Status(412);
        }
        try
        {
            switch (fault)
            {
                case Fault.Status(var code, var retryAfter):
                    if (retryAfter > 0)
                        context.Response.Headers.RetryAfter = retryAfter.ToString(CultureInfo.InvariantCulture);
                    await WriteAsync(code, []);
                    break;
                case Fault.TimeOut:
                    Interlocked.Increment(ref _hangs);
                    await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    break;
                case Fault.AcceptAndHang:
                    Show(request, conversation);
                    Interlocked.Increment(ref _hangs);
                    await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    break;
                case Fault.AcceptAndDrop:
                    Show(request, conversation);
                    context.Abort();
                    break;
                default:
                    await WriteAsync(201, new JsonObject { ["id"] = Show(request, conversation) });
                    break;
            }
        }
        finally
        {
            lock (_lock)
                _writing.Remove(conversation);
        }

        Task WriteAsync(int code, JsonObject body)
        {
            context.Response.StatusCode = code;
            return context.Response.WriteAsJsonAsync(body, context.RequestAborted);
        }
    }

    private string Show(ConnectorRequest request, string conversation)
    {
        var id = request.Method == "PUT" ? request.Url.Split('/')[^1] : Interlocked.Increment(ref _ids).ToString(CultureInfo.InvariantCulture);
        if ((string?)request.Body?["type"] != "typing")
            Messages.Enqueue(new Shown(request.Method, conversation, id, request.Body));
        return id;
    }

    private (int Status, string Problem)? Problem(ConnectorRequest request, string conversation)
    {
        if (request.Authorization?.StartsWith("Bearer token-", StringComparison.Ordinal) != true)
            return (401, "Unauthorized");
        if (conversation.Length == 0 || !request.Url.StartsWith(BotFrameworkService.TeamsServiceUrl, StringComparison.Ordinal))
            return (404, "ConversationNotFound");
        if (Left.Contains(conversation))
            return (403, "BotNotInConversationRoster");
        if (request.Method == "DELETE")
            return null;
        if (request.Body is not JsonObject body || body["type"]?.ToString() is not ("message" or "typing"))
            return (400, "BadSyntax");
        return Problem(body) is { } problem ? (problem == "MessageSizeTooBig" ? 413 : 400, problem) : null;
    }

    /// <summary>What Teams would not show of a message as it is; null for nothing.</summary>
    public static string? Problem(JsonObject body)
    {
        if (2 * body.ToJsonString().Length > MaxBytes)
            return "MessageSizeTooBig";
        var attachments = body["attachments"]?.AsArray() ?? [];
        if (body["suggestedActions"]?["actions"] is JsonArray actions)
        {
            if (actions.Count > 3)
                return "more than three suggested actions";
            if (attachments.Count > 0 || (bool?)body["conversation"]?["isGroup"] == true)
                return "suggested actions with an attachment or in a group";
            if (actions.Any(a => (string?)a!["type"] != "imBack"))
                return "a suggested action of another kind than imBack";
        }
        foreach (var card in attachments.Where(a => (string?)a!["contentType"] == "application/vnd.microsoft.card.adaptive").Select(a => a!["content"]))
        {
            if (Version.Parse((string?)card?["version"] ?? "9.9") > new Version(1, 5))
                return "a card that is newer than Teams";
        }
        foreach (var mention in (body["entities"]?.AsArray() ?? []).Where(e => (string?)e!["type"] == "mention"))
        {
            if (((string?)body["text"])?.Contains((string?)mention!["text"] ?? "?", StringComparison.Ordinal) != true)
                return "a mention that is not in the text";
        }
        return body["text"] is null && attachments.Count == 0 && (string?)body["type"] == "message" ? "an empty message" : null;
    }

    private bool IsTooFast(string conversation)
    {
        var now = clock.GetUtcNow();
        if (!_times.TryGetValue(conversation, out var times))
            _times[conversation] = times = [];
        if (Rates.Any(r => times.Count(t => now - t < r.Within) >= r.Requests))
            return true;
        times.Add(now);
        return false;
    }
}

/// <summary>A message that people see.</summary>
/// <param name="Method">POST, or PUT for one that was put in place of another.</param>
public sealed record Shown(string Method, string Conversation, string Id, JsonNode? Body)
{
    public string? Text => (string?)Body?["text"];
}

/// <summary>What befalls a request.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    public sealed record None : Fault;

    public sealed record Status(int Code, int RetryAfter = 0) : Fault;

    /// <summary>No answer comes.</summary>
    public sealed record TimeOut : Fault;

    /// <summary>It is done, but the answer is lost.</summary>
    public sealed record AcceptAndDrop : Fault;

    /// <summary>It is done, but the answer doesn't come.</summary>
    public sealed record AcceptAndHang : Fault;
}
