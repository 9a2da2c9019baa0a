using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge;

/// <summary>Words by which people ask for what a text tells in another: groups of everyday words, <c>Synonyms/{language}.txt</c>.</summary>
internal sealed class Synonyms
{
    /// <summary>No word has more; those named first count.</summary>
    public const int MostPerWord = 10;

    private static readonly Synonyms English = new("en", WordForms.English);
    private static readonly Synonyms Spanish = new("es", WordForms.Spanish);

    private readonly Dictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> _byTerm;

    private Synonyms(string language, WordForms forms)
    {
        var byTerm = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        using var stream = typeof(Synonyms).Assembly.GetManifestResourceStream($"Synonyms/{language}.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var group = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => TermOf(word, forms)).Distinct(StringComparer.Ordinal).ToList();
            foreach (var term in group)
                byTerm[term] = [.. byTerm.GetValueOrDefault(term, []).Union(group.Where(other => other != term), StringComparer.Ordinal)];
        }
        _byTerm = byTerm.ToDictionary(t => t.Key, t => t.Value.Take(MostPerWord).ToArray(), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Those of a language.</summary>
    public static Synonyms In(WordForms forms) => forms == WordForms.Spanish ? Spanish : English;

    /// <summary>The terms that mean what this one does.</summary>
    public ReadOnlySpan<string> Of(ReadOnlySpan<char> term) => _byTerm.TryGetValue(term, out var others) ? others : [];

    private static string TermOf(string word, WordForms forms)
    {
        Span<char> stem = stackalloc char[WordForms.LongestWord + 1];
        return new string(stem[..KnowledgeIndexBuilder.TermOf(forms.WriteOut(FoldedText.Fold(word)), forms, stem)]);
    }
}
