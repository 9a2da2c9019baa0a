using System.Globalization;
using CampaignBot.Benchmarks.Load;

namespace CampaignBot.Benchmarks;

/// <summary>How soon the built program is ready, and what it holds in memory when nobody talks to it.</summary>
internal static class StartUp
{
    public static async Task RunAsync(int starts, CancellationToken cancellationToken)
    {
        var (ready, memory) = (new List<double>(), new List<double>());
        for (var i = 0; i < starts; i++)
        {
            await using var program = await ProgramUnderLoad.StartProgramAsync(cancellationToken);
            ready.Add(program.ReadyAfter.TotalMilliseconds);
            await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
            memory.Add(program.ResidentBytes / 1024.0 / 1024.0);
        }

        Console.WriteLine("| starts | ready, median ms | ready, slowest ms | idle memory, median MB |\n|--:|--:|--:|--:|");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {starts} | {ready.Order().ElementAt(starts / 2):F0} | {ready.Max():F0} | {memory.Order().ElementAt(starts / 2):F0} |"));
    }
}
