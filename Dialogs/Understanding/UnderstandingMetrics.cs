using System.Diagnostics.Metrics;
using CampaignBot.Core.Knowledge.Generation;
using CampaignBot.Core.Understanding.Guarding;

namespace CampaignBot.Dialogs.Understanding;

/// <summary>Figures of what messages are taken for and how they are answered, meter <c>CampaignBot.Understanding</c>. Words and names are in none of them.</summary>
public static class UnderstandingMetrics
{
    /// <summary>The meter's name.</summary>
    public const string Name = "CampaignBot.Understanding";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Verdicts = Meter.CreateCounter<long>("campaignbot.guard.messages", "{message}", "Messages judged, by verdict.");

    private static readonly Counter<long> Recognitions = Meter.CreateCounter<long>(
        "campaignbot.recognitions", "{message}", "Messages by what told their meaning: embedded, model, or fallback where a language model was asked in vain.");

    private static readonly Counter<long> Written = Meter.CreateCounter<long>(
        "campaignbot.answers.generated", "{answer}", "Answers a language model was asked to write, by outcome and by why the check refused them.");

    internal static void Count(Verdict verdict) => Verdicts.Add(1, new KeyValuePair<string, object?>("verdict", verdict.ToString().ToLowerInvariant()));

    internal static void CountRecognition(string by) => Recognitions.Add(1, new KeyValuePair<string, object?>("by", by));

    internal static void Count(GeneratedAnswer answer) => Written.Add(
        1,
        new KeyValuePair<string, object?>("outcome", answer.Outcome.ToString().ToLowerInvariant()),
        new KeyValuePair<string, object?>("fault", answer.Fault?.ToString().ToLowerInvariant()));
}
