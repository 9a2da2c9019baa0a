using CampaignBot.Training;

namespace CampaignBot.Tests.Training;

public sealed class EvaluationRunTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Previous_AmongKeptRuns_IsTheLastOfItsKindOnTheSame()
    {
        foreach (var (kind, of, hours) in new[] { ("guard", "a.csv", 1), ("guard", "a.csv", 2), ("guard", "b.csv", 3), ("intents", "a.csv", 4) })
        {
            var kept = Run(0.9, kind: kind, of: of) with { At = Noon.AddHours(hours) };
            await kept.SaveAsync(kept.DefaultPath(_folder.FullName), default);
        }
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "20261122T235959000Z-guard.json"), "{ half");

        var previous = await (Run(0.8) with { At = Noon.AddHours(9) }).PreviousAsync(_folder.FullName, default);

        Assert.Equal(Noon.AddHours(2), previous?.At);
        Assert.Null(await Run(0.8, of: "c.csv").PreviousAsync(_folder.FullName, default));
        Assert.Null(await Run(0.8).PreviousAsync(Path.Combine(_folder.FullName, "none"), default));
    }

    [Fact]
    public async Task Run_WrittenAndRead_IsTheSame()
    {
        var path = Path.Combine(_folder.FullName, "deep", "run.json");
        await Run(0.75).SaveAsync(path, default);

        var read = await EvaluationRun.ReadAsync(path, default);

        Assert.Equal(Run(0.75).Figures, read.Figures);
        Assert.Equal(Run(0.75).Misses, read.Misses);
        await File.WriteAllTextAsync(path, "{}");
        Assert.Contains(path, (await Assert.ThrowsAsync<InvalidDataException>(() => EvaluationRun.ReadAsync(path, default))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.9, 0.9, 1, 1, 0)]
    [InlineData(0.9, 0.95, 1, 0, 0)]
    [InlineData(0.9, 0.895, 1, 1, 0)]
    [InlineData(0.9, 0.88, 1, 1, 1)]
    [InlineData(0.9, 0.88, 1, 2, 2)]
    public void Gate_OverAFigureThatGotWorse_ObjectsBeyondItsTolerance(double recallBefore, double recall, int wrongBefore, int wrong, int objections)
    {
        var comparison = RunComparison.Of(Run(recallBefore, wrongBefore), Run(recall, wrong));

        Assert.Equal(objections, comparison.Objections(0.01).Count());
    }

    [Fact]
    public void Gate_OverAFigureNoLongerMeasured_Objects()
    {
        var comparison = RunComparison.Of(Run(0.9), Run(0.9) with { Figures = [new("recall", 0.9)] });

        Assert.Equal(["wrong is not measured any more"], comparison.Objections(1));
    }

    [Fact]
    public void Comparison_OfMisses_TellsNewOnesFromMended()
    {
        var before = Run(0.9) with { Misses = [new("en", "a", "x", "y"), new("en", "b", "x", "y")] };
        var now = Run(0.9) with { Misses = [new("en", "b", "x", "z"), new("es", "a", "x", "y")] };

        var comparison = RunComparison.Of(before, now);

        Assert.Equal([new("es", "a", "x", "y")], comparison.NewMisses);
        Assert.Equal([new("en", "a", "x", "y")], comparison.Mended);
        Assert.Throws<InvalidDataException>(() => RunComparison.Of(Run(0.9, kind: "intents"), now));
    }

    private static EvaluationRun Run(double recall, int wrong = 0, string kind = "guard", string of = "a.csv") => new(
        kind, of, Noon, [new("recall", recall), new("wrong", wrong, Better.Lower, IsCount: true)], [new("en", "text", "expected", "got")]);
}
