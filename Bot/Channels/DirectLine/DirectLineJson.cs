using System.Text.Json;
using System.Text.Json.Serialization;
using CampaignBot.Channels.DirectLine.Tokens;

namespace CampaignBot.Channels.DirectLine;

/// <summary>How the channel's own requests, responses and documents are written: camelCase, nulls left out.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DirectLineProblem.ErrorBody))]
[JsonSerializable(typeof(SigningKeys.StoredKeys))]
[JsonSerializable(typeof(Conversation))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(StartRequest))]
[JsonSerializable(typeof(ConversationResponse))]
[JsonSerializable(typeof(IdResponse))]
[JsonSerializable(typeof(StoredFile))]
[JsonSerializable(typeof(WidgetTokenRequest))]
[JsonSerializable(typeof(WidgetTokenResponse))]
[JsonSerializable(typeof(WidgetConfig))]
internal sealed partial class DirectLineJson : JsonSerializerContext;

/// <summary>A user as a client names one.</summary>
internal sealed record UserRequest(string? Id, string? Name);

/// <summary>The body of <c>POST /tokens/generate</c>.</summary>
internal sealed record TokenRequest(UserRequest? User, IReadOnlyList<string>? TrustedOrigins);

/// <summary>The body of <c>POST /conversations</c>.</summary>
internal sealed record StartRequest(UserRequest? User, string? Locale);

/// <summary>A conversation and the means to take part in it.</summary>
/// <param name="ExpiresIn">Seconds.</param>
/// <param name="StreamUrl">Where a socket can be opened within a minute; left out for a token alone.</param>
internal sealed record ConversationResponse(
    string ConversationId,
    string Token,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    string? StreamUrl = null);

/// <summary>The id of an activity that was taken.</summary>
internal sealed record IdResponse(string Id);
