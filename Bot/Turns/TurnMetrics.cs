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
        Stage = _meter.CreateHistogram<double>("campaignbot.turn.stage.duration", "s", "What a turn's time goes into: waiting, reading, answering, committing; and delivering each reply after it.");
        RequestUnits = _meter.CreateHistogram<double>("campaignbot.turn.request_units", "{request_unit}", "What the store charged for a turn, from its reading to its commit; nothing where it charges nothing.");
        Waiting = _meter.CreateUpDownCounter<long>("campaignbot.turns.waiting", "{activity}", "Activities that wait for their turn.");
        Refused = _meter.CreateCounter<long>("campaignbot.turns.refused", "{activity}", "Activities refused because too many wait.");
        Undelivered = _meter.CreateUpDownCounter<long>("campaignbot.replies.waiting", "{activity}", "Replies on their way to their channels.");
        Replies = _meter.CreateCounter<long>("campaignbot.replies", "{activity}", "Replies by channel and outcome.");
    }

    public ActivitySource Source { get; } = new(Name);

    public Counter<long> Turns { get; }

    public Histogram<double> Duration { get; }

    public Histogram<double> Stage { get; }

    public Histogram<double> RequestUnits { get; }

    public UpDownCounter<long> Waiting { get; }

    public UpDownCounter<long> Undelivered { get; }

    public Counter<long> Refused { get; }

    public Counter<long> Replies { get; }

    /// <summary>Measures a part of a turn, under a span of its own, until it is disposed of.</summary>
    public StageTimer Begin(string stage, TimeProvider time) => new(this, stage, time);

    public void Dispose()
    {
        _meter.Dispose();
        Source.Dispose();
    }

    /// <summary>A part of a turn that is under way.</summary>
    internal readonly struct StageTimer(TurnMetrics metrics, string stage, TimeProvider time) : IDisposable
    {
        private readonly Activity? _span = metrics.Source.StartActivity(stage);
        private readonly long _started = time.GetTimestamp();

        public void Dispose()
        {
            metrics.Stage.Record(time.GetElapsedTime(_started).TotalSeconds, new KeyValuePair<string, object?>("stage", stage));
            _span?.Dispose();
        }
    }
}
