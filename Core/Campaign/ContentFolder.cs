using CampaignBot.Core.Canvassing;
using CampaignBot.Core.Events;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Surveys;
using CampaignBot.Core.Volunteering;

namespace CampaignBot.Core.Campaign;

/// <summary>Reads the files of a content folder and checks each by itself and all against one another.</summary>
internal sealed class ContentFolder
{
    private readonly string _folder;
    private readonly string _label;
    private readonly ContentProblems _problems = new();
    private readonly List<(KnowledgeEntry Entry, YamlFields Fields)> _entries = [];
    private readonly List<KnowledgeDocument> _documents = [];
    private readonly List<IntentExamples> _examples = [];
    private readonly List<Script> _scripts = [];

    private ContentFolder(string folder)
    {
        _folder = Path.GetFullPath(folder);
        _label = Path.GetFileName(Path.TrimEndingDirectorySeparator(_folder));
    }

    public static async Task<(CampaignContent? Content, IReadOnlyList<ContentProblem> Problems)> ReadAsync(
        string folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        var reader = new ContentFolder(folder);
        var content = await reader.ReadAsync(clock, cancellationToken);
        return (content, reader._problems.Ordered());
    }

    /// <summary>Reads it and looks at all that an operator should know of.</summary>
    /// <param name="intents">Those the bot has a reply to; where null, any may be.</param>
    public static async Task<(CampaignContent? Content, IReadOnlyList<ContentProblem> Problems)> CheckAsync(
        string folder, TimeProvider clock, IReadOnlyCollection<string>? intents, CancellationToken cancellationToken)
    {
        var reader = new ContentFolder(folder);
        var content = await reader.ReadAsync(clock, cancellationToken);
        if (Directory.Exists(reader._folder))
        {
            var review = new ContentReview(reader._folder, reader._label, reader._problems);
            review.Titles([.. reader._entries.Select(e => e.Entry)], reader._documents);
            review.Anchors([.. reader._entries.Select(e => e.Entry)], reader._documents);
            review.Examples(reader._examples, content?.Profile.Languages ?? [], intents);
            review.Conversations([.. reader._entries.Select(e => e.Entry)], intents);
            review.Files();
        }
        return (content, reader._problems.Ordered());
    }

    private async Task<CampaignContent?> ReadAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var profileFile = Path.Combine(_folder, ProfileFile.Name);
        if (!File.Exists(profileFile))
        {
            _problems.Error(Label(profileFile), 0, $"Not found. A content folder holds {ProfileFile.Name}, knowledge/ and examples/.");
            return null;
        }
        var yaml = await File.ReadAllTextAsync(profileFile, cancellationToken);
        if (ProfileFile.Read(yaml, Label(profileFile), _problems) is not var (profile, fields))
            return null;

        var today = profile.Today(clock);
        foreach (var file in Files("knowledge", "*.md"))
            await ReadEntryAsync(file, profile, today, cancellationToken);
        foreach (var file in Files("documents", "*.md"))
            await ReadDocumentAsync(file, profile, today, cancellationToken);
        foreach (var file in Files("examples", "*.txt"))
            await ReadExamplesAsync(file, profile, cancellationToken);
        foreach (var file in Files("scripts", "*.md"))
            await ReadScriptAsync(file, profile, cancellationToken);
        var events = await ReadNamedAsync("events", (yaml, name, label) => PlannedEvent.Read(yaml, name, label, profile.Languages, _problems), cancellationToken);
        var works = await ReadNamedAsync("volunteering", (yaml, name, label) => Work.Read(yaml, name, label, profile.Languages, _problems), cancellationToken);
        var priorities = await ReadNamedAsync("priorities", (yaml, name, label) => Topic.Read(yaml, name, label, profile.Languages, _problems), cancellationToken);
        var topics = await ReadNamedAsync("topics", (yaml, name, label) => Topic.Read(yaml, name, label, profile.Languages, _problems), cancellationToken);
        var surveys = await ReadNamedAsync("surveys", (yaml, name, label) => SurveyFile.Read(yaml, name, label, profile.Languages, _problems), cancellationToken);

        CheckTranslations(profile.Languages);
        CheckReferences(profile, fields);
        CheckDuplicates();
        return _problems.HasErrors
            ? null
            : new CampaignContent(profile, [.. _entries.Select(e => e.Entry)], _documents, _examples, _problems.Ordered())
            {
                Events = events,
                Works = works,
                Scripts = _scripts,
                Priorities = Topic.Ordered(priorities),
                Topics = Topic.Ordered(topics),
                Surveys = surveys,
            };
    }

    private async Task ReadEntryAsync(string file, CampaignProfile profile, DateOnly today, CancellationToken cancellationToken)
    {
        if (NameAndLanguage(file, profile) is not var (name, language))
            return;
        if (FolderWithin("knowledge", file) is not { } topic)
        {
            _problems.Error(Label(file), 0, "An entry lies in a folder that names its topic: knowledge/voting/, for example.");
            return;
        }
        var text = await File.ReadAllTextAsync(file, cancellationToken);
        if (KnowledgeFile.Read(text, $"{topic}/{name}", language, Label(file), profile.Election, today, _problems) is { } entry)
            _entries.Add(entry);
    }

    private async Task ReadDocumentAsync(string file, CampaignProfile profile, DateOnly today, CancellationToken cancellationToken)
    {
        if (NameAndLanguage(file, profile) is not var (name, language))
            return;
        if (FolderWithin("documents", file) is not { } source)
        {
            _problems.Error(Label(file), 0, "A document lies in a folder that names its source: documents/county-elections/, for example.");
            return;
        }
        var text = await File.ReadAllTextAsync(file, cancellationToken);
        if (DocumentFile.Read(text, $"{source}/{name}", language, Label(file), today, _problems) is { } document)
            _documents.Add(document);
    }

    private async Task ReadScriptAsync(string file, CampaignProfile profile, CancellationToken cancellationToken)
    {
        if (NameAndLanguage(file, profile) is not var (name, language))
            return;
        if (Script.Read(await File.ReadAllTextAsync(file, cancellationToken), name, language, Label(file), _problems) is { } script)
            _scripts.Add(script);
    }

    /// <summary>The folder below a subject's in which a file lies; null where it lies in the subject's own.</summary>
    private string? FolderWithin(string subject, string file)
    {
        var folder = Path.GetRelativePath(Path.Combine(_folder, subject), Path.GetDirectoryName(file)!).Replace('\\', '/');
        return folder == "." ? null : folder;
    }

    private async Task ReadExamplesAsync(string file, CampaignProfile profile, CancellationToken cancellationToken)
    {
        if (NameAndLanguage(file, profile) is not var (intent, language))
            return;
        var lines = await File.ReadAllLinesAsync(file, cancellationToken);
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length > 0 && !line.StartsWith('#') && !seen.TryAdd(line, i + 1))
                _problems.Error(Label(file), i + 1, $"'{line}' stands on line {seen[line]} already.");
        }
        if (seen.Count == 0)
            _problems.Error(Label(file), 1, "There is no example in it.");
        _examples.Add(new IntentExamples(intent, language, [.. seen.Keys]));
    }

    /// <summary>Reads the files of a folder that each hold one thing in all languages, named by the file.</summary>
    private async Task<IReadOnlyList<T>> ReadNamedAsync<T>(string subject, Func<string, string, string, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        var all = new List<T>();
        foreach (var file in Files(subject, "*.yaml"))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            // The name becomes part of ids, which dots divide.
            if (!name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') || FolderWithin(subject, file) is not null)
                _problems.Error(Label(file), 0, $"It must lie in {subject}/ itself, and its name be of small letters a to z, digits and hyphens.");
            else if (read(await File.ReadAllTextAsync(file, cancellationToken), name, Label(file)) is { } one)
                all.Add(one);
        }
        return all;
    }

    private (string Name, string Language)? NameAndLanguage(string file, CampaignProfile profile)
    {
        var parts = Path.GetFileNameWithoutExtension(file).Split('.');
        if (parts is [{ Length: > 0 } name, var language] && profile.Languages.Contains(language, StringComparer.Ordinal))
            return (name, language);
        _problems.Error(Label(file), 0,
            $"The file's name must be name.language{Path.GetExtension(file)} with one of the languages {string.Join(", ", profile.Languages)}.");
        return null;
    }

    private void CheckTranslations(IReadOnlyList<string> languages)
    {
        foreach (var script in _scripts.DistinctBy(s => s.Id, StringComparer.Ordinal))
        {
            foreach (var language in languages.Where(l => !_scripts.Exists(s => s.Id == script.Id && s.Language == l)))
                _problems.Warn($"{_label}/scripts/{script.Id}.{script.Language}.md", 0, $"There is no translation of {script.Id} into '{language}'.");
        }
        foreach (var translations in _entries.GroupBy(e => e.Entry.Id, StringComparer.Ordinal))
        {
            var (first, _) = translations.First();
            foreach (var language in languages.Except(translations.Select(t => t.Entry.Language), StringComparer.Ordinal))
                _problems.Warn(first.File, 0, $"There is no translation of {first.Id} into '{language}'.");
            foreach (var (entry, fields) in translations.Skip(1))
            {
                Agree("official", first.IsOfficial, entry.IsOfficial);
                Agree("asOf", first.AsOf, entry.AsOf);
                Agree("expires", first.Expires, entry.Expires);
                Agree("jurisdiction", first.Jurisdiction, entry.Jurisdiction);

                void Agree<T>(string field, T expected, T actual)
                {
                    if (!EqualityComparer<T>.Default.Equals(expected, actual))
                        fields.Error(field, $"`{field}` is not what {first.File} says.");
                }
            }
        }
    }

    private void CheckReferences(CampaignProfile profile, YamlFields profileFields)
    {
        var ids = _entries.Select(e => e.Entry.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (entry, fields) in _entries)
        {
            for (var i = 0; i < entry.Related.Count; i++)
            {
                if (!ids.Contains(entry.Related[i]))
                    _problems.Error(entry.File, fields.LineOfItem("related", i), $"`related`: there is no entry '{entry.Related[i]}'.");
                else if (entry.Related[i] == entry.Id)
                    _problems.Error(entry.File, fields.LineOfItem("related", i), "`related`: an entry can't be its own follow-up.");
            }
        }
        foreach (var id in profile.Suggestions.Where(id => !ids.Contains(id)))
            profileFields.Error("suggestions", $"`suggestions`: there is no entry '{id}'.");
    }

    /// <summary>A title or question that stands twice in a language, however it is written, would make two answers fit for ever.</summary>
    private void CheckDuplicates()
    {
        var seen = new Dictionary<(string Language, string Text), (string Text, KnowledgeEntry Entry, int Line)>();
        foreach (var (entry, fields) in _entries)
        {
            Check("title", fields.Line("title"), entry.Title);
            for (var i = 0; i < entry.Questions.Count; i++)
                Check("question", fields.LineOfItem("questions", i), entry.Questions[i]);

            void Check(string what, int line, string text)
            {
                var key = (entry.Language, $"{what} {FoldedText.Fold(text)}");
                if (seen.TryAdd(key, (text, entry, line)))
                    return;
                var other = seen[key];
                // An entry may list a way of asking with and without its accents.
                if (other.Entry != entry || other.Text.Equals(text, StringComparison.OrdinalIgnoreCase))
                    _problems.Error(entry.File, line, $"The {what} '{text}' stands in {other.Entry.File}:{other.Line} already.");
            }
        }
    }

    private IEnumerable<string> Files(string subject, string pattern)
    {
        var folder = Path.Combine(_folder, subject);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : [];
    }

    private string Label(string file) => $"{_label}/{Path.GetRelativePath(_folder, file).Replace('\\', '/')}";
}
