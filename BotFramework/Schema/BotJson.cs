using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace CampaignBot.BotFramework;

/// <summary>
/// How the Bot Framework's types are written as JSON: camelCase, nulls left out, depth at most 64. The one thing in
/// this project that Microsoft's packages don't have, as theirs is Newtonsoft.Json's settings.
/// </summary>
public static class BotJson
{
    /// <summary>Generated code for the schema; reflection only for the types that a bot adds.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>
    /// The activity that a stranger sent; null where it isn't well formed: no object, too deep, a property named twice,
    /// a number out of range, a text that is no Unicode. Such things would be found out later, in the middle of a turn.
    /// </summary>
    public static Activity? ReadActivity(ReadOnlyMemory<byte> json)
    {
        try
        {
            if (!Utf8.IsValid(json.Span))
                return null;
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = Options.MaxDepth });
            if (json.Span.IndexOf("\\u"u8) >= 0)
                RequireWholeCharacters(document.RootElement);
            return document.Deserialize<Activity>(Options);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <exception cref="InvalidOperationException">An escape in a text or name stands for half of a character.</exception>
    private static void RequireWholeCharacters(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    RequireWholeCharacters(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    RequireWholeCharacters(property.Value);
                }

                break;
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // Safe where JSON goes to an application; no page embeds it.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 64,
        };
        options.TypeInfoResolverChain.Add(SchemaJson.Default);
        options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
        options.MakeReadOnly();
        return options;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(List<Activity>))]
[JsonSerializable(typeof(List<Entity>))]
[JsonSerializable(typeof(Mention))]
[JsonSerializable(typeof(Place))]
[JsonSerializable(typeof(GeoCoordinates))]
[JsonSerializable(typeof(Thing))]
[JsonSerializable(typeof(HeroCard))]
[JsonSerializable(typeof(ThumbnailCard))]
[JsonSerializable(typeof(SigninCard))]
[JsonSerializable(typeof(BasicCard))]
[JsonSerializable(typeof(AttachmentData))]
[JsonSerializable(typeof(ConversationParameters))]
[JsonSerializable(typeof(ConversationResourceResponse))]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(ExpectedReplies))]
[JsonSerializable(typeof(Transcript))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(AdaptiveCardInvokeValue))]
[JsonSerializable(typeof(AdaptiveCardInvokeResponse))]
[JsonSerializable(typeof(TeamsChannelData))]
[JsonSerializable(typeof(TeamsChannelAccount))]
[JsonSerializable(typeof(TeamDetails))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(IDictionary<string, object>))]
internal sealed partial class SchemaJson : JsonSerializerContext;
