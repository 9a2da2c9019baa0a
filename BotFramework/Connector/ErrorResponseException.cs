using System.Net;
using Microsoft.Rest;

namespace Microsoft.Bot.Schema;

/// <summary>A channel's service answered with an error. The message has the status only: bodies may be personal.</summary>
public class ErrorResponseException : Exception
{
    public ErrorResponseException()
    {
    }

    public ErrorResponseException(string? message)
        : base(message)
    {
    }

    public ErrorResponseException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The response's status, headers (<c>Retry-After</c> among them) and text.</summary>
    public HttpResponseMessageWrapper? Response { get; set; }

    /// <summary>The response's body, where it is the protocol's error object.</summary>
    public ErrorResponse? Body { get; set; }

    internal static ErrorResponseException From(HttpResponseMessage response, string content, ErrorResponse? body) =>
        new($"The channel's service answered {(int)response.StatusCode} ({response.StatusCode}).")
        {
            Response = new HttpResponseMessageWrapper
            {
                StatusCode = response.StatusCode,
                ReasonPhrase = response.ReasonPhrase,
                Content = content,
                Headers = response.Headers.ToDictionary(h => h.Key, h => h.Value, StringComparer.OrdinalIgnoreCase),
            },
            Body = body,
        };
}
