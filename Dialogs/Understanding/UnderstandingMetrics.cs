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

    internal static void Count(Verdict verdict) => Verdicts.Add(1, new KeyValuePair<string, object?>("verdict", verdict.ToString().ToLowerInvariant()));
}
