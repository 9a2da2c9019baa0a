using System.Diagnostics.Metrics;
using CampaignBot.Turns;

namespace CampaignBot.Channels;

/// <summary>
/// What became of everything that platforms and clients sent, meter <c>CampaignBot.Channels</c>: handled, repeated (known from before),
/// ignored or refused, and why. Reasons come from a short list, never from what was sent.
/// </summary>
internal sealed class ChannelMetrics : IDisposable
{
    public const string Name = "CampaignBot.Channels";
    private readonly Meter _meter = new(Name);

    public ChannelMetrics() => Received = _meter.CreateCounter<long>("campaignbot.channels.received", "{event}", "What came in, by channel, outcome and reason.");

    public Counter<long> Received { get; }

    /// <summary>Counts what was handed to the inbox.</summary>
    public void Took(string channel, Acceptance acceptance)
    {
        switch (acceptance)
        {
            case Acceptance.Accepted:
                Handled(channel);
                break;
            case Acceptance.Duplicate:
                Count(channel, "repeated");
                break;
            case Acceptance.TryLater:
                Refused(channel, "busy");
                break;
            case Acceptance.TooLarge:
                Refused(channel, "too large");
                break;
        }
    }

    public void Handled(string channel) => Count(channel, "handled");

    public void Ignored(string channel, string reason) => Count(channel, "ignored", reason);

    public void Refused(string channel, string reason) => Count(channel, "refused", reason);

    public void Dispose() => _meter.Dispose();

    private void Count(string channel, string outcome, string? reason = null) =>
        Received.Add(1, new("channel", channel), new("outcome", outcome), new("reason", reason));
}
