using System.CommandLine;
using CampaignBot.Training;

namespace CampaignBot.Commands.Evaluation;

/// <summary>What becomes of an evaluation, whatever was evaluated: it is kept, compared, told as a page, and held against a gate.</summary>
internal static class RunOutput
{
    private const string Kept = "data/evaluations";

    private static readonly Option<string?> Out = new("--out") { HelpName = "file", Description = $"Where to keep this run; else {Kept}/(time)-(kind).json" };
    private static readonly Option<string?> Against = new("--against") { HelpName = "file", Description = $"The run to compare with; else the last of the same kind in {Kept}" };
    private static readonly Option<string?> Page = new("--report") { HelpName = "file.html", Description = "Write a page with the figures, plots, comparison and every miss" };
    private static readonly Option<string?> Gate = new("--gate") { HelpName = "file", Description = "Exit with 2 where a figure is worse than in this run (a baseline that --out wrote and was committed); without a file, than in the run compared with", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<double> Tolerance = new("--tolerance") { HelpName = "share", Description = "By how much a figure may be worse at the gate: 0.01 is one point of a percentage" };

    public static IReadOnlyList<Option> Options { get; } = [Out, Against, Page, Gate, Tolerance];

    /// <summary>Reads what the run will be held against, so that a file that isn't there is told of before all the work.</summary>
    /// <param name="kind">What will be measured, as <see cref="EvaluationRun.Kind"/>.</param>
    /// <exception cref="InvalidDataException">A file is missing, is no run, or is one of another kind.</exception>
    public static async Task CheckAsync(string kind, ParseResult parsed, CancellationToken cancellationToken)
    {
        foreach (var option in new[] { Against, Gate })
        {
            if (parsed.GetValue(option) is not { } file)
                continue;
            if (!File.Exists(file))
                throw new InvalidDataException($"{option.Name}: there is no {file}. Make it with: evaluate --out {file}");
            if (await EvaluationRun.ReadAsync(file, cancellationToken) is { Kind: var other } && other != kind)
                throw new InvalidDataException($"{option.Name}: {file} is a run of kind \"{other}\", and this will be one of kind \"{kind}\".");
        }
    }

    /// <summary>Keeps, compares and tells a run; what isn't a figure of it goes to the error output.</summary>
    /// <param name="page">Makes the page, given what is compared with.</param>
    /// <returns>Whether it passed the gate; true where there is none.</returns>
    public static async Task<bool> WriteAsync(EvaluationRun run, Func<RunComparison?, Report> page, ParseResult parsed, CancellationToken cancellationToken)
    {
        var before = parsed.GetValue(Against) is { } file ? await EvaluationRun.ReadAsync(file, cancellationToken) : await run.PreviousAsync(Kept, cancellationToken);
        var comparison = before is null ? null : RunComparison.Of(before, run);
        // Read before the run is written, which may be over it.
        var baseline = parsed.GetValue(Gate) is { } committed ? RunComparison.Of(await EvaluationRun.ReadAsync(committed, cancellationToken), run) : comparison;
        await run.SaveAsync(parsed.GetValue(Out) ?? run.DefaultPath(Kept), cancellationToken);
        if (parsed.GetValue(Page) is { } html)
            await page(comparison).SaveAsync(html, cancellationToken);

        foreach (var change in comparison?.Figures.Where(c => !c.Before.Equals(c.Now)) ?? [])
            await Console.Error.WriteLineAsync($"{change.Figure.Name}: {change.Figure.Written(change.Now)}, before {change.Figure.Written(change.Before)}");
        if (parsed.GetResult(Gate) is null)
            return true;
        if (baseline is null)
        {
            await Console.Error.WriteLineAsync($"There is no run in {Kept} to hold this one against; it is the first.");
            return true;
        }
        var objections = baseline.Objections(parsed.GetValue(Tolerance)).ToList();
        foreach (var objection in objections)
            await Console.Error.WriteLineAsync($"gate: {objection}");
        return objections.Count == 0;
    }
}
