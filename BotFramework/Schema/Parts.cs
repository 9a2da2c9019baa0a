using System.Text.Json.Serialization;

namespace Microsoft.Bot.Schema;

/// <summary>A reaction to a message.</summary>
public class MessageReaction
{
    public MessageReaction()
    {
    }

    public MessageReaction(string? type = null) => Type = type;

    /// <summary>One of <see cref="MessageReactionTypes"/>, or the channel's own.</summary>
    public string? Type { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>A part of the text of the message replied to.</summary>
public class TextHighlight
{
    public TextHighlight()
    {
    }

    public TextHighlight(string? text = null, int? occurrence = default) => (Text, Occurrence) = (text, occurrence);

    public string? Text { get; set; }

    /// <summary>Which occurrence of <see cref="Text"/> is meant, from 1.</summary>
    public int? Occurrence { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>An action that the text stands for, as a client names it.</summary>
public class SemanticAction
{
    public SemanticAction()
    {
    }

    public SemanticAction(string? id = null, IDictionary<string, Entity>? entities = null) => (Id, Entities) = (id, entities);

    public string? Id { get; set; }

    /// <summary>"start", "continue" or "done".</summary>
    public string? State { get; set; }

    public IDictionary<string, Entity>? Entities { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>What went wrong, as a channel says it.</summary>
public class Error
{
    public Error()
    {
    }

    public Error(string? code = null, string? message = null, InnerHttpError? innerHttpError = null) =>
        (Code, Message, InnerHttpError) = (code, message, innerHttpError);

    public string? Code { get; set; }

    public string? Message { get; set; }

    public InnerHttpError? InnerHttpError { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>The answer of a service behind the one that reports an error.</summary>
public class InnerHttpError
{
    public InnerHttpError()
    {
    }

    public InnerHttpError(int? statusCode = default, object? body = null) => (StatusCode, Body) = (statusCode, body);

    public int? StatusCode { get; set; }

    [JsonConverter(typeof(UntypedValueConverter))]
    public object? Body { get; set; }
}

/// <summary>The body of an error response of the protocol: <c>{"error":{"code","message"}}</c>.</summary>
public class ErrorResponse
{
    public ErrorResponse()
    {
    }

    public ErrorResponse(Error? error = null) => Error = error;

    public Error? Error { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>What an Adaptive Card's <c>Action.Execute</c> sends.</summary>
public class AdaptiveCardInvokeValue
{
    public AdaptiveCardInvokeAction? Action { get; set; }

    public AdaptiveCardAuthentication? Authentication { get; set; }

    public string? State { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>The action pressed on an Adaptive Card.</summary>
public class AdaptiveCardInvokeAction
{
    public string? Type { get; set; }

    public string? Id { get; set; }

    public string? Verb { get; set; }

    /// <summary>The card's inputs and the action's own data.</summary>
    [JsonConverter(typeof(UntypedValueConverter))]
    public object? Data { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>A sign-in that goes with an Adaptive Card's action.</summary>
public class AdaptiveCardAuthentication
{
    public string? Id { get; set; }

    public string? ConnectionName { get; set; }

    public string? Token { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>The answer to an Adaptive Card's action: a new card, a message or an error.</summary>
public class AdaptiveCardInvokeResponse
{
    /// <summary>An HTTP status.</summary>
    public int StatusCode { get; set; }

    /// <summary>The media type of <see cref="Value"/>, such as <c>application/vnd.microsoft.card.adaptive</c>.</summary>
    public string? Type { get; set; }

    [JsonConverter(typeof(UntypedValueConverter))]
    public object? Value { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}
