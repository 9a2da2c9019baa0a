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
    private readonly WordForms _forms;
    private readonly Dictionary<string, float> _rarity = new(StringComparer.Ordinal);
    private readonly float _unknown;
    private readonly Phrase[][] _phrases;
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    public Phrasings(IReadOnlyList<KnowledgeEntry> entries, WordForms forms)
    {
        _forms = forms;
        var words = entries.Select(e => e.Questions.Prepend(e.Title).Select(Words).ToArray()).ToArray();
        foreach (var word in words.SelectMany(phrases => phrases).SelectMany(phrase => phrase.Distinct(StringComparer.Ordinal)))
            CollectionsMarshal.GetValueRefOrAddDefault(_rarity, word, out _)++;
        var count = words.Sum(phrases => phrases.Length);
        foreach (var (word, phrases) in _rarity)
            _rarity[word] = MathF.Log(1 + (count / phrases));
        _unknown = MathF.Log(1 + count);
        _phrases = Array.ConvertAll(words, phrases => Array.ConvertAll(phrases, Read));
        foreach (var (phrase, entry) in words.SelectMany((phrases, entry) => phrases.Select(p => (string.Join(' ', p), entry))))
            _known[phrase] = _known.GetValueOrDefault(phrase, entry) == entry ? entry : None;
    }

    /// <summary>The one entry that is known to be asked for in these very words; <see cref="None"/> where there is not one.</summary>
    public int Known(string question) => _known.GetValueOrDefault(string.Join(' ', Words(question)), None);

    /// <summary>Stands for no entry.</summary>
    public const int None = -1;

    /// <summary>A question, read once to be compared with many entries.</summary>
    public Phrase Read(string question) => Read(Words(question));

    /// <summary>How like the question is to an entry's best phrase, by words and by letters, each 0 to 1.</summary>
    public (float Words, float Letters) Likeness(Phrase question, int entry)
    {
        var (words, letters) = (0f, 0f);
        foreach (var phrase in _phrases[entry])
        {
            words = Math.Max(words, question.SharedWords(phrase));
            letters = Math.Max(letters, question.SharedLetters(phrase));
        }
        return (words, letters);
    }

    private string[] Words(string text)
    {
        Span<char> stem = stackalloc char[WordForms.LongestWord + 1];
        var words = new List<string>();
        foreach (var word in FoldedText.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
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

        private int Runs => trigrams.Count;

        private bool Has(string word) => words.ContainsKey(word);

        private bool HasRun(long trigram) => trigrams.Contains(trigram);
    }
}
