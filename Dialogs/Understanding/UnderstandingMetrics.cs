using System.Diagnostics.Metrics;
using CampaignBot.Core.Understanding.Guarding;

namespace CampaignBot.Dialogs.Understanding;

/// <summary>Figures of what messages are taken for, meter <c>CampaignBot.Understanding</c>. Words and names are in none of them.</summary>
public static class UnderstandingMetrics
{
    /// <summary>The meter's name.</summary>
    public const string Name = "CampaignBot.Understanding";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Verdicts = Meter.CreateCounter<long>("campaignbot.guard.messages", "{message}", "Messages judged, by verdict.");

    private static readonly Counter<long> Recognitions = Meter.CreateCounter<long>(
        "campaignbot.recognitions", "{message}", "Messages by what told their meaning: embedded, model, or fallback where a language model was asked in vain.");

    internal static void Count(Verdict verdict) => Verdicts.Add(1, new KeyValuePair<string, object?>("verdict", verdict.ToString().ToLowerInvariant()));

    internal static void CountRecognition(string by) => Recognitions.Add(1, new KeyValuePair<string, object?>("by", by));
}
