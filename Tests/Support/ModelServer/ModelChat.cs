using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace CampaignBot.Tests.Support;

/// <summary>What a model answers to a chat.</summary>
/// <param name="Content">The text; null where it refuses.</param>
/// <param name="FinishReason"><c>stop</c>, <c>length</c> or <c>content_filter</c>.</param>
/// <param name="Refusal">Why it won't answer, as models with structured output tell it.</param>
public sealed record ModelAnswer(string? Content, string FinishReason = "stop", string? Refusal = null)
{
    public static ModelAnswer Refuses { get; } = new(null, Refusal: "I'm sorry, I can't help with that.");

    /// <summary>The JSON of a value.</summary>
    public static ModelAnswer Json(object value) => new(JsonSerializer.Serialize(value));
}

/// <summary>The chat completions of a <see cref="ModelServer"/>.</summary>
public sealed partial class ModelChat
{
    private static readonly string[] Roles = ["system", "developer", "user", "assistant", "tool"];
    private int _ids;

    /// <summary>Names of the models there are. Fine-tuned ones (<c>ft:...</c>) are known besides.</summary>
    public HashSet<string> Models { get; } = ["gpt-4.1-mini", "gpt-4o-mini-2024-07-18", "llama3.2"];

    /// <summary>How many tokens a request may have.</summary>
    public int ContextTokens { get; set; } = 16_000;

    /// <summary>The model: from a request to what it answers. Unless told, it says what it heard.</summary>
    public Func<ModelRequest, ModelAnswer> Answer { get; set; } = request => new ModelAnswer($"You said: {request.Text("user")}");

    /// <summary>As a tokenizer would count, near enough: four characters are a token.</summary>
    public static int Tokens(string text) => (text.Length + 3) / 4;

    /// <summary>A message's text, given as a string or in parts.</summary>
    internal static string TextOf(JsonNode? content) => content switch
    {
        JsonValue text => text.GetValue<string>(),
        JsonArray parts => string.Concat(parts.Select(p => p?["text"]?.GetValue<string>())),
        _ => "",
    };

    internal async Task CompleteAsync(HttpContext context)
    {
        var body = (JsonObject)context.Items[nameof(ModelRequest)]!;
        if (Wrong(body) is { } error)
        {
            await error.WriteAsync(context);
            return;
        }

        var answer = Bounded(Answer(new ModelRequest("POST", "chat/completions", false, new Dictionary<string, string>(), body)), body);
        var (sent, given) = (body["messages"]!.AsArray().Sum(m => 3 + Tokens(TextOf(m!["content"]))), Tokens(answer.Content ?? answer.Refusal ?? ""));
        var usage = new { prompt_tokens = sent, completion_tokens = given, total_tokens = sent + given };
        var head = (Id: $"chatcmpl-{Interlocked.Increment(ref _ids)}", Model: body["model"]!.GetValue<string>());
        if (body["stream"]?.GetValue<bool>() == true)
            await StreamAsync(context, head.Id, head.Model, answer, body["stream_options"]?["include_usage"]?.GetValue<bool>() == true ? usage : null);
        else
        {
            await context.Response.WriteAsJsonAsync(
                new
                {
                    id = head.Id,
                    @object = "chat.completion",
                    created = 1_790_000_000,
                    model = head.Model,
                    choices = new[] { new { index = 0, message = new { role = "assistant", content = answer.Content, refusal = answer.Refusal }, finish_reason = answer.FinishReason } },
                    usage,
                },
                context.RequestAborted);
        }
    }

    private static async Task StreamAsync(HttpContext context, string id, string model, ModelAnswer answer, object? usage)
    {
        context.Response.ContentType = "text/event-stream";
        await ChunkAsync(new { role = "assistant", content = (string?)"" }, null);
        foreach (var piece in Pieces().Matches(answer.Content ?? "").Select(m => m.Value))
            await ChunkAsync(new { content = piece }, null);
        if (answer.Refusal is not null)
            await ChunkAsync(new { refusal = answer.Refusal }, null);
        await ChunkAsync(new { }, answer.FinishReason);
        if (usage is not null)
            await EventAsync(JsonSerializer.Serialize(new { id, @object = "chat.completion.chunk", created = 1_790_000_000, model, choices = Array.Empty<object>(), usage }));
        await EventAsync("[DONE]");

        Task ChunkAsync(object delta, string? reason) => EventAsync(JsonSerializer.Serialize(
            new { id, @object = "chat.completion.chunk", created = 1_790_000_000, model, choices = new[] { new { index = 0, delta, finish_reason = reason } } }));

        async Task EventAsync(string data)
        {
            await context.Response.WriteAsync($"data: {data}\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    /// <summary>An answer cut where the caller's bound is.</summary>
    private static ModelAnswer Bounded(ModelAnswer answer, JsonObject body)
    {
        var bound = body["max_completion_tokens"] ?? body["max_tokens"];
        return bound?.GetValue<int>() is { } most && answer.Content is { } text && Tokens(text) > most
            ? answer with { Content = text[..(most * 4)], FinishReason = "length" }
            : answer;
    }

    private ModelError? Wrong(JsonObject body)
    {
        if (body["model"] is not JsonValue model)
            return ModelError.Invalid("you must provide a model parameter");
        if (!Models.Contains(model.GetValue<string>()) && !model.GetValue<string>().StartsWith("ft:", StringComparison.Ordinal))
            return ModelError.NotFound($"The model `{model}` does not exist or you do not have access to it.", "model_not_found");
        if (body["messages"] is not JsonArray { Count: > 0 } messages)
            return ModelError.Invalid("Missing required parameter: 'messages'.", "messages", "missing_required_parameter");
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i] is not JsonObject message || message["role"] is not JsonValue role || !Roles.Contains(role.GetValue<string>()))
                return ModelError.Invalid($"Invalid value: 'messages[{i}].role'.", $"messages[{i}].role", "invalid_value");
            if (message["content"] is null && role.GetValue<string>() != "assistant")
                return ModelError.Invalid($"Invalid type for 'messages[{i}].content': expected one of a string or array of objects, but got null instead.", $"messages[{i}].content", "invalid_type");
        }

        if (body["temperature"]?.GetValue<double>() is < 0 or > 2)
            return ModelError.Invalid("Invalid 'temperature': expected a decimal between 0 and 2.", "temperature", "decimal_above_max_value");
        return messages.Sum(m => Tokens(TextOf(m!["content"]))) > ContextTokens
            ? ModelError.Invalid($"This model's maximum context length is {ContextTokens} tokens.", "messages", "context_length_exceeded")
            : WrongFormat(body["response_format"] as JsonObject);
    }

    /// <summary>Structured output takes a named schema; a strict one closes every object and requires all its properties.</summary>
    private static ModelError? WrongFormat(JsonObject? format)
    {
        if (format is null || format["type"]?.GetValue<string>() is "text" or "json_object")
            return null;
        if (format["type"]?.GetValue<string>() != "json_schema" || format["json_schema"] is not JsonObject asked)
            return ModelError.Invalid("Missing required parameter: 'response_format.json_schema'.", "response_format.json_schema", "missing_required_parameter");
        if (asked["name"] is not JsonValue name || !SchemaName().IsMatch(name.GetValue<string>()))
            return ModelError.Invalid("Invalid 'response_format.json_schema.name'.", "response_format.json_schema.name", "invalid_value");
        return asked["strict"]?.GetValue<bool>() == true && Open(asked["schema"]) is { } where
            ? ModelError.Invalid($"Invalid schema for response_format '{name}': In context={where}, 'additionalProperties' is required to be supplied and to be false, and 'required' to name every property.", "response_format", "invalid_json_schema")
            : null;
    }

    /// <summary>Where a schema is not as strict as structured output asks for; null where it is.</summary>
    private static string? Open(JsonNode? schema)
    {
        switch (schema)
        {
            case JsonObject part:
                if (part["properties"] is JsonObject properties
                    && (part["additionalProperties"] is not JsonValue more || more.GetValueKind() != JsonValueKind.False
                        || part["required"] is not JsonArray required
                        || !properties.Select(p => p.Key).ToHashSet(StringComparer.Ordinal).SetEquals(required.Select(r => r!.GetValue<string>()))))
                {
                    return part.GetPath();
                }

                return part.Select(p => Open(p.Value)).FirstOrDefault(w => w is not null);
            case JsonArray parts:
                return parts.Select(Open).FirstOrDefault(w => w is not null);
            default:
                return null;
        }
    }

    [GeneratedRegex(@"\s*\S+|\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pieces();

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SchemaName();
}
