using System.Text.Json.Serialization;
using CampaignBot.Training;

namespace CampaignBot.Commands;

/// <summary>What commands print with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(TrainingFigures))]
[JsonSerializable(typeof(IntentEvaluation))]
[JsonSerializable(typeof(IReadOnlyList<GoldEvaluation>))]
internal sealed partial class CommandJson : JsonSerializerContext;
