using System.Globalization;
using CampaignBot.Benchmarks.Load;

namespace CampaignBot.Benchmarks;

/// <summary>
/// How soon the built program is ready, and what it holds in memory when nobody talks to it: on an empty data folder, where it trains its models
/// once it is ready, and again where an earlier start has left them.
/// </summary>
internal static class StartUp
{
    public static async Task RunAsync(int starts, CancellationToken cancellationToken)
    {
        var (first, again) = (new List<Start>(), new List<Start>());
        for (var i = 0; i < starts; i++)
        {
            var data = Directory.CreateTempSubdirectory("campaignbot-start");
            first.Add(await MeasureAsync(data, cancellationToken));
            again.Add(await MeasureAsync(data, cancellationToken));
            data.Delete(recursive: true);
        }

        Console.WriteLine("| start | starts | ready, median ms | ready, slowest ms | CPU until ready, median ms | idle memory, median MB |\n|---|--:|--:|--:|--:|--:|");
        Print("first", first);
        Print("again", again);
    }

    private static async Task<Start> MeasureAsync(DirectoryInfo data, CancellationToken cancellationToken)
    {
        await using var program = await ProgramUnderLoad.StartProgramAsync(data, cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
        return new(program.ReadyAfter.TotalMilliseconds, program.ReadyAfterProcessorTime.TotalMilliseconds, program.ResidentBytes / 1024.0 / 1024.0);
    }

    private static void Print(string name, List<Start> starts) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {starts.Count} | {Median(starts, s => s.Ready):F0} | {starts.Max(s => s.Ready):F0} | {Median(starts, s => s.Processor):F0} | {Median(starts, s => s.Memory):F0} |"));

    private static double Median(List<Start> starts, Func<Start, double> value) => starts.Select(value).Order().ElementAt(starts.Count / 2);

    private sealed record Start(double Ready, double Processor, double Memory);
}
