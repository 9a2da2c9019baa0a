namespace CampaignBot.Core.Understanding.Guarding;

/// <summary>The guard's own texts, which travel in the assembly so that no campaign's content can be without them.</summary>
internal static class EmbeddedText
{
    private const string Folder = "Guarding/";

    /// <summary>The names of all files.</summary>
    public static IEnumerable<string> Names => typeof(EmbeddedText).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
        .Select(n => n[Folder.Length..])
        .Order(StringComparer.Ordinal);

    /// <summary>The lines of a file that are neither empty nor remarks.</summary>
    public static IReadOnlyList<string> Lines(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(Folder + name)
            ?? throw new InvalidOperationException($"Core carries no {name}.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(l => l[0] != '#')];
    }
}
