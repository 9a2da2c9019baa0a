using System.Text.Json.Serialization;
using CampaignBot.Commands.Importing;
using CampaignBot.Training;

namespace CampaignBot.Commands;

/// <summary>What commands print with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(TrainingFigures))]
[JsonSerializable(typeof(DataSetFigures))]
[JsonSerializable(typeof(IntentEvaluation))]
[JsonSerializable(typeof(IReadOnlyList<GoldEvaluation>))]
[JsonSerializable(typeof(RetrievalEvaluation))]
[JsonSerializable(typeof(EvaluationRun))]
[JsonSerializable(typeof(ImportFigures))]
[JsonSerializable(typeof(CheckFigures))]
[JsonSerializable(typeof(FineTuningFigures))]
internal sealed partial class CommandJson : JsonSerializerContext;
