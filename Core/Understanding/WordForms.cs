using System.Collections.Frozen;

namespace CampaignBot.Core.Understanding;

/// <summary>What a language does with words: texting shorthand, words too common to tell anything, and stems.</summary>
public sealed partial class WordForms
{
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> AllShorthand =
        EnglishShorthand.Concat(SpanishShorthand).ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _common;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _asking;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _courtesies;
    private readonly string[] _endings;
    private readonly string _letters;
    private readonly Func<Span<char>, int, int> _stem;

    private WordForms(
        IEnumerable<KeyValuePair<string, string>> shorthand,
        IEnumerable<KeyValuePair<string, string>> kin,
        IEnumerable<string> common,
        IEnumerable<string> asking,
        IEnumerable<string> courtesies,
        IEnumerable<string> endings,
        string letters,
        Func<Span<char>, int, int> stem)
    {
        var words = shorthand.ToDictionary(s => s.Key, s => s.Value.Split(' ')[0], StringComparer.Ordinal);
        foreach (var (word, one) in kin)
            words[word] = one;
        (Commonest, Shorthand) = ([.. common, .. asking], [.. words.Keys]);
        _courtesies = courtesies.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _endings = [.. endings];
        _letters = letters;
        _words = words.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _common = common.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _asking = asking.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _stem = stem;
    }

    /// <summary>Longer words are cut, or left out of a query.</summary>
    public const int LongestWord = 64;

    /// <summary>English.</summary>
    public static WordForms English { get; } = new(EnglishShorthand, EnglishKin, EnglishCommon, EnglishAsking, EnglishCourtesies, EnglishEndings, "", EnglishStemmer.Stem);

    /// <summary>Spanish.</summary>
    public static WordForms Spanish { get; } = new(SpanishShorthand, SpanishKin, SpanishCommon, SpanishAsking, SpanishCourtesies, SpanishEndings, "ñÑ¿¡áéíóúÁÉÍÓÚ", SpanishStemmer.Stem);

    /// <summary>The forms of a language; English where it is not one of ours.</summary>
    public static WordForms Of(string language) => language == "es" ? Spanish : English;

    /// <summary>
    /// The one word by which a folded word is compared: shorthand written out ("u" becomes "you", and "wheres" "where", as what else it holds
    /// is in every text), words that mean the same here under one of them.
    /// </summary>
    public ReadOnlySpan<char> WriteOut(ReadOnlySpan<char> word) => _words.TryGetValue(word, out var full) ? full : word;

    /// <summary>Writes out a folded word of any language, in full: "wheres" becomes "where is".</summary>
    public static bool TryWriteOut(ReadOnlySpan<char> word, out string full) => AllShorthand.TryGetValue(word, out full!);

    /// <summary>The longest text that <see cref="TryWriteOut"/> gives, in characters.</summary>
    public const int LongestShorthand = 16;

    /// <summary>Whether a written-out word is too common to tell what a text is about.</summary>
    public bool IsCommon(ReadOnlySpan<char> word) => _common.Contains(word);

    /// <summary>Whether a written-out word is a greeting or a please, which no question is about.</summary>
    public bool IsCourtesy(ReadOnlySpan<char> word) => _courtesies.Contains(word);

    /// <summary>Whether a written-out word asks for a place, a time, a person, a way or a reason.</summary>
    public bool IsQuestionWord(ReadOnlySpan<char> word) => _asking.Contains(word);

    /// <summary>The words of which every text is full.</summary>
    public IReadOnlyList<string> Commonest { get; }

    /// <summary>How people shorten and misspell its words.</summary>
    public IReadOnlyList<string> Shorthand { get; }

    /// <summary>Whether a word ends as words of this language do, and not of another.</summary>
    public bool EndsLikeOurs(ReadOnlySpan<char> word)
    {
        foreach (var ending in _endings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    /// <summary>Whether a text, not yet folded, holds letters or marks that only this language has.</summary>
    public bool HasOwnLetters(ReadOnlySpan<char> text) => text.IndexOfAny(_letters) >= 0;

    /// <summary>Whether a text tells nothing by itself: "where is it?", "and how?".</summary>
    public bool LeansOnContext(string text)
    {
        foreach (var word in FoldedText.Fold(text).Split(' '))
        {
            var full = WriteOut(word);
            if (IsTelling(full))
                return false;
        }
        return true;
    }

    /// <summary>Whether what a text is about stood before it, though a word says what is asked of that: "when does it close", "a qué hora cierran".</summary>
    public bool PointsBack(string text)
    {
        var (points, isSubjectless, telling) = (false, false, 0);
        foreach (var word in FoldedText.Fold(text).Split(' '))
        {
            var full = WriteOut(word);
            points |= full is "it" or "they" or "them" or "eso" or "esos" or "esas";
            if (Subjectless.Contains(word))
                isSubjectless = true;
            else if (IsTelling(full) && !IsTimeOfDay(full))
                telling++;
        }
        return points ? telling <= 1 : isSubjectless && telling == 0;
    }

    /// <summary>A text without what it is led in with: "is it true that felons can't vote" asks what "felons can't vote" does.</summary>
    public static string WithoutOpener(string text)
    {
        var folded = FoldedText.Fold(text);
        foreach (var opener in Openers)
        {
            if (folded.Length > opener.Length + 1 && folded.StartsWith(opener, StringComparison.Ordinal) && folded[opener.Length] == ' ')
                return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Skip(opener.Count(c => c == ' ') + 1));
        }
        return text;
    }

    /// <summary>What a text is about: its telling words, without those that ask something of it. "Where are the drop boxes" is about "drop boxes".</summary>
    public string SubjectOf(string text) => string.Join(' ', FoldedText.Fold(text).Split(' ').Where(word => IsTelling(WriteOut(word)) && !Subjectless.Contains(word)));

    /// <summary>Whether a written-out word is one for the time of day, which asks when and says nothing of what: "a qué hora".</summary>
    public static bool IsTimeOfDay(ReadOnlySpan<char> word) => word is "hora" or "horas" or "horario";

    private bool IsTelling(ReadOnlySpan<char> full) => !IsCommon(full) && !IsQuestionWord(full) && !IsCourtesy(full);

    /// <summary>Cuts a written-out word to its stem.</summary>
    /// <param name="stem">Receives it; at least as long as the word and one more.</param>
    /// <returns>The stem's length.</returns>
    public int Stem(ReadOnlySpan<char> word, Span<char> stem)
    {
        word.CopyTo(stem);
        return _stem(stem, word.Length);
    }
}
