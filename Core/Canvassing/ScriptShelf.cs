using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Canvassing;

/// <summary>The campaign's scripts, found by what a volunteer says of the situation.</summary>
public sealed class ScriptShelf
{
    private readonly CampaignContent _content;
    private readonly Dictionary<Script, HashSet<string>> _stems;
    private readonly Dictionary<(string Language, string Stem), int> _spread;

    public ScriptShelf(CampaignContent content)
    {
        _content = content;
        _stems = content.Scripts.ToDictionary(s => s, s => s.Words.Append(s.Title).SelectMany(w => StemsOf(w, s.Language)).ToHashSet(StringComparer.Ordinal));
        _spread = _stems.SelectMany(s => s.Value, (s, stem) => (s.Key.Language, stem)).GroupBy(s => s).ToDictionary(g => g.Key, g => g.Count());
    }

    /// <summary>Those of a language, in the order of their files.</summary>
    public IReadOnlyList<Script> In(string language) => [.. _content.Scripts.Where(s => s.Language == language)];

    /// <summary>The one of an id; null where there is none.</summary>
    public Script? Find(string id, string language) => _content.Scripts.FirstOrDefault(s => s.Id == id && s.Language == language);

    /// <summary>The one that a text names best, by the words they share, rare ones first; null where it names none, or two alike.</summary>
    public Script? Best(string text, string language)
    {
        var asked = StemsOf(text, language).ToHashSet(StringComparer.Ordinal);
        var ranked = _stems.Where(s => s.Key.Language == language)
            .Select(s => (Script: s.Key, Score: s.Value.Where(asked.Contains).Sum(stem => 1.0 / _spread[(language, stem)])))
            .Where(s => s.Score > 0)
            .OrderByDescending(s => s.Score)
            .Take(2)
            .ToList();
        return ranked is [var best, ..] && (ranked.Count == 1 || best.Score > ranked[1].Score) ? best.Script : null;
    }

    private static IEnumerable<string> StemsOf(string text, string language)
    {
        var forms = WordForms.Of(language);
        foreach (var word in FoldedText.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length > WordForms.LongestWord || forms.IsCommon(word))
                continue;
            var stem = new char[WordForms.LongestWord + 1];
            yield return new string(stem, 0, forms.Stem(word, stem));
        }
    }
}
