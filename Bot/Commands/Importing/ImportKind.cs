using System.CommandLine;
using CampaignBot.Training;

namespace CampaignBot.Commands.Importing;

/// <summary>A kind of thing that <c>import</c> takes. Each is a file in this folder and a line in <see cref="ImportCommand"/>.</summary>
/// <param name="Name">As given to <c>--as</c>.</param>
/// <param name="Help">What it reads and where that goes, in a line or some for <c>--help</c>.</param>
/// <param name="Options">Its own options; kinds may share one.</param>
/// <param name="Recognises">Whether a file or folder is of this kind, where <c>--as</c> doesn't say.</param>
/// <param name="ImportAsync">Imports it and tells the report what became of each part.</param>
internal sealed record ImportKind(
    string Name,
    string Help,
    IReadOnlyList<Option> Options,
    Func<ImportSource, bool> Recognises,
    Func<ImportSource, ParseResult, ImportReport, CancellationToken, Task> ImportAsync);

/// <summary>A file or folder that was named.</summary>
/// <param name="Path">As it was named.</param>
/// <param name="Head">The first characters of a text file, at most 4,096; empty for a folder.</param>
internal sealed record ImportSource(string Path, string Head)
{
    /// <summary>Whether it is a folder.</summary>
    public bool IsFolder => Directory.Exists(Path);

    /// <summary>The file's ending in lower case, with its dot; empty for a folder.</summary>
    public string Ending => IsFolder ? "" : System.IO.Path.GetExtension(Path).ToLowerInvariant();

    /// <exception cref="FileNotFoundException">There is neither such a file nor such a folder.</exception>
    public static async Task<ImportSource> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
            return new ImportSource(path, "");
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: there is no such file or folder.");
        return new ImportSource(path, await TextFile.ReadHeadAsync(path, 4_096, cancellationToken));
    }
}
