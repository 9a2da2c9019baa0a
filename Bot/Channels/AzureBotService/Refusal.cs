using System.Text.Json;
using CampaignBot.BotFramework;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels.AzureBotService;

/// <summary>An answer to a request that can't be taken: a status and the protocol's error object.</summary>
/// <param name="RetryAfter">When to come again, where that may help.</param>
internal sealed record Refusal(int Status, string Code, string Message, TimeSpan? RetryAfter = null)
{
    public static Refusal BadRequest(string message) => new(StatusCodes.Status400BadRequest, "BadSyntax", message);

    public static Refusal Unauthorized { get; } = new(StatusCodes.Status401Unauthorized, "Unauthorized", "A token of the Bot Framework for this bot and this activity is needed.");

    public static Refusal ForeignChannel { get; } = new(StatusCodes.Status403Forbidden, "Forbidden", "This channel is served by the bot itself, not through Azure Bot Service.");

    public static Refusal TooLarge { get; } = new(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", $"An activity may have {RequestBody.MaxBytes} bytes.");

    public static Refusal NotJson { get; } = new(StatusCodes.Status415UnsupportedMediaType, "BadSyntax", "Send JSON, with the header 'Content-Type: application/json'.");

    public static Refusal Busy { get; } = new(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "Try again shortly.", TimeSpan.FromSeconds(5));

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        if (RetryAfter is { } pause)
            response.Headers.RetryAfter = ((int)pause.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(response.Body, new ErrorResponse(new Error(Code, Message)), BotJson.Options, cancellationToken);
    }
}
