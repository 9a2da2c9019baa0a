using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CampaignBot.Turns;

/// <summary>Figures of the turns, meter and activity source <c>CampaignBot.Turns</c>. They cost next to nothing while nobody listens.</summary>
internal sealed class TurnMetrics : IDisposable
{
    public const string Name = "CampaignBot.Turns";
    private readonly Meter _meter = new(Name);

    public TurnMetrics()
    {
        Turns = _meter.CreateCounter<long>("campaignbot.turns", "{turn}", "Turns by channel and outcome.");
        Duration = _meter.CreateHistogram<double>("campaignbot.turn.duration", "s", "From a message's acceptance to its turn's commit.");
        Waiting = _meter.CreateUpDownCounter<long>("campaignbot.turns.waiting", "{activity}", "Activities that wait for their turn.");
        Refused = _meter.CreateCounter<long>("campaignbot.turns.refused", "{activity}", "Activities refused because too many wait.");
        Replies = _meter.CreateCounter<long>("campaignbot.replies", "{activity}", "Replies by channel and outcome.");
    }

    public ActivitySource Source { get; } = new(Name);

    public Counter<long> Turns { get; }

    public Histogram<double> Duration { get; }

    public UpDownCounter<long> Waiting { get; }

    public Counter<long> Refused { get; }

    public Counter<long> Replies { get; }

    public void Dispose()
    {
        _meter.Dispose();
        Source.Dispose();
    }
}
