using System.Globalization;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;

namespace CampaignBot.Core.Voting;

/// <summary>A voter's address in the forms that street segments are compared in.</summary>
/// <param name="Numbers">
/// The ways the house number can be meant: "12B" is 12 with the suffix b, "14-22" is 22 after the prefix 14 or the number 1422.
/// Empty where none was given.
/// </param>
/// <param name="Unit">Folded, without the word before it.</param>
/// <param name="Town">Folded; null where none was given.</param>
internal sealed record AddressParts(
    StreetName? Street,
    IReadOnlyList<HouseNumber> Numbers,
    string? Unit,
    string? Town,
    string? State,
    int? Zip)
{
    public static AddressParts Of(PostalAddress address) => new(
        address.Street is null ? null : StreetName.Of(string.Join(' ', new[] { address.Direction, address.Street, address.Suffix, address.DirectionAfter }.OfType<string>())),
        address.House is null ? [] : [.. HouseNumber.Readings(address.House)],
        address.Unit is null ? null : FoldedUnit(address.Unit),
        address.City is null ? null : FoldedTown(address.City),
        address.State?.Trim().ToUpperInvariant(),
        ZipNumber(address.Zip));

    /// <summary>The first five digits as a number; null where there are none.</summary>
    public static int? ZipNumber(string? zip) =>
        zip is { Length: >= 5 } && int.TryParse(zip.AsSpan(0, 5), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>"St. Paul", "Saint Paul" and "SAINT PAUL CITY" are one town.</summary>
    public static string FoldedTown(string town)
    {
        var name = StreetName.Of(town);
        var words = string.Join(' ', new[] { name.Direction?.ToLowerInvariant(), name.Core, name.Suffix?.ToLowerInvariant(), name.DirectionAfter?.ToLowerInvariant() }.OfType<string>());
        return words.EndsWith(" city", StringComparison.Ordinal) ? words[..^5] : words;
    }

    /// <summary>A part of a house number: "1/2", "B", "W5".</summary>
    public static string? FoldedPart(string text) =>
        FoldedText.Fold(text.Replace("½", "1/2", StringComparison.Ordinal)) is { Length: > 0 } folded ? folded : null;

    /// <summary>"Apt. 3-B", "#3b" and "3B" are one unit.</summary>
    public static string? FoldedUnit(string unit)
    {
        var words = FoldedText.Fold(unit).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && UnitWords.Contains(words[0]))
            words = words[1..];
        return string.Concat(words) is { Length: > 0 } joined ? joined.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : joined : null;
    }

    private static readonly HashSet<string> UnitWords = new(StringComparer.Ordinal)
    {
        "apt", "apartment", "unit", "ste", "suite", "no", "num", "number", "rm", "room", "lot", "spc", "space", "trlr", "trailer", "bldg", "building",
        "fl", "floor", "apto", "apartamento", "departamento", "depto", "dpto", "piso", "numero", "lote",
    };
}

/// <summary>One way to read a house number.</summary>
internal readonly record struct HouseNumber(int Number, string? Prefix, string? Suffix)
{
    /// <summary>The ways to read one as it was written; none where there is no number in it.</summary>
    public static IEnumerable<HouseNumber> Readings(string text)
    {
        var plain = text.Trim().Replace("½", " 1/2", StringComparison.Ordinal);
        var (start, end) = LastRun(plain.Split(' ')[0]);
        if (start == end)
            yield break;
        var prefix = AddressParts.FoldedPart(plain[..start].TrimEnd('-'));
        var suffix = AddressParts.FoldedPart(plain[end..].TrimStart('-', ' '));
        if (Integer(plain[start..end]) is { } number)
            yield return new HouseNumber(number, prefix, suffix);
        if (prefix is null || Integer(prefix) is not { } before)
            yield break;
        // Queens writes 14-22, which a feed may have as 1422; elsewhere 12-5 is unit 5 of 12.
        if (end - start == 2 && Integer(string.Concat(prefix, plain.AsSpan(start, 2))) is { } joined)
            yield return new HouseNumber(joined, null, suffix);
        yield return new HouseNumber(before, null, plain[start..end]);
    }

    private static (int Start, int End) LastRun(string word)
    {
        var end = word.Length;
        while (end > 0 && !char.IsAsciiDigit(word[end - 1]))
            end--;
        var start = end;
        while (start > 0 && char.IsAsciiDigit(word[start - 1]))
            start--;
        return (start, end);
    }

    private static int? Integer(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
