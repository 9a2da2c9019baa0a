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
    /// Ave. As written first.
    /// </summary>
    public IEnumerable<StreetName> Readings()
    {
        yield return this;
        if (Direction is not null)
            yield return this with { Direction = null, Core = $"{InOneForm(Direction)} {Core}" };
        if (DirectionAfter is not null && Suffix is null)
            yield return this with { DirectionAfter = null, Core = $"{Core} {InOneForm(DirectionAfter)}" };
    }

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
