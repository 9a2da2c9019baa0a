namespace CampaignBot.Core.Understanding;

/// <summary>
/// Spanish endings of number, gender, diminutive, adverb and verb, cut so that forms of one word meet.
/// Works in place on folded words (no accents).
/// </summary>
internal static class SpanishStemmer
{
    /// <summary>Longest first; what stays must have at least the given number of letters.</summary>
    private static readonly (string Suffix, int Least)[] Endings =
    [
        .. new (string Suffix, int Least)[]
        {
            // nouns and adverbs
            ("amiento", 3), ("imiento", 3), ("amientos", 3), ("imientos", 3), ("aciones", 3), ("acion", 3), ("iciones", 3), ("icion", 3),
            ("ciones", 4), ("cion", 4), ("siones", 4), ("sion", 4), ("mente", 4), ("idades", 3), ("idad", 3), ("adores", 3), ("adoras", 3), ("ador", 3), ("adora", 3),
            ("ancia", 3), ("encia", 3), ("ancias", 3), ("encias", 3), ("antes", 3), ("ante", 3), ("itos", 3), ("itas", 3), ("ito", 4), ("ita", 4),
            // verbs
            ("ariamos", 2), ("eriamos", 2), ("iriamos", 2), ("ieramos", 2), ("aramos", 3), ("aremos", 3), ("eremos", 3), ("iremos", 3), ("abamos", 3),
            ("iendo", 2), ("ando", 3), ("arian", 3), ("erian", 3), ("irian", 3), ("aria", 4), ("eria", 4), ("iria", 4), ("aran", 3), ("eran", 4), ("iran", 4), ("aras", 4), ("ara", 4), ("era", 4), ("ira", 4),
            ("aron", 3), ("ieron", 2), ("ieran", 3), ("iera", 3), ("aban", 3), ("abas", 3), ("aba", 3), ("adas", 3), ("ados", 3), ("ada", 3), ("ado", 3), ("idas", 3), ("idos", 3), ("ida", 3), ("ido", 3),
            ("amos", 3), ("emos", 3), ("imos", 3), ("aste", 3), ("iste", 3), ("arse", 3), ("erse", 3), ("irse", 3), ("arme", 3), ("erme", 3), ("irme", 3), ("arnos", 3), ("arlo", 3), ("arla", 3), ("erlo", 3), ("erla", 3),
            ("ar", 3), ("er", 3), ("ir", 3), ("an", 3), ("en", 3), ("ian", 3), ("ia", 3), ("io", 3), ("ios", 3), ("ias", 3), ("as", 3), ("es", 3), ("os", 3), ("is", 3), ("a", 3), ("e", 3), ("o", 3), ("i", 4), ("s", 3),
        }.OrderByDescending(e => e.Suffix.Length),
    ];

    public static int Stem(Span<char> word, int length)
    {
        foreach (var (suffix, least) in Endings)
        {
            if (length - suffix.Length >= least && word[..length].EndsWith(suffix, StringComparison.Ordinal))
            {
                length -= suffix.Length;
                break;
            }
        }
        // c/qu, g/gu and z/c change places before e and i: "busque" and "busco", "voces" and "voz".
        if (length > 2 && word[..length].EndsWith("qu", StringComparison.Ordinal))
        {
            length--;
            word[length - 1] = 'c';
        }
        else if (length > 3 && word[..length].EndsWith("gu", StringComparison.Ordinal))
        {
            length--;
        }
        else if (word[length - 1] == 'z')
        {
            word[length - 1] = 'c';
        }
        return length;
    }
}
