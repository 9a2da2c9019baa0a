using CampaignBot.Core.Campaign;

namespace CampaignBot.Training;

/// <summary>How to import questions, answers, pages and documents into a content folder.</summary>
public sealed record ContentImportOptions
{
    /// <summary>The content folder; it must be without errors.</summary>
    public required string Content { get; init; }

    /// <summary>What the operator says of everything imported.</summary>
    public PageRules Rules { get; init; } = new();

    /// <summary>A file of rules by folder; where null, <c>import.yaml</c> in the imported folder, if there is one.</summary>
    public string? RulesFile { get; init; }

    /// <summary>A file with fields of the pages, or null.</summary>
    public string? DataFile { get; init; }

    /// <summary>The topic of questions that name none.</summary>
    public string Topic { get; init; } = "faq";

    /// <summary>Whether nothing is to be written.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether what was changed by hand is replaced.</summary>
    public bool Overwrite { get; init; }
}

/// <summary>How many of a folder's files are done.</summary>
public sealed record ImportProgress(int Done, int Total);

/// <summary>
/// Imports questions and answers (CSV), pages (Markdown, HTML) and documents (DOCX), a file or a folder of them, into a content folder. The same
/// files and options give the same content, byte for byte.
/// </summary>
public static class ContentImport
{
    /// <summary>Whether a CSV file holds questions and answers, by its first lines.</summary>
    public static bool IsFaq(string head) => FaqTable.Recognises(head);

    /// <summary>Whether a file is a page or document, by its ending (with its dot, in lower case).</summary>
    public static bool IsPage(string ending) => Page.Endings.Contains(ending, StringComparer.Ordinal);

    /// <exception cref="ContentException">The content folder has errors already.</exception>
    /// <exception cref="InvalidDataException">A file that was named can't be read; the message names it.</exception>
    public static async Task RunAsync(
        string path, ContentImportOptions options, TimeProvider clock, ImportReport report, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        report.Into = options.Content;
        var content = await CampaignContent.LoadAsync(options.Content, clock, cancellation);
        var today = content.Profile.Today(clock);
        var ownRules = Path.Combine(path, PageRulesFile.Name);
        var rules = (options.RulesFile ?? (File.Exists(ownRules) ? ownRules : null)) is { } rulesFile
            ? await PageRulesFile.ReadAsync(rulesFile, cancellation)
            : new PageRulesFile();
        var documents = new DocumentImport(content, today, options.Rules, rules, await PageData.ReadAsync(options.DataFile, cancellation));
        var questions = new FaqImport(content, today, options.Rules, options.Topic);

        var files = await ImportedFiles.OpenAsync(options.Content, options.DryRun, options.Overwrite, cancellation);
        var helpers = new[] { options.RulesFile ?? ownRules, options.DataFile ?? ownRules }.Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        var sources = DocumentImport.FilesOf(path).Where(f => !helpers.Contains(Path.GetFullPath(f))).ToList();
        try
        {
            for (var i = 0; i < sources.Count; i++)
            {
                await AddAsync(sources[i]);
                progress?.Report(new ImportProgress(i + 1, sources.Count));
            }
        }
        finally
        {
            // Also when it was ended early: what was written must be known as ours.
            await files.SaveAsync(CancellationToken.None);
        }
        foreach (var (gone, from) in files.NotWritten(Directory.Exists(path) ? $"documents/{documents.SourceFolder(path)}/" : null, [.. sources.Select(s => Path.GetFileName(s))]))
            report.Add(ImportOutcome.PassedOver, path, target: gone, note: $"imported earlier from {from}, and no longer in it; delete it if it doesn't hold any more");

        async Task AddAsync(string file)
        {
            var ending = Path.GetExtension(file).ToLowerInvariant();
            if (IsPage(ending))
                await documents.AddAsync(path, file, files, report, cancellation);
            else if (ending == ".csv" && file == path)
                await questions.AddAsync(file, files, report, cancellation);
            else if (ending == ".csv" && IsFaq(await TextFile.ReadHeadAsync(file, 4_096, cancellation)))
                await AddOneOfManyAsync(file);
            else
                report.Add(ImportOutcome.PassedOver, file, note: "not a kind of file that is read here");
        }

        async Task AddOneOfManyAsync(string file)
        {
            try
            {
                await questions.AddAsync(file, files, report, cancellation);
            }
            catch (InvalidDataException e)
            {
                report.Refuse(file, 0, e.Message.Replace($"{file}: ", "", StringComparison.Ordinal));
            }
        }
    }
}
