using System.CommandLine;
using CampaignBot.Operations;
using CampaignBot.Training;

namespace CampaignBot.Commands.Importing;

/// <summary>Questions and answers, pages and documents, into the content folder.</summary>
internal static class ImportContent
{
    private static readonly Option<string?> SourceName = Text("--source-name", "name", "Whose pages or answers these are, as cited");
    private static readonly Option<string?> Link = Text("--link", "https", "Where it is published");
    private static readonly Option<string?> LinkBase = Text("--link-base", "https", "Where the folder is published: each page's link is that and its path");
    private static readonly Option<bool?> Official = new("--official") { Description = "It states voting procedure on an election office's word. Needs source, link, --as-of, --expires and --jurisdiction" };
    private static readonly Option<string?> AsOf = Text("--as-of", "date", "The day it was checked");
    private static readonly Option<string?> Expires = Text("--expires", "date", "The first day it no longer holds");
    private static readonly Option<string?> Jurisdiction = Text("--jurisdiction", "place", "The place it holds for, such as Alder County, or {county}: a field of each page");
    private static readonly Option<string?> JurisdictionField = Text("--jurisdiction-field", "field", "The field of each page that names its place; the same as --jurisdiction \"{field}\"");
    private static readonly Option<string?> Language = Text("--language", "code", "Its language, such as es; else told by the file's name or folder, the page itself or its words");
    private static readonly Option<string?> Title = Text("--title", "text", "Each page's title, such as \"Voting in {county}\"");
    private static readonly Option<string> Topic = new("--topic") { HelpName = "name", Description = "The topic of questions whose row names none", DefaultValueFactory = _ => "faq" };
    private static readonly Option<string?> Rules = Text("--rules", "file", "Rules by folder: any of title, source (name, link or linkBase), official, asOf, expires, jurisdiction, language, body (for pages that are fields only; a line that lacks a field is left out), and folders with rules of their own. Else import.yaml in the folder");
    private static readonly Option<string?> Data = Text("--data", "file", "More fields of the pages: JSON, an object of objects named as the pages, or CSV with a column page");

    public static ImportKind Faq() => new(
        "faq",
        """
        questions and answers, CSV -> knowledge/{topic}/{name}.{language}.md
                         columns: question, answer; and as wanted id, topic, language, title, alternatives (divided by |), source name, link, as of, expires,
                         official, jurisdiction; in Spanish too (pregunta, respuesta, ...), or both side by side (question_en, answer_en, question_es, ...)
        """,
        [Topic, SourceName, Link, Official, AsOf, Expires, Jurisdiction, Language],
        source => source.Ending == ".csv" && ContentImport.IsFaq(source.Head),
        RunAsync);

    public static ImportKind Documents() => new(
        "documents",
        """
        pages and documents, Markdown (with front matter), HTML, DOCX, or a folder of them -> documents/{source}/{name}.{language}.md
                         navigation, scripts, forms and unsafe links are left out; what a page says of itself (title, dates, place) counts where no option does
        """,
        [Title, SourceName, Link, LinkBase, Official, AsOf, Expires, Jurisdiction, JurisdictionField, Language, Rules, Data],
        source => source.IsFolder || ContentImport.IsPage(source.Ending),
        RunAsync);

    private static Task RunAsync(ImportSource source, ParseResult parsed, ImportReport report, CancellationToken cancellationToken)
    {
        var options = new ContentImportOptions
        {
            Content = ContentLocation.Of(parsed.GetValue(ImportOptions.Content)),
            Rules = new PageRules
            {
                Title = parsed.GetValue(Title),
                SourceName = parsed.GetValue(SourceName),
                Link = parsed.GetValue(Link),
                LinkBase = parsed.GetValue(LinkBase),
                IsOfficial = parsed.GetValue(Official),
                AsOf = parsed.GetValue(AsOf),
                Expires = parsed.GetValue(Expires),
                Jurisdiction = parsed.GetValue(Jurisdiction) ?? (parsed.GetValue(JurisdictionField) is { } field ? $"{{{field}}}" : null),
                Language = parsed.GetValue(Language),
            },
            RulesFile = parsed.GetValue(Rules),
            DataFile = parsed.GetValue(Data),
            Topic = parsed.GetRequiredValue(Topic),
            DryRun = parsed.GetValue(ImportOptions.DryRun),
            Overwrite = parsed.GetValue(ImportOptions.Overwrite),
        };
        var progress = source.IsFolder && !Console.IsErrorRedirected ? new Percentages("importing", Console.Error) : null;
        return ContentImport.RunAsync(source.Path, options, TimeProvider.System, report, progress, cancellationToken);
    }

    private static Option<string?> Text(string name, string value, string description) => new(name) { HelpName = value, Description = description };
}
