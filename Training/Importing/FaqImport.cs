using System.Text;
using System.Text.RegularExpressions;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Training;

/// <summary>Questions and answers, as <c>knowledge/{topic}/{name}.{language}.md</c> of a content folder.</summary>
/// <param name="content">The content they go into: its languages, and what is asked for there already.</param>
/// <param name="today">The campaign's day.</param>
/// <param name="given">What the operator says of all of them.</param>
/// <param name="topic">The topic of rows that name none.</param>
internal sealed class FaqImport(CampaignContent content, DateOnly today, PageRules given, string topic)
{
    private const int MaxTitle = 60;
    private const int MaxQuestions = 100;

    private readonly LanguageDetector _detector = LanguageDetector.Of(content);
    private readonly List<Entry> _earlier = [];

    private sealed record Entry(string Id, string Language, string Title, IReadOnlyList<string> Questions, Provenance Provenance, bool IsFreeOfProcedure, string Body, int Line, string? Note)
    {
        public string Text()
        {
            var text = new StringBuilder("---\ntitle: ").Append(ContentText.Scalar(Title)).Append("\nquestions:\n");
            foreach (var question in Questions)
                text.Append("  - ").Append(ContentText.Scalar(question)).Append('\n');
            return text.Append(ContentText.ToYaml(Provenance)).Append(IsFreeOfProcedure ? "noVotingProcedure: true\n" : "").Append("---\n").Append(Body).Append('\n').ToString();
        }
    }

    /// <summary>Imports a file of them.</summary>
    /// <exception cref="InvalidDataException">The file is no such table; the message names file and line.</exception>
    public async Task AddAsync(string file, ImportedFiles files, ImportReport report, CancellationToken cancellation)
    {
        var rows = (await FaqTable.ReadAsync(file, cancellation)).Rows().ToList();
        var ids = Ids(rows);
        // What this import brings anew is not in its own way.
        var said = new Said(content.Entries.Where(e => !ids.Contains(e.Id) && !_earlier.Exists(o => o.Id == e.Id)).Select(e => (e.Id, e.Language, e.Title, e.Questions))
            .Concat(_earlier.Select(e => (e.Id, e.Language, e.Title, e.Questions))));
        var entries = new OrderedDictionary<string, List<Entry>>(StringComparer.Ordinal);
        var refused = new List<(string Id, string? Language, int Line)>();
        for (var i = 0; i < rows.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var translations = entries.GetValueOrDefault(ids[i]) ?? [];
                translations.Add(Read(rows[i], ids[i], said, translations));
                entries[ids[i]] = translations;
            }
            catch (Exception e) when (e is InvalidDataException or RegexMatchTimeoutException)
            {
                refused.Add((ids[i], LanguageOf(rows[i]), rows[i].Line));
                report.Refuse(file, rows[i].Line, e is RegexMatchTimeoutException ? "It takes too long to read." : e.Message);
            }
        }
        foreach (var (id, translations) in entries)
        {
            if (refused.Find(r => r.Id == id && !translations.Exists(t => t.Language == r.Language)) is { Line: > 0 and var line } half)
            {
                foreach (var translation in translations)
                    report.Refuse(file, translation.Line, $"Left out in '{translation.Language}', as it was refused in {(half.Language is { } other ? $"'{other}'" : "another language")} (line {line}): an entry comes in all its languages or not at all.");
                continue;
            }
            // A translation that is in the content only stays, and must go on agreeing.
            if (content.Entries.FirstOrDefault(e => e.Id == id && !translations.Exists(t => t.Language == e.Language)) is { } kept
                && Facts(translations[0].Provenance) != (kept.IsOfficial, kept.AsOf, kept.Expires, kept.Jurisdiction))
            {
                report.Refuse(file, translations[0].Line, $"It doesn't agree with {kept.File}, a translation that is not in this table: official, as of, expires and jurisdiction must be the same.");
                continue;
            }
            _earlier.AddRange(translations);
            await files.PutAsync(
                [.. translations.Select(e => new ImportedText($"knowledge/{e.Id}.{e.Language}.md", e.Text(), file, e.Line, NoteOn(e, translations)))], report, cancellation);
        }
    }

    /// <summary>The id of each row's entry. A row without one is named by its question, in the first language of the row.</summary>
    private List<string> Ids(List<FaqRow> rows)
    {
        var ids = new List<string>();
        for (var i = 0; i < rows.Count; i++)
        {
            var isSameRow = i > 0 && rows[i - 1].Line == rows[i].Line;
            var under = Slug.Of(rows[i].Topic.Length > 0 ? rows[i].Topic : topic);
            ids.Add(isSameRow ? ids[i - 1] : $"{under}/{Slug.Of(rows[i].Id.Length > 0 ? rows[i].Id : Page.OneLine(rows[i].Question))}");
        }
        return ids;
    }

    /// <summary>What is said of it, or null where it can't be told.</summary>
    private string? LanguageOf(FaqRow row) =>
        given.Language ?? (row.Language.Length > 0 ? row.Language.Split('-', '_')[0].ToLowerInvariant() : _detector.Detect($"{row.Question} {row.Answer}"));

    private string? NoteOn(Entry entry, List<Entry> translations)
    {
        var missing = content.Profile.Languages.Where(l => !translations.Exists(t => t.Language == l) && !content.Entries.Any(e => e.Id == entry.Id && e.Language == l));
        var uncited = given.SourceName is { Length: > 0 } name ? ContentText.WithoutSource(entry.Provenance, name) : null;
        string?[] notes = [entry.Note, uncited, ContentText.Restriction(entry.Provenance, content.Profile, today), .. missing.Select(l => $"there is none in '{l}' yet")];
        return string.Join("; ", notes.Where(n => n is not null)) is { Length: > 0 } note ? note : null;
    }

    private Entry Read(FaqRow row, string id, Said said, List<Entry> translations)
    {
        if (Page.OneLine(row.Question).Length == 0)
            throw new InvalidDataException("There is no question.");
        if (row.Answer.Length == 0)
            throw new InvalidDataException("There is no answer.");
        var language = LanguageOf(row)
            ?? throw new InvalidDataException($"Its language can't be told; add a column language, or --language: {string.Join(", ", content.Profile.Languages)}.");
        if (!content.Profile.Languages.Contains(language, StringComparer.Ordinal))
            throw new InvalidDataException($"It is in '{language}', which is not one of the campaign's languages.");
        if (translations.Exists(t => t.Language == language))
            throw new InvalidDataException($"{id} stands on line {translations.Find(t => t.Language == language)!.Line} already.");

        var provenance = ContentText.ReadProvenance(
            given.IsOfficial ?? IsYes(row.Official),
            given.SourceName ?? row.SourceName,
            given.Link ?? row.Link,
            given.AsOf ?? row.AsOf,
            given.Expires ?? row.Expires,
            given.Jurisdiction ?? row.Jurisdiction,
            today);
        if (!provenance.IsOfficial && id.StartsWith("voting/", StringComparison.Ordinal))
            throw new InvalidDataException("Answers under voting/ state voting procedure and must be official (--official, or a column official).");
        if (translations is [var first, ..] && Facts(first.Provenance) != Facts(provenance))
            throw new InvalidDataException($"It doesn't agree with the translation of {id} on line {first.Line}: official, as of, expires and jurisdiction must be the same.");

        var body = Page.Clean(row.Answer);
        if (ContentText.Unfit(body) is { } problem)
            throw new InvalidDataException(problem);
        var title = said.Title(id, language, row.Title.Length > 0 ? Page.OneLine(row.Title) : Shortened(Page.OneLine(row.Question)), Page.OneLine(row.Question));
        var (questions, left) = said.Questions(id, language, [.. row.Others.Prepend(row.Question).Select(Page.OneLine).Where(q => q.Length > 0).Take(MaxQuestions)]);
        var isFree = IsYes(row.NoVotingProcedure);
        if (!provenance.IsOfficial && !isFree && KnowledgeEntry.ProcedureIn(questions.Prepend(title), body) is { } stated)
            throw new InvalidDataException($"'{stated}' is about how voting works, which only an official source may tell: give the election office's answer with --official and its source (or a column official), or leave it out. Where it is no such thing, say yes in a column noVotingProcedure.");
        return new Entry(id, language, title, questions, provenance, isFree, body, row.Line, left > 0 ? $"{left} of its questions left out, as another entry has them" : null);
    }

    /// <summary>What translations have in common.</summary>
    private static (bool IsOfficial, DateOnly? AsOf, DateOnly? Expires, string? Jurisdiction) Facts(Provenance provenance) =>
        (provenance.IsOfficial, provenance.AsOf, provenance.Expires, provenance.Jurisdiction);

    private static bool IsYes(string value) => value.ToUpperInvariant() is "TRUE" or "YES" or "Y" or "1" or "X" or "SI" or "SÍ";

    private static string Shortened(string question)
    {
        if (question.Length <= MaxTitle)
            return question;
        var cut = question.LastIndexOf(' ', MaxTitle - 1);
        return question[..(cut > 0 ? cut : MaxTitle - 1)].TrimEnd(',', ';', ':', ' ') + "…";
    }

    /// <summary>The titles and questions of the content: one that stood twice in a language would make two answers fit for ever.</summary>
    private sealed class Said
    {
        private readonly Dictionary<(string Language, string Text), string> _titles = [];
        private readonly Dictionary<(string Language, string Text), string> _questions = [];

        public Said(IEnumerable<(string Id, string Language, string Title, IReadOnlyList<string> Questions)> entries)
        {
            foreach (var (id, language, title, questions) in entries)
            {
                _titles[(language, FoldedText.Fold(title))] = id;
                foreach (var question in questions)
                    _questions[(language, FoldedText.Fold(question))] = id;
            }
        }

        public string Title(string id, string language, params ReadOnlySpan<string> preferred)
        {
            foreach (var title in preferred)
            {
                if (_titles.TryAdd((language, FoldedText.Fold(title)), id))
                    return title;
            }
            throw new InvalidDataException($"The title '{preferred[0]}' is that of {_titles[(language, FoldedText.Fold(preferred[0]))]} in '{language}' already; give this one another (a column title), or leave it out.");
        }

        public (IReadOnlyList<string> Questions, int Left) Questions(string id, string language, IReadOnlyList<string> questions)
        {
            var own = questions.DistinctBy(FoldedText.Fold, StringComparer.Ordinal).ToList();
            var anew = own.Where(q => _questions.TryAdd((language, FoldedText.Fold(q)), id)).ToList();
            return anew.Count > 0 ? (anew, own.Count - anew.Count)
                : throw new InvalidDataException($"The question '{own[0]}' is answered by {_questions[(language, FoldedText.Fold(own[0]))]} in '{language}' already.");
        }
    }
}
