using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

namespace CampaignBot.Benchmarks.Load;

/// <summary>Turns per second, latency, allocation and processor time of the real program, over HTTP, side by side.</summary>
internal static class LoadRun
{
    private static readonly string[] Questions =
    [
        "where do I vote?", "how much will measure 4 cost me", "do i need an id to vote", "what does the bus line do",
        "whats the deadline to register", "who is behind this campaign", "can i vote by mail", "what's the weather",
    ];

    /// <summary>Runs every case and prints a table.</summary>
    /// <param name="voters">Conversations at the same time.</param>
    /// <param name="seconds">How long each case is measured, after half of that to warm up.</param>
    public static async Task RunAsync(int voters, int seconds, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{voters} voters, {seconds} s a case, {Environment.ProcessorCount} cores shared with the load, .NET {Environment.Version}\n");
        Console.WriteLine(Measurement.Header);
        foreach (var bot in new[] { "echo", "campaign" })
        {
            await using var program = await ProgramUnderLoad.StartAsync(bot, cancellationToken);
            Console.WriteLine(await MeasureAsync($"{bot} bot, /api/messages (expectReplies)", program, i => new MessagesVoter(program.Http, i), voters, seconds, cancellationToken));
            Console.WriteLine(await MeasureAsync($"{bot} bot, Direct Line (socket)", program, _ => new DirectLineVoter(program.Http), voters, seconds, cancellationToken));
        }
    }

    private static async Task<Measurement> MeasureAsync(
        string name, ProgramUnderLoad program, Func<int, IVoter> make, int voters, int seconds, CancellationToken cancellationToken)
    {
        var people = Enumerable.Range(0, voters).Select(make).ToList();
        try
        {
            await Task.WhenAll(people.Select(p => p.StartAsync(cancellationToken)));
            await AskAsync(people, TimeSpan.FromSeconds(seconds / 2.0), cancellationToken);

            var before = await program.UsageAsync(cancellationToken);
            var clock = Stopwatch.StartNew();
            var latencies = await AskAsync(people, TimeSpan.FromSeconds(seconds), cancellationToken);
            var elapsed = clock.Elapsed;
            var after = await program.UsageAsync(cancellationToken);

            return new Measurement(
                name,
                latencies.Count,
                elapsed,
                latencies,
                after.AllocatedBytes - before.AllocatedBytes,
                TimeSpan.FromTicks(after.ProcessorTicks - before.ProcessorTicks));
        }
        finally
        {
            foreach (var person in people)
                await person.DisposeAsync();
        }
    }

    private static async Task<List<double>> AskAsync(List<IVoter> people, TimeSpan time, CancellationToken cancellationToken)
    {
        var latencies = new ConcurrentBag<double>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(people.Select(async (person, i) =>
        {
            for (var n = i; clock.Elapsed < time; n++)
            {
                var asked = Stopwatch.GetTimestamp();
                await person.AskAsync(Questions[n % Questions.Length], cancellationToken);
                latencies.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }
        }));
        return [.. latencies];
    }
}
