using System.Text.Json.Serialization;

namespace CampaignBot.Storage.Cosmos;

/// <summary>The JSON of continuations.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class CosmosJson : JsonSerializerContext;
