using System.Runtime.InteropServices;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge;

/// <summary>
/// Answers questions from the campaign's entries, and where none answers surely by quoting its documents; from nothing else.
/// How to vote is answered only from what is official, holds today and is about this place (COMPLIANCE.md, "Honesty").
/// Safe for any number of callers; vectors of meaning may come later.
/// </summary>
public sealed class Answerer
{
    // Chosen on content/evaluation/questions.*.csv; AnswererTests holds the figures.
    private const float Sure = 0.55f;
    private const float SureOfProcedure = 0.68f;
    private const float Clear = 0.75f;
    private const float Likely = 0.45f;
    private const float Possible = 0.2f;
    private const float Mentioned = 0.52f;
    private const float NearlyEqual = 0.88f;
    private const int MaxChoices = 3;

    // Chosen on half of SQuAD 2: at the first, four of five questions that have an answer get one. More is needed of procedure, and where an
    // entry may be what was asked for.
    private const float SureOfQuote = 0.46f;
    private const float SureOfQuotedProcedure = 0.64f;
    private const float SurerThanEntry = 0.6f;

    private readonly CampaignContent _content;
    private readonly TimeProvider _clock;
    private readonly Places _places;
    private readonly TurningWords _turning;
    private readonly Dictionary<string, string> _numbered;
    private readonly Dictionary<string, Shelf> _shelves;
    private readonly Dictionary<string, DocumentShelf> _documents;

    /// <param name="clock">Tells which entries hold today.</param>
    public Answerer(CampaignContent content, TimeProvider clock)
    {
        (_content, _clock) = (content, clock);
        _places = new Places(content.Profile.Election.Jurisdictions);
        _turning = new TurningWords(content.Entries.Where(e => e.IsOfficial));
        _numbered = Numbered(content.Profile);
        _shelves = content.Entries
            .Where(e => e.IsOfficial ? content.Profile.Election.Covers(e.Jurisdiction) : !e.StatesProcedureUnofficially)
            .GroupBy(e => e.Language, StringComparer.Ordinal)
            .ToDictionary(entries => entries.Key, entries => new Shelf([.. entries], OthersThan(content, entries.Key)), StringComparer.Ordinal);
        // What is about another place is never an answer here, official or not.
        _documents = content.Documents
            .Where(d => d.Provenance.Jurisdiction is not { } place || content.Profile.Election.Covers(place))
            .GroupBy(d => d.Language, StringComparer.Ordinal)
            .ToDictionary(documents => documents.Key, documents => new DocumentShelf([.. documents]), StringComparer.Ordinal);
    }

    private Answerer(Answerer other, TimeProvider clock) =>
        (_content, _clock, _places, _turning, _numbered, _shelves, _documents) = (other._content, clock, other._places, other._turning, other._numbered, other._shelves, other._documents);

    /// <summary>One that answers as of another clock, from the same index.</summary>
    public Answerer At(TimeProvider clock) => new(this, clock);

    /// <summary>The texts that documents are found by, to be given vectors of meaning; none where the language has no documents.</summary>
    public IReadOnlyList<string> TextsOf(string language) => _documents.TryGetValue(language, out var shelf) ? shelf.Texts : [];

    /// <summary>From now on finds documents by these vectors as well.</summary>
    /// <param name="vectors">One for each of <see cref="TextsOf"/>, in their order.</param>
    /// <exception cref="ArgumentException">There is not one for each.</exception>
    public void Use(string language, PassageVectors vectors) => _documents[language].Use(vectors);

    /// <summary>Whether entries are found by meaning, too.</summary>
    public bool HasVectors => _shelves.Values.Any(s => s.Vectors is not null);

    /// <summary>Takes the embeddings of the texts of <see cref="HybridSearch.TextsOf"/>, and of <see cref="TextsOf"/> where they are there; from now on <see cref="Ask"/> heeds a question's own.</summary>
    public void UseVectors(IReadOnlyDictionary<string, ReadOnlyMemory<float>> vectorOf)
    {
        foreach (var (language, shelf) in _shelves)
            shelf.Vectors = EntryVectors.Build(shelf.Entries, [.. _content.Examples.Where(e => e.Language == language).SelectMany(e => e.Utterances)], vectorOf);
        foreach (var language in _documents.Keys)
        {
            var texts = TextsOf(language);
            if (texts.Count > 0 && texts.All(vectorOf.ContainsKey))
                Use(language, new PassageVectors([.. texts.Select(t => vectorOf[t])]));
        }
    }

    /// <summary>Answers a question asked in one of the campaign's languages.</summary>
    /// <param name="meaning">The question's vector, where the content has been given vectors; else empty.</param>
    public Answer Ask(string question, string language, ReadOnlyMemory<float> meaning = default)
    {
        if (_shelves.TryGetValue(language, out var shelf) && shelf.Known(question) is { } known)
            return Give(known);
        var isAboutVoting = VotingWords.AskProcedure(question);
        if (_places.Elsewhere(question) is { } place)
            return new Answer.Elsewhere(place);
        question = _places.WithoutOurs(question);
        if (WordForms.Of(language).LeansOnContext(question) || IsAboutAnotherMeasure(question))
            return new Answer.Unknown(isAboutVoting);
        var answer = shelf is null ? new Answer.Unknown(isAboutVoting) : FromEntries(shelf, question, isAboutVoting, meaning.Span);
        return answer switch
        {
            Answer.Unknown => FromDocuments(question, language, isAboutVoting, meaning, SureOfQuote),
            // Several that fit nearly equally are a question of which; a single one is a guess.
            Answer.WhichOne { Entries: [_] } => FromDocuments(question, language, isAboutVoting, meaning, SurerThanEntry),
            _ => null,
        } ?? answer;
    }

    private Answer FromEntries(Shelf shelf, string question, bool isAboutVoting, ReadOnlySpan<float> vector)
    {
        var today = Today;
        var candidates = shelf.Find(question, vector);
        candidates.RemoveAll(c => _turning.Away(question, c.Entry) || c.Confidence < Possible || (!c.Entry.IsOfficial && (!c.Entry.HoldsOn(today) || IsBesideThePoint(c))));
        // A single one that is not likely isn't worth asking about; two or three of which one is likely are.
        if (candidates.Count is < 2 or > MaxChoices || candidates.Sum(c => c.Confidence) < Likely)
            candidates.RemoveAll(c => c.Confidence < Likely);
        if (candidates.Count == 0)
            return new Answer.Unknown(isAboutVoting);

        var best = candidates[0];
        if (!best.Entry.HoldsOn(today))
            return new Answer.Expired(best.Entry);
        // What the campaign says itself answers a question on voting only where it is clearly what was asked for.
        var needed = best.Entry.IsOfficial ? SureOfProcedure : isAboutVoting ? Clear : Sure;
        candidates.RemoveAll(c => !c.Entry.HoldsOn(today)
            || (best.Confidence >= needed && c.Confidence < best.Confidence * NearlyEqual)
            || (isAboutVoting && !c.Entry.IsOfficial && c.Confidence < Clear));
        return candidates switch
        {
            [] => new Answer.Unknown(isAboutVoting),
            [var only] when only.Confidence >= needed => new Answer.Found(only.Entry, only.Confidence),
            _ => new Answer.WhichOne([.. candidates.Take(MaxChoices).Select(c => c.Entry)]),
        };
    }

    private Answer.Quoted? FromDocuments(string question, string language, bool isAboutVoting, ReadOnlyMemory<float> meaning, float needed)
    {
        if (!_documents.TryGetValue(language, out var shelf))
            return null;
        var today = Today;
        foreach (var found in shelf.Find(question, meaning))
        {
            var provenance = found.Document.Provenance;
            var text = Quotation.Of(found.Section, found.Sentence);
            var context = string.Join('\n', [found.Document.Title, .. found.Section.Headings, text]);
            var isProcedure = isAboutVoting || VotingWords.AskProcedure(context);
            if (!provenance.HoldsOn(today) || (isProcedure && !provenance.IsOfficial))
                continue;
            // The best there is decides: the next best would only be surer of something else.
            var isSure = found.Confidence >= (isProcedure ? Math.Max(needed, SureOfQuotedProcedure) : needed);
            var isOurs = !isProcedure || _places.Elsewhere(context) is null;
            return isSure && isOurs ? new Answer.Quoted(found.Document, found.Section, text, found.Confidence) : null;
        }
        return null;
    }

    /// <summary>
    /// Whether an entry shares a word or two with the question but says nothing of the rest: "is the mayor corrupt" is not
    /// answered by who supports us, though the mayor is spoken of there.
    /// </summary>
    private static bool IsBesideThePoint(Candidate candidate) => candidate.Coverage < Mentioned && candidate.Confidence < Clear;

    /// <summary>The answer that an entry is, where it is asked for by name, by a button, say.</summary>
    public Answer Give(KnowledgeEntry entry) => entry switch
    {
        { IsOfficial: true } when !_content.Profile.Election.Covers(entry.Jurisdiction) => new Answer.Unknown(true),
        { StatesProcedureUnofficially: true } => new Answer.Unknown(true),
        _ when entry.HoldsOn(Today) => new Answer.Found(entry, 1),
        { IsOfficial: true } => new Answer.Expired(entry),
        _ => new Answer.Unknown(false),
    };

    /// <summary>What is said for something else than an entry; what begins the conversation that an entry leads to is not.</summary>
    private static IReadOnlyList<string>[] OthersThan(CampaignContent content, string language) =>
        [.. content.Examples.Where(e => e.Language == language && !content.Entries.Any(entry => entry.Conversation == e.Intent)).Select(e => e.Utterances)];

    private DateOnly Today => _content.Profile.Today(_clock);

    /// <summary>Whether a question names a thing as our name does but with another number: "Measure 7".</summary>
    private bool IsAboutAnotherMeasure(string question)
    {
        var words = FoldedText.Fold(question).Split(' ');
        for (var i = 1; i < words.Length; i++)
        {
            if (char.IsAsciiDigit(words[i][0]) && _numbered.TryGetValue(words[i - 1], out var ours) && words[i] != ours)
                return true;
        }
        return false;
    }

    /// <summary>Words that a number follows in the campaign's name, with that number, and what else such things are called.</summary>
    private static Dictionary<string, string> Numbered(CampaignProfile profile)
    {
        var numbered = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var language in profile.Languages)
        {
            var words = FoldedText.Fold(profile.Name[language]).Split(' ');
            for (var i = 1; i < words.Length; i++)
            {
                if (!char.IsAsciiDigit(words[i][0]))
                    continue;
                foreach (var word in (string[])[words[i - 1], "proposition", "prop", "measure", "amendment", "initiative", "proposicion", "propuesta", "medida"])
                    numbered[word] = words[i];
            }
        }
        return numbered;
    }

    /// <param name="Confidence">The chance that it answers, 0 to 1.</param>
    /// <param name="Coverage">The share of what the question says that it mentions, 0 to 1.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Candidate(KnowledgeEntry Entry, float Confidence, float Coverage);

    /// <summary>The entries of one language, found by the index and judged by the ways in which people ask for them.</summary>
    private sealed class Shelf(IReadOnlyList<KnowledgeEntry> entries, IReadOnlyList<IReadOnlyList<string>> others)
    {
        private const int Candidates = 30;
        private const float NearlyKnown = 0.65f;
        private volatile EntryVectors? _vectors;
        private readonly Phrasings _phrasings = new(entries, others, WordForms.Of(entries[0].Language));
        private readonly KnowledgeIndex _index = KnowledgeIndex.Build(
            [.. entries.Select(e => Passage.Of(e.Title, e.Questions, e.Body))], entries[0].Language);

        public IReadOnlyList<KnowledgeEntry> Entries => entries;

        /// <summary>What finds entries by meaning; comes once, after a while or never.</summary>
        public EntryVectors? Vectors
        {
            get => _vectors;
            set => _vectors = value;
        }

        /// <summary>The entry that is known to be asked for in these very words, if there is one.</summary>
        public KnowledgeEntry? Known(string question) => _phrasings.Known(question) is var entry and not Phrasings.None ? entries[entry] : null;

        /// <summary>Entries that may answer, the likeliest first.</summary>
        public List<Candidate> Find(string question, ReadOnlySpan<float> vector)
        {
            // "Multas" is one letter short of "muletas": a misspelt word is only taken for another where the question then is nearly a known one.
            var spelled = _phrasings.Spelled(question);
            var (found, nearest) = Read(spelled);
            if (spelled != question && nearest < NearlyKnown)
                found = Read(question).Found;
            AddByMeaning(found, vector);
            found.Sort(static (a, b) => b.Confidence.CompareTo(a.Confidence));
            return found;
        }

        private (List<Candidate> Found, float Nearest) Read(string question)
        {
            Span<Hit> hits = stackalloc Hit[Candidates];
            hits = hits[.._index.Search(question, hits)];
            var asked = _phrasings.Read(question);
            var (found, likenesses, nearest) = (new List<Candidate>(), new Phrasings.Likeness[hits.Length], 0f);
            for (var i = 0; i < hits.Length; i++)
                nearest = Math.Max(nearest, (likenesses[i] = _phrasings.Compare(asked, hits[i].Passage)).Words);
            for (var i = 0; i < hits.Length; i++)
                found.Add(new Candidate(entries[hits[i].Passage], Confidence(hits[i], Math.Max(hits[i].Score, 0) / Math.Max(hits[0].Score, float.Epsilon), likenesses, i), hits[i].Coverage));
            return (found, nearest);
        }

        /// <summary>
        /// A logistic regression, fitted on the gold questions of the tuning split, on the entries' own phrases, each left out in turn, and on
        /// those of entries left out, which nothing answers.
        /// </summary>
        /// <param name="rank">Its score as a share of the best one's.</param>
        private static float Confidence(Hit hit, float rank, ReadOnlySpan<Phrasings.Likeness> likenesses, int own)
        {
            var (like, next) = (likenesses[own], 0f);
            for (var i = 0; i < likenesses.Length; i++)
                next = i == own ? next : Math.Max(next, likenesses[i].Whole);
            var z = like.Letters + (2.21f * hit.Likeness) + (2.45f * rank) - (1.58f * like.Missing) + (1.21f * (like.Whole - next)) + (3.85f * like.Chance) - 6.06f;
            return 1 / (1 + MathF.Exp(-z));
        }

        /// <summary>Words and meaning each tell a chance, and the greater counts: either may see what the other can't.</summary>
        private void AddByMeaning(List<Candidate> found, ReadOnlySpan<float> vector)
        {
            if (vector.IsEmpty || _vectors?.Chances(vector) is not { Length: > 0 } chances)
                return;
            for (var i = 0; i < found.Count; i++)
            {
                var at = EntryIndex(found[i].Entry);
                found[i] = found[i] with { Confidence = Math.Max(found[i].Confidence, chances[at]) };
                chances[at] = 0;
            }
            for (var entry = 0; entry < chances.Length; entry++)
            {
                if (chances[entry] >= Likely)
                    found.Add(new Candidate(entries[entry], chances[entry], 0));
            }
        }

        private int EntryIndex(KnowledgeEntry entry)
        {
            for (var i = 0; i < entries.Count; i++)
            {
                if (ReferenceEquals(entries[i], entry))
                    return i;
            }
            throw new ArgumentException("The entry is not of this shelf.", nameof(entry));
        }
    }
}
