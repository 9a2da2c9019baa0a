using System.Runtime.InteropServices;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding.Entities;

namespace CampaignBot.Core.Understanding;

/// <summary>
/// Tells in which of a few languages a short message is, from how often its words stand in texts of each, with the
/// letters and endings of words that stand in none. Short messages are often unclear; then it says so.
/// </summary>
public sealed class LanguageDetector
{
    /// <summary>How much likelier the best language must be than the next, as a logarithm.</summary>
    private const double Sure = 1.2;

    private readonly string[] _languages;
    private readonly Dictionary<string, double[]>.AlternateLookup<ReadOnlySpan<char>> _words;

    /// <param name="texts">Texts of each language: the more of what people say, the better.</param>
    public LanguageDetector(IEnumerable<(string Language, string Text)> texts)
    {
        var counts = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        foreach (var (language, text) in texts)
        {
            if (!counts.TryGetValue(language, out var words))
            {
                counts[language] = words = new(StringComparer.Ordinal);
                // Its commonest words count as much as if every text held them.
                foreach (var word in WordForms.Of(language).Commonest)
                    words[word] = 20;
                foreach (var word in WordForms.Of(language).Shorthand)
                    words.TryAdd(word, 3);
            }
            foreach (var word in FoldedText.Fold(text).Split(' '))
                CollectionsMarshal.GetValueRefOrAddDefault(words, word, out _)++;
        }
        _languages = [.. counts.Keys];
        _words = counts.Values.SelectMany(words => words.Keys)
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(word => word, Weights, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

        double[] Weights(string word) =>
            [.. _languages.Select(l => Math.Clamp(Math.Log(counts[l].GetValueOrDefault(word) + 0.5), -1, 2))];
    }

    /// <summary>A detector of a campaign's languages, from all that stands in its content.</summary>
    public static LanguageDetector Of(CampaignContent content) => new(
        content.Entries.SelectMany(e => e.Questions.Append(e.Title).Append(e.Body).Select(text => (e.Language, text)))
            .Concat(content.Examples.SelectMany(e => e.Utterances.Select(text => (e.Language, text)))));

    /// <summary>
    /// The language of a text; null where it is unclear, such as in an emoji. Whoever lives on Calle Mill, is called Maria or counts
    /// "12 mil" may speak any: addresses, names and numbers in digits tell nothing.
    /// </summary>
    public string? Detect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var said = text.ToCharArray();
        foreach (var entity in EntityReader.Read(text, "es", DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc))
        {
            if (entity.Kind is EntityKind.Address or EntityKind.Zip or EntityKind.Phone or EntityKind.Email or EntityKind.Name || (entity.Kind == EntityKind.Number && char.IsAsciiDigit(entity.Text[0])))
                said.AsSpan(entity.Start, entity.Length).Fill(' ');
        }
        return DetectWords(said);
    }

    private string? DetectWords(ReadOnlySpan<char> text)
    {
        Span<char> folded = stackalloc char[Math.Min(text.Length, 400)];
        folded = folded[..FoldedText.Fold(text, folded)];
        Span<double> scores = stackalloc double[_languages.Length];
        scores.Clear();
        foreach (var range in folded.Split(' '))
        {
            var word = folded[range];
            if (word.Length > 0 && char.IsAsciiDigit(word[0]))
                continue;
            if (_words.TryGetValue(word, out var weights))
            {
                for (var i = 0; i < scores.Length; i++)
                    scores[i] += weights[i];
            }
            else
            {
                for (var i = 0; i < scores.Length; i++)
                    scores[i] += WordForms.Of(_languages[i]).EndsLikeOurs(word) ? 0.5 : 0;
            }
        }
        for (var i = 0; i < scores.Length; i++)
            scores[i] += WordForms.Of(_languages[i]).HasOwnLetters(text) ? Sure : 0;
        return Best(scores);
    }

    private string? Best(ReadOnlySpan<double> scores)
    {
        var (best, next) = (-1, double.NegativeInfinity);
        for (var i = 0; i < scores.Length; i++)
        {
            if (best < 0 || scores[i] > scores[best])
            {
                next = best < 0 ? next : scores[best];
                best = i;
            }
            else
            {
                next = Math.Max(next, scores[i]);
            }
        }
        return best >= 0 && scores[best] - next >= Sure ? _languages[best] : null;
    }
}
