using System.Diagnostics.Metrics;

namespace CampaignBot.Outreach;

/// <summary>Figures of the reminders, meter <c>CampaignBot.Reminders</c>.</summary>
internal sealed class ReminderMetrics : IDisposable
{
    public const string Name = "CampaignBot.Reminders";
    private readonly Meter _meter = new(Name);

    public ReminderMetrics() =>
        Reminders = _meter.CreateCounter<long>("campaignbot.reminders", "{reminder}", "Reminders that were due, by channel, topic and outcome: sent, late, stopped, gone, postponed or waiting.");

    public Counter<long> Reminders { get; }

    public void Dispose() => _meter.Dispose();
}
