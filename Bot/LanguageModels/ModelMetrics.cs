using System.Diagnostics.Metrics;

namespace CampaignBot.LanguageModels;

/// <summary>Figures of the language model, meter <c>CampaignBot.LanguageModels</c>.</summary>
internal sealed class ModelMetrics : IDisposable
{
    public const string Name = "CampaignBot.LanguageModels";
    private readonly Meter _meter = new(Name);

    public ModelMetrics()
    {
        Calls = _meter.CreateCounter<long>("campaignbot.model.calls", "{call}", "Calls by operation (chat, embed) and outcome: ok, cached, or the kind of failure.");
        Attempts = _meter.CreateCounter<long>("campaignbot.model.attempts", "{request}", "Requests sent, second attempts included.");
        Tokens = _meter.CreateCounter<long>("campaignbot.model.tokens", "{token}", "Tokens used, by operation.");
        Duration = _meter.CreateHistogram<double>("campaignbot.model.duration", "s", "From the question to the answer or the failure, attempts and pauses included.");
    }

    public Counter<long> Calls { get; }

    public Counter<long> Attempts { get; }

    public Counter<long> Tokens { get; }

    public Histogram<double> Duration { get; }

    public void Dispose() => _meter.Dispose();
}
