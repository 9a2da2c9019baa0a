using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CampaignBot.BotFramework;

namespace Microsoft.Bot.Schema;

/// <summary>Something an activity tells beside its text: a mention, a place, a citation, the client's abilities.</summary>
public class Entity
{
    public Entity()
    {
    }

    public Entity(string? type = null) => Type = type;

    public string? Type { get; set; }

    /// <summary>JSON properties that this class doesn't name.</summary>
    [JsonIgnore, JsonPropertyName(UnknownProperties.NoName)]
    public JsonObject Properties { get; set; } = [];

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown
    {
        get => UnknownProperties.Of(Properties);
        set => Properties = value?.Json ?? [];
    }

    /// <summary>This entity read as <typeparamref name="T"/>.</summary>
    /// <exception cref="JsonException">The properties don't fit <typeparamref name="T"/>.</exception>
    public T? GetAs<T>() =>
        JsonSerializer.SerializeToNode(this, GetType(), BotJson.Options).Deserialize<T>(BotJson.Options);

    /// <summary>Takes over the type and properties of <paramref name="obj"/>.</summary>
    public void SetAs<T>(T obj)
    {
        var source = JsonSerializer.SerializeToNode(obj, BotJson.Options)?.AsObject() ?? [];
        Type = source["type"]?.GetValue<string>();
        source.Remove("type");
        Properties = source;
    }
}

/// <summary>An account named in the text.</summary>
public class Mention : Entity
{
    public Mention()
        : base("mention")
    {
    }

    public Mention(ChannelAccount? mentioned = null, string? text = null, string? type = null)
        : base(type ?? "mention") => (Mentioned, Text) = (mentioned, text);

    public ChannelAccount? Mentioned { get; set; }

    /// <summary>The part of the activity's text that is the mention, as written there.</summary>
    public string? Text { get; set; }
}

/// <summary>A place, after schema.org.</summary>
public class Place : Entity
{
    public Place()
        : base("Place")
    {
    }

    public Place(object? address = null, object? geo = null, object? hasMap = null, string? type = null, string? name = null)
        : base(type ?? "Place") => (Address, Geo, HasMap, Name) = (address, geo, hasMap, name);

    [JsonConverter(typeof(UntypedValueConverter))]
    public object? Address { get; set; }

    [JsonConverter(typeof(UntypedValueConverter))]
    public object? Geo { get; set; }

    [JsonConverter(typeof(UntypedValueConverter))]
    public object? HasMap { get; set; }

    public string? Name { get; set; }
}

/// <summary>A point on the earth, after schema.org: degrees, and metres above the WGS 84 ellipsoid.</summary>
public class GeoCoordinates : Entity
{
    public GeoCoordinates()
        : base("GeoCoordinates")
    {
    }

    public GeoCoordinates(double? elevation = default, double? latitude = default, double? longitude = default, string? type = null, string? name = null)
        : base(type ?? "GeoCoordinates") =>
        (Elevation, Latitude, Longitude, Name) = (elevation, latitude, longitude, name);

    public double? Elevation { get; set; }

    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    public string? Name { get; set; }
}

/// <summary>The root of the schema.org types.</summary>
public class Thing
{
    public Thing()
    {
    }

    public Thing(string? type = null, string? name = null) => (Type, Name) = (type, name);

    public string? Type { get; set; }

    public string? Name { get; set; }

    [JsonInclude, JsonExtensionData]
    internal UnknownProperties? Unknown { get; set; }
}

/// <summary>Writes each entity with the properties of its own class, not just those of <see cref="Entity"/>.</summary>
internal sealed class EntityListConverter : JsonConverter<IList<Entity>>
{
    public override IList<Entity>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<List<Entity>>(ref reader, options);

    public override void Write(Utf8JsonWriter writer, IList<Entity> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var entity in value)
            JsonSerializer.Serialize(writer, entity, entity?.GetType() ?? typeof(Entity), options);
        writer.WriteEndArray();
    }
}
