using System.Diagnostics.CodeAnalysis;

namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>Phrases and what they mean. A row holds phrases separated by '|', in lower case without accents; the longest phrase that fits wins.</summary>
internal sealed class PhraseTable<T>
{
    private readonly Dictionary<string, List<(string[] Others, T Meaning)>> _byFirstWord = new(StringComparer.Ordinal);

    public PhraseTable(params (string Phrases, T Meaning)[] rows)
    {
        foreach (var (phrases, meaning) in rows)
        {
            foreach (var phrase in phrases.Split('|'))
            {
                var words = Words.Read(phrase);
                var rest = Enumerable.Range(1, words.Count - 1).Select(i => words[i].Text).ToArray();
                if (!_byFirstWord.TryGetValue(words[0].Text, out var same))
                    _byFirstWord[words[0].Text] = same = [];
                same.Add((rest, meaning));
            }
        }
        foreach (var same in _byFirstWord.Values)
            same.Sort((a, b) => b.Others.Length.CompareTo(a.Others.Length));
    }

    /// <summary>Reads the longest phrase at <paramref name="at"/>; <paramref name="next"/> is the word after it.</summary>
    public bool TryRead(Words words, int at, [MaybeNullWhen(false)] out T meaning, out int next)
    {
        if (_byFirstWord.TryGetValue(words[at].Text, out var candidates))
        {
            foreach (var (rest, value) in candidates)
            {
                var matched = 0;
                while (matched < rest.Length && words[at + 1 + matched].Is(rest[matched]))
                    matched++;
                if (matched < rest.Length)
                    continue;
                (meaning, next) = (value, at + 1 + rest.Length);
                return true;
            }
        }
        (meaning, next) = (default, at);
        return false;
    }

    /// <summary>The word after the phrase at <paramref name="at"/>, or <paramref name="at"/> itself when there is none.</summary>
    public int Skip(Words words, int at) => TryRead(words, at, out _, out var next) ? next : at;
}
