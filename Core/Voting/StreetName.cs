using System.Globalization;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;

namespace CampaignBot.Core.Voting;

/// <summary>
/// A street's name taken apart, the same way whether a voter or an election office wrote it: "North Oak Street", "N. OAK ST"
/// and the fields N, Oak, St all come out as N, "oak", St.
/// </summary>
/// <param name="Direction">Before the name: N, NE, E, ...; null where there is none.</param>
/// <param name="Core">Folded, words in one form each ("first" is "1st", "mt" is "mount"), without direction and suffix.</param>
/// <param name="Suffix">As <see cref="StreetWords.Suffix"/> has it.</param>
/// <param name="DirectionAfter">After the suffix.</param>
internal readonly record struct StreetName(string? Direction, string Core, string? Suffix, string? DirectionAfter)
{
    // "St" and "Dr" are read as the suffixes they also stand for, so saints and doctors become those.
    private static readonly Dictionary<string, string> Alike = new(StringComparer.Ordinal)
    {
        ["first"] = "1st", ["second"] = "2nd", ["third"] = "3rd", ["fourth"] = "4th", ["fifth"] = "5th", ["sixth"] = "6th",
        ["seventh"] = "7th", ["eighth"] = "8th", ["ninth"] = "9th", ["tenth"] = "10th", ["eleventh"] = "11th", ["twelfth"] = "12th",
        ["saint"] = "street", ["junior"] = "jr", ["doctor"] = "drive", ["co"] = "county", ["and"] = "",
    };

    /// <summary>Streets that Spanish numbers by word: "Calle Quinta" is 5th St.</summary>
    private static readonly Dictionary<string, string> SpanishOrdinals = new(StringComparer.Ordinal)
    {
        ["primera"] = "1st", ["segunda"] = "2nd", ["tercera"] = "3rd", ["cuarta"] = "4th", ["quinta"] = "5th",
        ["sexta"] = "6th", ["septima"] = "7th", ["octava"] = "8th", ["novena"] = "9th", ["decima"] = "10th",
    };

    /// <summary>Takes apart a whole name; empty where there is no word in it.</summary>
    /// <param name="text">"N Oak St", "Calle 5", "E Capitol St NE".</param>
    public static StreetName Of(string text)
    {
        var words = Words(text);
        var (first, last) = (0, words.Count);
        // A lone direction or suffix is the name itself: North Street, The Green.
        var direction = last - first > 1 ? StreetWords.Direction(words[first]) : null;
        if (direction is not null && last - first == 2 && StreetWords.Suffix(words[last - 1]) is not null)
            direction = null;
        if (direction is not null)
            first++;
        var after = last - first > 1 ? StreetWords.Direction(words[last - 1]) : null;
        if (after is not null)
            last--;
        var suffix = last - first > 1 ? StreetWords.Suffix(words[last - 1]) : null;
        if (suffix is not null)
            last--;
        return new StreetName(direction, string.Join(' ', words[first..last].Select(InOneForm)), suffix, after);
    }

    /// <summary>
    /// The ways a name can be meant where a direction may belong to the name: "West End Ave" is End Ave in the west, or West End
    /// Ave; and where Spanish puts the kind of street first: "Calle Mill" is Mill St, Mill Rd or any other Mill. As written first.
    /// </summary>
    public IEnumerable<StreetName> Readings()
    {
        yield return this;
        if (Direction is not null)
            yield return this with { Direction = null, Core = $"{InOneForm(Direction)} {Core}" };
        if (DirectionAfter is not null && Suffix is null)
            yield return this with { DirectionAfter = null, Core = $"{Core} {InOneForm(DirectionAfter)}" };
        foreach (var english in InEnglish())
            yield return english;
    }

    /// <summary>
    /// "Calle Mill" in English order; none where no Spanish kind of street comes first. "Avenida" and "bulevar" are one suffix, "calle" is
    /// any; what was taken for a suffix may be the name itself, as "mill" is.
    /// </summary>
    private IEnumerable<StreetName> InEnglish()
    {
        var words = Core.Split(' ', 2);
        if (words[0] is not ("calle" or "avenida" or "bulevar" or "camino" or "carretera" or "callejon" or "paseo" or "calzada" or "privada"))
            yield break;
        var kind = words[0] switch { "avenida" => "Ave", "bulevar" => "Blvd", _ => null };
        if (words is [_, var rest])
            yield return Named(this, rest, Suffix ?? kind);
        if (Suffix is not null)
            yield return Named(this, $"{words.ElementAtOrDefault(1)} {StreetWords.WholeWord(Suffix)}".Trim(), kind);

        static StreetName Named(StreetName written, string words, string? suffix)
        {
            var (first, rest) = words.Split(' ', 2) is [var one, var more] ? (one, more) : ("", words);
            var direction = StreetWords.Direction(first);
            var name = direction is null ? words : rest;
            var isNumber = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            return new StreetName(written.Direction ?? direction ?? written.DirectionAfter, isNumber ? Ordinal(number) : SpanishOrdinals.GetValueOrDefault(name, name), suffix, null);
        }
    }

    private static string Ordinal(int number) => (number % 100) is >= 11 and <= 13 ? $"{number}th" : (number % 10) switch
    {
        1 => $"{number}st",
        2 => $"{number}nd",
        3 => $"{number}rd",
        _ => $"{number}th",
    };

    private static List<string> Words(string text)
    {
        var words = FoldedText.Fold(text.Replace(".", "", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        // "1 st", as some write it.
        for (var i = 1; i < words.Count; i++)
        {
            if (words[i] is "st" or "nd" or "rd" or "th" && char.IsAsciiDigit(words[i - 1][^1]) && i + 1 < words.Count && StreetWords.Suffix(words[i + 1]) is not null)
            {
                words[i - 1] += words[i];
                words.RemoveAt(i);
            }
        }
        return words;
    }

    private static string InOneForm(string word)
    {
        word = FoldedText.Fold(word);
        if (Alike.TryGetValue(word, out var alike))
            return alike;
        return StreetWords.Direction(word) is { } direction ? FoldedText.Fold(direction)
            : StreetWords.Suffix(word) is { } suffix ? StreetWords.WholeWord(suffix)
            : word;
    }
}
