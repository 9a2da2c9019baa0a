using System.Globalization;
using System.Text.Json.Serialization;

namespace CampaignBot.Channels.DirectLine;

/// <summary>
/// A refusal in Direct Line's form, <c>{"error":{"code","message"}}</c>, on whose status a client acts: 403 is an
/// expired token to it, 404 a conversation that is over. Thrown by endpoints, written by the group's filter.
/// </summary>
internal sealed class DirectLineProblem(int status, string code, string message) : Exception(message), IResult
{
    /// <summary>For 429: when to come again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public int Status => status;

    public string Code => code;

    public static DirectLineProblem BadArgument(string message) => new(400, "BadArgument", message);

    public static DirectLineProblem Unauthorized() =>
        new(401, "Unauthorized", "Send the header 'Authorization: Bearer' with a token.");

    public static DirectLineProblem TokenInvalid() => new(403, "BadToken", "The token or secret is not valid.");

    public static DirectLineProblem TokenExpired() => new(403, "TokenExpired", "The token has expired.");

    public static DirectLineProblem Forbidden(string message) => new(403, "Forbidden", message);

    public static DirectLineProblem NotFound() => new(404, "NotFound", "There is no such conversation.");

    public static DirectLineProblem TooLarge(string what, int bytes) =>
        new(413, "RequestTooLarge", string.Create(CultureInfo.InvariantCulture, $"{what} may have at most {bytes} bytes."));

    public static DirectLineProblem Unsupported(string message) => new(415, "UnsupportedMediaType", message);

    public static DirectLineProblem TooMany(TimeSpan retryAfter) =>
        new(429, "TooManyRequests", "Too many requests. Please wait a moment.") { RetryAfter = retryAfter };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        if (RetryAfter is { } wait)
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return httpContext.Response.WriteAsJsonAsync(
            new ErrorBody(new ErrorDetail(code, Message)), DirectLineJson.Default.ErrorBody, cancellationToken: httpContext.RequestAborted);
    }

    internal sealed record ErrorBody(ErrorDetail Error);

    internal sealed record ErrorDetail(string Code, string Message);
}
