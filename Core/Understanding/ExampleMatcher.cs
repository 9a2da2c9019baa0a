using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Understanding;

/// <summary>What a message means besides a question: the name of a file in <c>content/examples</c>.</summary>
/// <param name="Score">How like the best example the message is, 0 to 1.</param>
public readonly record struct IntentMatch(string Intent, float Score);

/// <summary>
/// Recognises greetings, thanks and the like by their likeness to examples: the words both hold over the words either
/// holds, with rare words counting more and a slip of the finger forgiven.
/// </summary>
public sealed class ExampleMatcher
{
    private readonly Example[] _examples;
    private readonly Dictionary<string, float> _rarity = new(StringComparer.Ordinal);
    private readonly float _unknown;

    /// <param name="others">Texts that are none of these, so that words which stand there too count less.</param>
    public ExampleMatcher(IReadOnlyList<IntentExamples> examples, IEnumerable<string> others)
    {
        _examples =
        [
            .. from group_ in examples
               from utterance in group_.Utterances
               select new Example(group_.Intent, group_.Language, Words(utterance, group_.Language)),
        ];
        var texts = _examples.Select(e => e.Words).Concat(others.Select(o => Words(o, ""))).ToList();
        foreach (var word in texts.SelectMany(words => words.Distinct(StringComparer.Ordinal)))
            _rarity[word] = _rarity.GetValueOrDefault(word) + 1;
        foreach (var (word, count) in _rarity)
            _rarity[word] = MathF.Log(1 + (texts.Count / count));
        _unknown = MathF.Log(1 + texts.Count);
    }

    /// <summary>A matcher of a campaign's examples.</summary>
    public static ExampleMatcher Of(CampaignContent content) => new(content.Examples, content.Entries.SelectMany(e => e.Questions));

    /// <summary>What a message means most likely. Examples of every language count: people mix them.</summary>
    /// <param name="language">The conversation's language, whose shorthand is read.</param>
    public IntentMatch Match(string text, string language)
    {
        var best = default(IntentMatch);
        if (text.Length > FoldedText.MaxLength)
            return best;
        var words = Words(text, language);
        // An example of so many words could not be like it.
        if (words.Length is 0 or > 14)
            return best;
        var weights = Array.ConvertAll(words, Rarity);
        var total = weights.Sum();
        foreach (var example in _examples)
        {
            var said = example.Words.Sum(Rarity);
            var shared = 0f;
            for (var i = 0; i < words.Length; i++)
                shared += weights[i] * example.Likeness(words[i]);
            // At equal likeness, the conversation's own language is meant.
            var score = (2 * shared / (total + said)) - (example.Language == language ? 0 : 0.01f);
            if (score > best.Score)
                best = new IntentMatch(example.Intent, Math.Min(score, 1));
        }
        return best;
    }

    private static string[] Words(string text, string language)
    {
        var forms = WordForms.Of(language);
        return [.. FoldedText.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => forms.WriteOut(w).ToString())];
    }

    private float Rarity(string word) => _rarity.GetValueOrDefault(word, _unknown);

    private sealed record Example(string Intent, string Language, string[] Words)
    {
        public float Likeness(string word)
        {
            var best = 0f;
            foreach (var own in Words)
            {
                if (own == word)
                    return 1;
                if (own.Length >= 4 && word.Length >= 4 && EditDistance.Between(own, word) == 1)
                    best = 0.8f;
            }
            return best;
        }
    }
}
