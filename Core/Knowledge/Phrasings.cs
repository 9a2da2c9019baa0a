using System.Runtime.InteropServices;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge;

/// <summary>
/// The ways in which entries are known to be asked for, compared with a question word by word, the common words too
/// ("who can", "when do"), and letter by letter, so that slips of the finger matter little. For collections of questions,
/// not of texts: the index finds what is worth comparing.
/// </summary>
internal sealed class Phrasings
{
    private const int ShortestRepaired = 4;
    private const int LongWord = 7;

    private readonly WordForms _forms;
    private readonly Dictionary<string, float> _rarity = new(StringComparer.Ordinal);
    private readonly float _unknown;
    private readonly Phrase[][] _phrases;
    private readonly HashSet<string>[] _vocabularies;
    private readonly EntryChances _chances;
    private readonly HashSet<string> _spelled;
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    /// <param name="others">What is said for something else than these entries, a list for each thing: small talk, what is off topic.</param>
    public Phrasings(IReadOnlyList<KnowledgeEntry> entries, IEnumerable<IReadOnlyList<string>> others, WordForms forms)
    {
        _forms = forms;
        _spelled = entries.SelectMany(e => e.Questions.Prepend(e.Title).Append(e.Body)).SelectMany(FullWords).Concat(forms.Shorthand).ToHashSet(StringComparer.Ordinal);
        var words = entries.Select(e => e.Questions.Prepend(e.Title).Select(Words).ToArray()).ToArray();
        foreach (var word in words.SelectMany(phrases => phrases).SelectMany(phrase => phrase.Distinct(StringComparer.Ordinal)))
            CollectionsMarshal.GetValueRefOrAddDefault(_rarity, word, out _)++;
        var count = words.Sum(phrases => phrases.Length);
        foreach (var (word, phrases) in _rarity)
            _rarity[word] = MathF.Log(1 + (count / phrases));
        _unknown = MathF.Log(1 + count);
        _phrases = Array.ConvertAll(words, phrases => Array.ConvertAll(phrases, p => Read(p)));
        _vocabularies = [.. words.Select((phrases, i) => phrases.Append(Words(entries[i].Body)).SelectMany(p => p).ToHashSet(StringComparer.Ordinal))];
        _chances = new EntryChances([.. words, .. others.Select(phrases => phrases.Select(Words).ToArray())]);
        foreach (var (phrase, entry) in words.SelectMany((phrases, entry) => phrases.Select(p => (string.Join(' ', p), entry))))
            _known[phrase] = _known.GetValueOrDefault(phrase, entry) == entry ? entry : None;
    }

    /// <summary>The one entry that is known to be asked for in these very words; <see cref="None"/> where there is not one.</summary>
    public int Known(string question) => _known.GetValueOrDefault(string.Join(' ', Words(question)), None);

    /// <summary>Stands for no entry.</summary>
    public const int None = -1;

    /// <summary>A question, read once to be compared with many entries.</summary>
    public Asked Read(string question)
    {
        var words = Words(question);
        return new Asked(Read(words), _chances.Of(words));
    }

    /// <summary>How like the question is to an entry's ways of asking.</summary>
    public Likeness Compare(Asked question, int entry)
    {
        var (words, letters) = (0f, 0f);
        foreach (var phrase in _phrases[entry])
        {
            words = Math.Max(words, question.Phrase.SharedWords(phrase));
            letters = Math.Max(letters, question.Phrase.SharedLetters(phrase));
        }
        return new Likeness(words, letters, question.Phrase.Missing(_vocabularies[entry]), question.Chances[entry]);
    }

    /// <summary>The question with each word that no entry uses taken for the one it is misspelt from: one slip of the finger away, in a long word two.</summary>
    public string Spelled(string question)
    {
        var words = WordForms.WithoutOpener(question).Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            if (FoldedText.Fold(words[i]) is { Length: >= ShortestRepaired } word && !word.Contains(' ', StringComparison.Ordinal))
                words[i] = Meant(word) ?? words[i];
        }
        return string.Join(' ', words);
    }

    private string? Meant(string word)
    {
        var full = _forms.WriteOut(word);
        if (_spelled.Contains(new string(full)) || _forms.IsCommon(full) || _forms.IsCourtesy(full) || word.Any(char.IsAsciiDigit))
            return null;
        var (best, least) = ((string?)null, word.Length < LongWord ? 2 : 3);
        foreach (var known in _spelled)
        {
            if (known[0] != word[0] || known.Length < ShortestRepaired || Math.Abs(known.Length - word.Length) >= least)
                continue;
            var slips = EditDistance.Between(word, known);
            if (slips < least || (slips == least && best is not null && string.CompareOrdinal(known, best) < 0))
                (best, least) = (known, slips);
        }
        return best;
    }

    private IEnumerable<string> FullWords(string text)
    {
        foreach (var word in FoldedText.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            yield return new string(_forms.WriteOut(word));
    }

    private string[] Words(string text)
    {
        Span<char> stem = stackalloc char[WordForms.LongestWord + 1];
        var words = new List<string>();
        foreach (var word in FoldedText.Fold(WordForms.WithoutOpener(text)).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var full = _forms.WriteOut(word);
            if (_forms.IsCourtesy(full))
                continue;
            full = full[..Math.Min(full.Length, WordForms.LongestWord)];
            words.Add(new string(stem[.._forms.Stem(full, stem)]));
        }
        return [.. words];
    }

    private Phrase Read(string[] words)
    {
        var known = words.Distinct(StringComparer.Ordinal).ToDictionary(w => w, w => _rarity.GetValueOrDefault(w, _unknown), StringComparer.Ordinal);
        var text = $" {string.Join(' ', words)} ";
        var trigrams = new HashSet<long>();
        for (var i = 0; i + 2 < text.Length; i++)
            trigrams.Add(((long)text[i] << 32) | ((long)text[i + 1] << 16) | text[i + 2]);
        return new Phrase(known, trigrams);
    }

    /// <summary>Its words with their weights, and its runs of three letters.</summary>
    internal sealed class Phrase(Dictionary<string, float> words, HashSet<long> trigrams)
    {
        private readonly float _weight = words.Values.Sum();

        public float SharedWords(Phrase other)
        {
            var shared = 0f;
            foreach (var (word, weight) in words)
                shared += other.Has(word) ? weight : 0;
            return 2 * shared / Math.Max(_weight + other._weight, float.Epsilon);
        }

        public float SharedLetters(Phrase other)
        {
            var shared = trigrams.Count(other.HasRun);
            return 2f * shared / Math.Max(trigrams.Count + other.Runs, 1);
        }

        /// <summary>The share of what it says that is not among these words.</summary>
        public float Missing(HashSet<string> vocabulary)
        {
            var missing = 0f;
            foreach (var (word, weight) in words)
                missing += vocabulary.Contains(word) ? 0 : weight;
            return missing / Math.Max(_weight, float.Epsilon);
        }

        private int Runs => trigrams.Count;

        private bool Has(string word) => words.ContainsKey(word);

        private bool HasRun(long trigram) => trigrams.Contains(trigram);
    }

    /// <summary>A question, and the chance of each entry that it is for that one.</summary>
    internal sealed record Asked(Phrase Phrase, float[] Chances);

    /// <summary>How like a question is to an entry's ways of asking. All shares, 0 to 1.</summary>
    /// <param name="Words">What question and likeliest phrase say both, rare words counting more.</param>
    /// <param name="Letters">Their common runs of three letters.</param>
    /// <param name="Missing">What of the question stands nowhere in the entry.</param>
    /// <param name="Chance">That it is for this entry, if it is for one.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Likeness(float Words, float Letters, float Missing, float Chance)
    {
        /// <summary>How like its best phrase is as a whole, to be compared with that of others.</summary>
        public float Whole => Words + Letters;
    }
}
