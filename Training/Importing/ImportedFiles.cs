using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CampaignBot.Training;

/// <summary>
/// The files that imports write into a content folder. <c>imports.json</c> in that folder remembers what was written, so that what somebody
/// changed by hand since is never overwritten unasked.
/// </summary>
public sealed class ImportedFiles
{
    /// <summary>The file that remembers.</summary>
    public const string LedgerName = "imports.json";

    private readonly string _folder;
    private readonly bool _dryRun;
    private readonly bool _overwrite;
    private readonly SortedDictionary<string, ImportedFile> _ledger;
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly string _before;

    private ImportedFiles(string folder, bool dryRun, bool overwrite, string before, SortedDictionary<string, ImportedFile> files) =>
        (_folder, _dryRun, _overwrite, _before, _ledger) = (folder, dryRun, overwrite, before, files);

    /// <param name="folder">The content folder.</param>
    /// <exception cref="InvalidDataException">The folder's <c>imports.json</c> can't be read.</exception>
    public static async Task<ImportedFiles> OpenAsync(string folder, bool dryRun, bool overwrite, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, LedgerName);
        var text = File.Exists(path) ? await File.ReadAllTextAsync(path, cancellation) : "";
        try
        {
            var files = text.Length == 0 ? [] : JsonSerializer.Deserialize(text, LedgerJson.Default.DictionaryStringImportedFile) ?? [];
            return new ImportedFiles(folder, dryRun, overwrite, text, new(files, StringComparer.Ordinal));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: Line {e.LineNumber + 1}: this can't be read. Restore it, or delete it to import anew with --overwrite.", e);
        }
    }

    /// <summary>
    /// Writes files that belong together, such as translations: all that say something new, or, where one of them was changed by hand, none.
    /// </summary>
    public async Task PutAsync(IReadOnlyList<ImportedText> texts, ImportReport report, CancellationToken cancellation)
    {
        var mayWrite = true;
        var places = new List<(ImportedText Text, string? Current, string Hash, string? Refusal)>();
        foreach (var text in texts)
        {
            var path = Path.Combine(_folder, text.Target);
            var hash = Hash(text.Text);
            var current = File.Exists(path) ? Hash(await File.ReadAllTextAsync(path, cancellation)) : null;
            var refusal = Refusal(text.Target, current, hash);
            mayWrite &= refusal is null;
            places.Add((text, current, hash, refusal));
        }
        foreach (var (text, current, hash, refusal) in places)
        {
            if (current == hash || current is not null && _ledger.GetValueOrDefault(text.Target)?.Sha256 == hash && !_overwrite)
            {
                _ledger[text.Target] = new ImportedFile(Path.GetFileName(text.From), hash);
                report.Add(ImportOutcome.Unchanged, text.From, text.Line, text.Target, current == hash ? null : "changed by hand since it was imported, and left as it is");
            }
            else if (!mayWrite)
            {
                report.Refuse(text.From, text.Line, refusal ?? $"{text.Target} stays as it is, as a translation of it was changed by hand; --overwrite replaces both.");
            }
            else
            {
                await WriteAsync(text, cancellation);
                _ledger[text.Target] = new ImportedFile(Path.GetFileName(text.From), hash);
                report.Add(current is null ? ImportOutcome.Taken : ImportOutcome.Changed, text.From, text.Line, text.Target, text.Note);
            }
        }
    }

    /// <summary>Files that an earlier import wrote and this one did not, and what they came from.</summary>
    /// <param name="folder">The folder of the content that pages were imported into, with a slash at its end; null where there were none.</param>
    /// <param name="sources">The names of the files imported now; entries of tables among them count too.</param>
    public IEnumerable<(string File, string From)> NotWritten(string? folder, IReadOnlyCollection<string> sources) => _ledger
        .Where(f => folder is not null && f.Key.StartsWith(folder, StringComparison.Ordinal)
            || f.Key.StartsWith("knowledge/", StringComparison.Ordinal) && sources.Contains(f.Value.From, StringComparer.Ordinal))
        .Where(f => !_written.Contains(f.Key) && File.Exists(Path.Combine(_folder, f.Key)))
        .Select(f => (f.Key, f.Value.From));

    private string? Refusal(string target, string? current, string hash)
    {
        if (!_written.Add(target))
            return $"{target} was written from another part of the same import.";
        var known = _ledger.GetValueOrDefault(target)?.Sha256;
        return current is null || current == hash || known == current || known == hash || _overwrite ? null
            : $"{target} {(known is null ? "was there before" : "was changed by hand since it was imported")}; --overwrite replaces it.";
    }

    private async Task WriteAsync(ImportedText text, CancellationToken cancellation)
    {
        if (_dryRun)
            return;
        var path = Path.Combine(_folder, text.Target);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text.Text, cancellation);
    }

    /// <summary>Writes down what was written.</summary>
    public async Task SaveAsync(CancellationToken cancellation)
    {
        var text = JsonSerializer.Serialize(_ledger, LedgerJson.Default.SortedDictionaryStringImportedFile) + "\n";
        if (!_dryRun && _ledger.Count > 0 && text != _before.ReplaceLineEndings("\n"))
            await File.WriteAllTextAsync(Path.Combine(_folder, LedgerName), text, cancellation);
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));
}

/// <summary>A file to write.</summary>
/// <param name="Target">From the content folder on, with forward slashes; every part made by <see cref="Slug"/>.</param>
/// <param name="From">Where it comes from, for people.</param>
/// <param name="Line">The line there; 0 where it is the whole file.</param>
/// <param name="Note">What there is to say about it, or null.</param>
public sealed record ImportedText(string Target, string Text, string From, int Line, string? Note);

/// <summary>What is remembered of a file.</summary>
/// <param name="From">The name of the file it came from.</param>
/// <param name="Sha256">Of the text as it was written, with line ends as <c>\n</c>.</param>
internal sealed record ImportedFile(string From, string Sha256);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(Dictionary<string, ImportedFile>))]
[JsonSerializable(typeof(SortedDictionary<string, ImportedFile>))]
internal sealed partial class LedgerJson : JsonSerializerContext;
