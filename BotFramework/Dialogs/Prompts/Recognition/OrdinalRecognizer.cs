using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>
/// A place in an order: 1 is the first, -1 the last, -2 the last but one. <paramref name="Start"/> and
/// <paramref name="End"/> (exclusive) count characters.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RecognizedOrdinal(int Place, int Start, int End);

/// <summary>Finds ordinals in English and Spanish: "the second one", "2nd", "la segunda", "2.º", "last", "penúltima".</summary>
internal static class OrdinalRecognizer
{
    private static readonly FrozenDictionary<string, int> _places = Places(
        "first primero primera primer|second segundo segunda|third tercero tercera tercer|fourth cuarto cuarta|fifth quinto quinta|"
        + "sixth sexto sexta|seventh septimo septima setimo setima|eighth octavo octava|ninth noveno novena|tenth decimo decima|"
        + "eleventh undecimo undecima decimoprimero decimoprimera|twelfth duodecimo duodecima decimosegundo decimosegunda|"
        + "thirteenth decimotercero decimotercera decimotercer|fourteenth decimocuarto decimocuarta|fifteenth decimoquinto decimoquinta|"
        + "sixteenth decimosexto decimosexta|seventeenth decimoseptimo decimoseptima|eighteenth decimoctavo decimoctava|"
        + "nineteenth decimonoveno decimonovena|twentieth vigesimo vigesima");

    private static readonly FrozenDictionary<string, int> _tens =
        new Dictionary<string, int>(StringComparer.Ordinal) { ["twenty"] = 20, ["thirty"] = 30, ["vigesimo"] = 20, ["vigesima"] = 20 }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> _suffixes = FrozenSet.Create(
        StringComparer.Ordinal, "st", "nd", "rd", "th", "o", "a", "er", "ero", "era", "do", "da", "ro", "ra", "to", "ta", "mo", "ma", "vo", "va", "no", "na");

    private static readonly PhraseTable<int> _fromEnd = new(
        ("last|the last|final|ultimo|ultima|lo ultimo", -1),
        ("second to last|second last|next to last|last but one|penultimate|penultimo|penultima", -2),
        ("third to last|third last|antepenultimate|antepenultimo|antepenultima", -3));

    /// <summary>All ordinals of the text, in order.</summary>
    public static List<RecognizedOrdinal> Recognize(string? text)
    {
        var words = Words.Read(text);
        var found = new List<RecognizedOrdinal>();
        for (var at = 0; at < words.Count;)
        {
            if (TryRead(words, at, out var place, out var next) && !IsMomentOfTime(words, at))
                found.Add(new RecognizedOrdinal(place, words[at].Start, words[next - 1].End));
            at = Math.Max(next, at + 1);
        }
        return found;
    }

    /// <summary>Reads the ordinal at <paramref name="at"/>; <paramref name="next"/> is the word after it.</summary>
    public static bool TryRead(Words words, int at, out int place, out int next)
    {
        if (_fromEnd.TryRead(words, at, out place, out next) || TryReadNumeral(words, at, out place, out next))
            return true;
        if (_tens.TryGetValue(words[at].Text, out var tens))
        {
            var unit = words[at + 1].Is("-") ? at + 2 : at + 1;
            if (_places.TryGetValue(words[unit].Text, out place) && place < 10)
            {
                (place, next) = (place + tens, unit + 1);
                return true;
            }
        }
        next = at + 1;
        if (words[at].Is("thirtieth"))
            place = 30;
        else if (!_places.TryGetValue(words[at].Text, out place))
            next = at;
        return next > at;
    }

    /// <summary>"2nd", "2º", "2.ª", "1er".</summary>
    private static bool TryReadNumeral(Words words, int at, out int place, out int next)
    {
        (place, next) = (0, at);
        if (words[at].Kind != WordKind.Digits)
            return false;
        var suffix = words[at + 1] is { Text: ".", Spaced: false } ? at + 2 : at + 1;
        if (!words[suffix].IsJoined || !_suffixes.Contains(words[suffix].Text))
            return false;
        next = suffix + 1;
        return int.TryParse(words[at].Text, NumberStyles.None, CultureInfo.InvariantCulture, out place);
    }

    // "Give me a second" asks for time, not for the second choice.
    private static bool IsMomentOfTime(Words words, int at) =>
        words[at].Text is "second" or "segundo" && words[at - 1].Text is "a" or "one" or "un" or "this";

    private static FrozenDictionary<string, int> Places(string rows) =>
        rows.Split('|').SelectMany((row, i) => row.Split(' ').Select(word => (word, place: i + 1)))
            .ToFrozenDictionary(pair => pair.word, pair => pair.place, StringComparer.Ordinal);
}
