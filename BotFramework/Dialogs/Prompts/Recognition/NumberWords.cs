using System.Collections.Frozen;

namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>The words that numbers are made of in English and Spanish, in lower case without accents.</summary>
internal static class NumberWords
{
    /// <summary>What is added: 0 to 19, the tens, and Spanish's hundreds.</summary>
    public static readonly FrozenDictionary<string, int> Added = Table(
        "zero cero|one un uno una|two dos|three tres|four cuatro|five cinco|six seis|seven siete|eight ocho|nine nueve|"
        + "ten diez|eleven once|twelve doce|thirteen trece|fourteen catorce|fifteen quince|sixteen dieciseis|"
        + "seventeen diecisiete|eighteen dieciocho|nineteen diecinueve|twenty veinte|veintiun veintiuno veintiuna|"
        + "veintidos|veintitres|veinticuatro|veinticinco|veintiseis|veintisiete|veintiocho|veintinueve", from: 0)
        .Concat(Table("thirty treinta|forty fourty cuarenta|fifty cincuenta|sixty sesenta|seventy setenta|eighty ochenta|ninety noventa", from: 30, step: 10))
        .Concat(Table("cien ciento|doscientos doscientas|trescientos trescientas|cuatrocientos cuatrocientas|quinientos quinientas|"
            + "seiscientos seiscientas|setecientos setecientas|ochocientos ochocientas|novecientos novecientas", from: 100, step: 100))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What multiplies all that came before it since the last greater one.</summary>
    public static readonly FrozenDictionary<string, decimal> Scales = new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        ["thousand"] = 1e3m, ["thousands"] = 1e3m, ["mil"] = 1e3m, ["miles"] = 1e3m,
        ["million"] = 1e6m, ["millions"] = 1e6m, ["millon"] = 1e6m, ["millones"] = 1e6m,
        ["billion"] = 1e9m, ["billions"] = 1e9m, ["trillion"] = 1e12m,
        ["billon"] = 1e12m, ["billones"] = 1e12m,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The letters that stand for a scale right behind digits, as in "3k".</summary>
    public static readonly FrozenDictionary<string, decimal> Suffixes = new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        ["k"] = 1e3m, ["m"] = 1e6m, ["mm"] = 1e6m, ["b"] = 1e9m, ["bn"] = 1e9m,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What multiplies the number right before it.</summary>
    public static readonly FrozenDictionary<string, int> Multiples = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["hundred"] = 100, ["hundreds"] = 100,
        ["dozen"] = 12, ["dozens"] = 12, ["docena"] = 12, ["docenas"] = 12,
        ["couple"] = 2, ["par"] = 2,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Scales and multiples that say how many only with a number before them: "thousands of people" is no number.</summary>
    public static readonly FrozenSet<string> NeedACount =
        FrozenSet.Create(StringComparer.Ordinal, "thousands", "millions", "billions", "hundreds", "dozens", "miles", "millones", "billones", "docenas", "couple", "par");

    /// <summary>One part of so many.</summary>
    public static readonly FrozenDictionary<string, int> Parts = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["half"] = 2, ["halves"] = 2, ["medio"] = 2, ["media"] = 2, ["medios"] = 2, ["medias"] = 2,
        ["third"] = 3, ["thirds"] = 3, ["tercio"] = 3, ["tercios"] = 3,
        ["quarter"] = 4, ["quarters"] = 4, ["cuarto"] = 4, ["cuartos"] = 4,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, decimal> PartSymbols = new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        ["½"] = 0.5m, ["¼"] = 0.25m, ["¾"] = 0.75m,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsHalf(string word) => word is "half" or "medio" or "media";

    public static bool IsArticle(string word) => word is "a" or "an" or "un" or "una";

    public static bool IsAnd(string word) => word is "and" or "y" or "&";

    public static bool IsMinus(string word) => word is "minus" or "negative" or "menos" or "negativo";

    public static bool IsPoint(string word) => word is "point" or "punto" or "coma";

    private static Dictionary<string, int> Table(string rows, int from, int step = 1) =>
        rows.Split('|').SelectMany((row, i) => row.Split(' ').Select(word => (word, value: from + (i * step))))
            .ToDictionary(pair => pair.word, pair => pair.value, StringComparer.Ordinal);
}
