namespace CampaignBot.Core.Understanding;

/// <summary>English suffixes cut as M. F. Porter's algorithm of 1980 describes; works in place.</summary>
internal static class EnglishStemmer
{
    /// <summary>Longest suffixes first within a step; the rest of the word needs a measure above 0.</summary>
    private static readonly (string Suffix, string Stem)[] Derivations =
    [
        ("ational", "ate"), ("ization", "ize"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("tional", "tion"),
        ("biliti", "ble"), ("entli", "ent"), ("ousli", "ous"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("iviti", "ive"),
        ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"), ("alli", "al"), ("ator", "ate"), ("logi", "log"), ("eli", "e"),
    ];

    private static readonly (string Suffix, string Stem)[] Refinements =
        [("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ness", ""), ("ful", "")];

    private static readonly string[] Endings =
    [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic", "ou",
    ];

    public static int Stem(Span<char> word, int length)
    {
        if (length <= 2)
            return length;
        length = Plural(word, length);
        length = PastOrProgressive(word, length);
        if (length > 2 && word[length - 1] == 'y' && HasVowel(word[..(length - 1)]))
            word[length - 1] = 'i';
        length = Replace(word, length, Derivations);
        length = Replace(word, length, Refinements);
        length = DropEnding(word, length);
        return Tidy(word, length);
    }

    private static int Plural(Span<char> w, int n)
    {
        if (Ends(w, n, "sses") || (Ends(w, n, "ies") && n > 4))
            return n - 2;
        if (Ends(w, n, "ies"))
            return n - 1;
        return w[n - 1] == 's' && w[n - 2] != 's' && n > 3 ? n - 1 : n;
    }

    private static int PastOrProgressive(Span<char> w, int n)
    {
        if (Ends(w, n, "eed"))
            return Measure(w[..(n - 3)]) > 0 ? n - 1 : n;
        var cut = Ends(w, n, "ed") ? 2 : Ends(w, n, "ing") ? 3 : 0;
        if (cut == 0 || !HasVowel(w[..(n - cut)]))
            return n;
        n -= cut;
        if (Ends(w, n, "at") || Ends(w, n, "bl") || Ends(w, n, "iz") || (Measure(w[..n]) == 1 && EndsShort(w, n)))
        {
            w[n] = 'e';
            return n + 1;
        }
        return EndsDouble(w, n) && w[n - 1] is not ('l' or 's' or 'z') ? n - 1 : n;
    }

    private static int Replace(Span<char> w, int n, (string Suffix, string Stem)[] rules)
    {
        foreach (var (suffix, stem) in rules)
        {
            if (!Ends(w, n, suffix))
                continue;
            var rest = n - suffix.Length;
            if (Measure(w[..rest]) == 0)
                return n;
            stem.CopyTo(w[rest..]);
            return rest + stem.Length;
        }
        return n;
    }

    private static int DropEnding(Span<char> w, int n)
    {
        foreach (var ending in Endings)
        {
            if (!Ends(w, n, ending))
                continue;
            var rest = n - ending.Length;
            var fits = ending != "ion" || (rest > 0 && w[rest - 1] is 's' or 't');
            return fits && Measure(w[..rest]) > 1 ? rest : n;
        }
        return n;
    }

    private static int Tidy(Span<char> w, int n)
    {
        if (n > 0 && w[n - 1] == 'e')
        {
            var measure = Measure(w[..(n - 1)]);
            if (measure > 1 || (measure == 1 && !EndsShort(w, n - 1)))
                n--;
        }
        return n > 1 && w[n - 1] == 'l' && EndsDouble(w, n) && Measure(w[..(n - 1)]) > 1 ? n - 1 : n;
    }

    private static bool Ends(Span<char> w, int n, string suffix) =>
        n > suffix.Length && w[..n].EndsWith(suffix, StringComparison.Ordinal);

    private static bool IsConsonant(ReadOnlySpan<char> w, int i) => w[i] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => i == 0 || !IsConsonant(w, i - 1),
        _ => true,
    };

    /// <summary>How many times consonants follow vowels: Porter's m.</summary>
    private static int Measure(ReadOnlySpan<char> w)
    {
        var (measure, afterVowel) = (0, false);
        for (var i = 0; i < w.Length; i++)
        {
            var consonant = IsConsonant(w, i);
            if (consonant && afterVowel)
                measure++;
            afterVowel = !consonant;
        }
        return measure;
    }

    private static bool HasVowel(ReadOnlySpan<char> w)
    {
        for (var i = 0; i < w.Length; i++)
        {
            if (!IsConsonant(w, i))
                return true;
        }
        return false;
    }

    private static bool EndsDouble(Span<char> w, int n) => n > 1 && w[n - 1] == w[n - 2] && IsConsonant(w, n - 1);

    /// <summary>Consonant, vowel, consonant other than w, x, y: the e of "hop(e)" matters.</summary>
    private static bool EndsShort(Span<char> w, int n) =>
        n > 2 && IsConsonant(w, n - 1) && !IsConsonant(w, n - 2) && IsConsonant(w, n - 3) && w[n - 1] is not ('w' or 'x' or 'y');
}
