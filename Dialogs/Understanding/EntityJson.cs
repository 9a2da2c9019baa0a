using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CampaignBot.Core.Understanding.Entities;

namespace CampaignBot.Dialogs.Understanding;

/// <summary>
/// Entities as <see cref="Microsoft.Bot.Builder.RecognizerResult.Entities"/> holds them: a list of values by kind (<c>"zip": [{"zip": "97301"}]</c>),
/// and in <c>$instance</c>, in the same order, where each stands (<c>startIndex</c>, <c>endIndex</c>, <c>text</c>).
/// </summary>
public static class EntityJson
{
    /// <summary>Writes entities.</summary>
    public static JsonObject Of(IReadOnlyList<Entity> entities)
    {
        var (json, instances) = (new JsonObject(), new JsonObject());
        foreach (var ofKind in entities.GroupBy(e => e.Kind))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(ofKind.Key.ToString());
            json[name] = new JsonArray([.. ofKind.Select(Value)]);
            instances[name] = new JsonArray([.. ofKind.Select(e => new JsonObject { ["startIndex"] = e.Start, ["endIndex"] = e.End, ["text"] = e.Text })]);
        }
        if (instances.Count > 0)
            json["$instance"] = instances;
        return json;
    }

    private static JsonNode? Value(Entity entity) => JsonSerializer.SerializeToNode(entity.Value, entity.Value.GetType(), EntityValuesJson.Default);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PostalAddress))]
[JsonSerializable(typeof(ZipCode))]
[JsonSerializable(typeof(PhoneNumber))]
[JsonSerializable(typeof(EmailAddress))]
[JsonSerializable(typeof(PersonName))]
[JsonSerializable(typeof(When))]
[JsonSerializable(typeof(Number))]
[JsonSerializable(typeof(LanguageAskedFor))]
internal sealed partial class EntityValuesJson : JsonSerializerContext;
