using System.Diagnostics.Metrics;

namespace CampaignBot.Voting;

/// <summary>Figures of Google's Civic Information API, meter <c>CampaignBot.Voting</c>.</summary>
internal sealed class CivicMetrics : IDisposable
{
    private readonly Meter _meter = new("CampaignBot.Voting");

    public CivicMetrics() => Lookups = _meter.CreateCounter<long>(
        "campaignbot.civic.lookups", "{lookup}", "Addresses asked for, by outcome: found, unknown, limited, refused, late, malformed, failed, paused, cancelled.");

    public Counter<long> Lookups { get; }

    public void Dispose() => _meter.Dispose();
}
