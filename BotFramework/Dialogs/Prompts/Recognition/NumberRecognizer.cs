namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>
/// A number in a text. <paramref name="Start"/> and <paramref name="End"/> (exclusive) count characters;
/// <paramref name="Incidental"/> says that the word may be no number at all, as in "una pregunta" or "that one".
/// </summary>
internal readonly record struct RecognizedNumber(decimal Value, int Start, int End, bool Incidental);

/// <summary>Finds numbers in English and Spanish, in digits and in words, whatever the locale; see <see cref="NumberReader"/>.</summary>
internal static class NumberRecognizer
{
    /// <summary>All numbers of the text, in order. One too large for a decimal isn't among them.</summary>
    public static List<RecognizedNumber> Recognize(string? text, string? locale)
    {
        var words = Words.Read(text);
        var reader = new NumberReader(words, LocaleRules.For(locale));
        var found = new List<RecognizedNumber>();
        for (var at = 0; at < words.Count;)
        {
            if (Numerals.IsDateLike(words, at))
            {
                at += Numerals.DateLikeLength;
                continue;
            }
            if (reader.TryRead(at, out var value, out var next))
                found.Add(new RecognizedNumber(value, words[at].Start, words[next - 1].End, IsIncidental(words, at, next)));
            at = Math.Max(next, at + 1);
        }
        return found;
    }

    private static bool IsIncidental(Words words, int at, int next) =>
        next == at + 1 && words[at].Text switch
        {
            "un" or "una" => words.Count > 1,
            "one" => words[at - 1].Kind == WordKind.Letters && !IsAskedFor(words[at - 1].Text),
            _ => false,
        };

    // What may come before "one" when it counts: "option one", "just one", "I have one".
    private static bool IsAskedFor(string word) =>
        word is "option" or "number" or "choice" or "just" or "only" or "have" or "want" or "pick" or "choose" or "take" or "is" or "and" or "or" or "for";
}
