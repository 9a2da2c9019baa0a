using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CampaignBot.Training;

/// <summary>Which way a figure should go.</summary>
public enum Better
{
    /// <summary>The more the better.</summary>
    Higher,

    /// <summary>The less the better.</summary>
    Lower,
}

/// <summary>One figure of a run: a share from 0 to 1, or a count.</summary>
/// <param name="Name">The same in every run of a kind: "en right".</param>
public sealed record RunFigure(string Name, double Value, Better Better = Better.Higher, bool IsCount = false)
{
    /// <summary>A value of this figure for people: "96.4%" or "3"; a dash where there is none.</summary>
    public string Written(double? value) => value is not { } number ? "–"
        : IsCount ? number.ToString("#,0", CultureInfo.InvariantCulture)
        : (number * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%";
}

/// <summary>Something that came out otherwise than expected.</summary>
/// <param name="Where">Its language, split or file.</param>
public sealed record RunMiss(string Where, string Text, string Expected, string Got);

/// <summary>One evaluation, as it is kept to be compared with others.</summary>
/// <param name="Kind"><c>campaign</c>, <c>intents</c>, <c>retrieval</c> or <c>guard</c>.</param>
/// <param name="Of">What was measured on: a folder's or file's name.</param>
public sealed record EvaluationRun(string Kind, string Of, DateTimeOffset At, IReadOnlyList<RunFigure> Figures, IReadOnlyList<RunMiss> Misses)
{
    /// <summary>Writes the run to a file, whose folder is made where it is missing.</summary>
    public async Task SaveAsync(string path, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(this, RunJson.Default.EvaluationRun) + "\n", cancellation);
    }

    /// <summary>Reads a run, or a baseline: a run of which only the figures count.</summary>
    /// <exception cref="InvalidDataException">The file holds no run; the message names it.</exception>
    public static async Task<EvaluationRun> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            var run = JsonSerializer.Deserialize(await File.ReadAllTextAsync(path, cancellation), RunJson.Default.EvaluationRun);
            return run is { Figures: not null, Misses: not null } ? run : throw new InvalidDataException($"{path}: this is no run of evaluate.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: this is no run of evaluate: {e.Message}", e);
        }
    }

    /// <summary>Where a run is kept when no other place is named: by its time, so that the names sort.</summary>
    public string DefaultPath(string folder) =>
        Path.Combine(folder, At.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture) + $"-{Kind}.json");

    /// <summary>The last run of the same kind on the same thing that a folder holds, or null. Files that can't be read are passed over.</summary>
    public async Task<EvaluationRun?> PreviousAsync(string folder, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
            return null;
        foreach (var file in Directory.EnumerateFiles(folder, $"*-{Kind}.json").OrderDescending(StringComparer.Ordinal))
        {
            try
            {
                if (await ReadAsync(file, cancellation) is var run && run.Kind == Kind && run.Of == Of && run.At < At)
                    return run;
            }
            catch (InvalidDataException)
            {
                // Somebody's edit; an older one serves as well.
            }
        }
        return null;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(EvaluationRun))]
internal sealed partial class RunJson : JsonSerializerContext;
