namespace CampaignBot.Training;

/// <summary>A figure then and now.</summary>
/// <param name="Before">Null where it wasn't measured then.</param>
/// <param name="Now">Null where it isn't measured any more.</param>
public sealed record FigureChange(RunFigure Figure, double? Before, double? Now)
{
    /// <summary>By how much it is worse; 0 where it isn't, and where there is nothing to compare.</summary>
    public double Loss => (Before, Now) is ({ } before, { } now) ? Math.Max(0, Figure.Better is Better.Higher ? before - now : now - before) : 0;
}

/// <summary>What changed from one run to the next.</summary>
/// <param name="NewMisses">What came out right before, or wasn't asked.</param>
/// <param name="Mended">What was missed before and isn't now.</param>
public sealed record RunComparison(EvaluationRun Before, IReadOnlyList<FigureChange> Figures, IReadOnlyList<RunMiss> NewMisses, IReadOnlyList<RunMiss> Mended)
{
    /// <summary>Compares two runs of one kind.</summary>
    /// <exception cref="InvalidDataException">They are of two kinds.</exception>
    public static RunComparison Of(EvaluationRun before, EvaluationRun now)
    {
        if (before.Kind != now.Kind)
            throw new InvalidDataException($"A run of kind \"{now.Kind}\" can't be compared with one of kind \"{before.Kind}\".");
        var then = before.Figures.ToDictionary(f => f.Name, StringComparer.Ordinal);
        var today = now.Figures.ToDictionary(f => f.Name, StringComparer.Ordinal);
        return new RunComparison(
            before,
            [.. now.Figures.Concat(before.Figures).DistinctBy(f => f.Name, StringComparer.Ordinal)
                .Select(f => new FigureChange(f, then.GetValueOrDefault(f.Name)?.Value, today.GetValueOrDefault(f.Name)?.Value))],
            [.. now.Misses.ExceptBy(before.Misses.Select(Key), Key)],
            [.. before.Misses.ExceptBy(now.Misses.Select(Key), Key)]);

        static (string, string) Key(RunMiss miss) => (miss.Where, miss.Text);
    }

    /// <summary>What a gate objects to, a sentence each: figures that fell by more than is tolerated, and those no longer measured.</summary>
    /// <param name="tolerance">By how much a figure may be worse: 0.01 is one point of a share; a count may not be worse at all where this is less than 1.</param>
    public IEnumerable<string> Objections(double tolerance) => Figures
        .Where(f => f.Before is not null && (f.Now is null || f.Loss > tolerance + 1e-9))
        .Select(f => f.Now is null
            ? $"{f.Figure.Name} is not measured any more"
            : $"{f.Figure.Name} is {f.Figure.Written(f.Now)}, {(f.Figure.Better is Better.Higher ? "down" : "up")} from {f.Figure.Written(f.Before)}");
}
