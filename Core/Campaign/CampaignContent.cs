using CampaignBot.Core.Canvassing;
using CampaignBot.Core.Events;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Surveys;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Volunteering;

namespace CampaignBot.Core.Campaign;

/// <summary>
/// Everything a campaign says, read from its content folder: <c>campaign.yaml</c>,
/// <c>knowledge/{topic}/{name}.{language}.md</c>, <c>documents/{source}/{name}.{language}.md</c>,
/// <c>examples/{intent}.{language}.txt</c>, <c>events/{name}.yaml</c>, <c>volunteering/{name}.yaml</c>,
/// <c>priorities/{name}.yaml</c>, <c>topics/{name}.yaml</c>, <c>surveys/{name}.yaml</c>,
/// <c>scripts/{name}.{language}.md</c>. Immutable.
/// </summary>
public sealed class CampaignContent
{
    private readonly Dictionary<(string Id, string Language), KnowledgeEntry> _entries;
    private readonly Dictionary<string, string?> _intents = new(StringComparer.Ordinal);

    internal CampaignContent(
        CampaignProfile profile,
        IReadOnlyList<KnowledgeEntry> entries,
        IReadOnlyList<KnowledgeDocument> documents,
        IReadOnlyList<IntentExamples> examples,
        IReadOnlyList<ContentProblem> warnings)
    {
        Profile = profile;
        Entries = entries;
        Documents = documents;
        Examples = examples;
        Warnings = warnings;
        _entries = entries.ToDictionary(e => (e.Id, e.Language));
        foreach (var (text, intent) in examples.SelectMany(e => e.Utterances, (e, text) => (FoldedText.Key(text), e.Intent)))
            _intents[text] = _intents.GetValueOrDefault(text, intent) == intent ? intent : null;
    }

    /// <summary>Who the campaign is.</summary>
    public CampaignProfile Profile { get; }

    /// <summary>Every entry in every language, ordered by id, then language.</summary>
    public IReadOnlyList<KnowledgeEntry> Entries { get; }

    /// <summary>Longer texts to quote where no entry answers, ordered by file. Some may be about other places, or have expired.</summary>
    public IReadOnlyList<KnowledgeDocument> Documents { get; }

    /// <summary>What people say when it is not a question about the campaign.</summary>
    public IReadOnlyList<IntentExamples> Examples { get; }

    /// <summary>The campaign's own events, ordered by file.</summary>
    public IReadOnlyList<PlannedEvent> Events { get; internal init; } = [];

    /// <summary>What volunteers do, ordered by file.</summary>
    public IReadOnlyList<Work> Works { get; internal init; } = [];

    /// <summary>What volunteers may say, ordered by file.</summary>
    public IReadOnlyList<Script> Scripts { get; internal init; } = [];

    /// <summary>What may matter to people, in the order in which it is shown.</summary>
    public IReadOnlyList<Topic> Priorities { get; internal init; } = [];

    /// <summary>What people can ask to be told about, in the order in which it is shown.</summary>
    public IReadOnlyList<Topic> Topics { get; internal init; } = [];

    /// <summary>The surveys, ordered by file; some may not be open.</summary>
    public IReadOnlyList<Survey> Surveys { get; internal init; } = [];

    /// <summary>What an operator should look at, such as expired facts; the content is usable nevertheless.</summary>
    public IReadOnlyList<ContentProblem> Warnings { get; }

    /// <summary>The entry in a language, or null.</summary>
    public KnowledgeEntry? Find(string id, string language) => _entries.GetValueOrDefault((id, language));

    /// <summary>The intent that a text is an example of, word for word; null where it is of none or of several.</summary>
    public string? IntentOf(string text) => _intents.GetValueOrDefault(FoldedText.Key(text));

    /// <summary>Reads a content folder.</summary>
    /// <param name="folder">The folder that holds <c>campaign.yaml</c>.</param>
    /// <param name="clock">Tells which facts have expired.</param>
    /// <exception cref="ContentException">The content has errors; all of them are in it, with file and line.</exception>
    public static async Task<CampaignContent> LoadAsync(
        string folder, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        var (content, problems) = await ContentFolder.ReadAsync(folder, clock, cancellationToken);
        return content ?? throw new ContentException(problems);
    }

    /// <summary>Reads a content folder and tells everything there is to tell about it.</summary>
    /// <param name="intents">Those the bot has a reply to; where null, any may have examples.</param>
    /// <returns>The content (null where there are errors) and all errors and warnings by file and line.</returns>
    public static Task<(CampaignContent? Content, IReadOnlyList<ContentProblem> Problems)> CheckAsync(
        string folder, TimeProvider clock, IReadOnlyCollection<string>? intents = null, CancellationToken cancellationToken = default) =>
        ContentFolder.CheckAsync(folder, clock, intents, cancellationToken);
}

/// <summary>Ways of saying one thing in one language: <c>examples/{intent}.{language}.txt</c>, one a line.</summary>
public sealed record IntentExamples(string Intent, string Language, IReadOnlyList<string> Utterances);
