using System.Globalization;

namespace CampaignBot.Benchmarks.Load;

/// <summary>What one load run showed.</summary>
/// <param name="Case">What was measured, such as "echo bot, Direct Line".</param>
/// <param name="Turns">Messages answered.</param>
/// <param name="Elapsed">From the first message sent to the last reply.</param>
/// <param name="Latencies">From sending a message to its first reply, in milliseconds.</param>
/// <param name="AllocatedBytes">What the server allocated on its managed heap meanwhile.</param>
/// <param name="ProcessorTime">The server's processor time meanwhile.</param>
internal sealed record Measurement(
    string Case,
    int Turns,
    TimeSpan Elapsed,
    IReadOnlyList<double> Latencies,
    long AllocatedBytes,
    TimeSpan ProcessorTime)
{
    public const string Header =
        "| case | turns | turns/s | p50 ms | p99 ms | KB allocated/turn | CPU ms/turn |\n|---|--:|--:|--:|--:|--:|--:|";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Case} | {Turns} | {Turns / Elapsed.TotalSeconds:F0} | {Quantile(0.5):F1} | {Quantile(0.99):F1} | {AllocatedBytes / 1024.0 / Turns:F1} | {ProcessorTime.TotalMilliseconds / Turns:F2} |");

    private double Quantile(double q)
    {
        var sorted = Latencies.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[(int)(q * (sorted.Length - 1))];
    }
}
