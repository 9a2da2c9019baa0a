using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;

namespace CampaignBot.Core.Knowledge.Generation;

/// <summary>
/// Finds in a sentence what must not be invented: links, addresses of mail, phone numbers, dates, times, numbers in digits and words. English and
/// Spanish. Unlike <see cref="EntityReader"/>, which guesses what a voter means, it takes everything that looks like a fact for one.
/// </summary>
internal static partial class FactReader
{
    private const int Timeout = 1_000;
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private const string Month = "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
        + "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre";

    private static readonly string[] Months =
    [
        "jan ene", "feb", "mar", "apr abr", "may", "jun", "jul", "aug ago", "sep set", "oct", "nov", "dec dic",
    ];

    private static readonly string[] DaysOfWeek = ["sun dom", "mon lun", "tue mar", "wed mie", "thu jue", "fri vie", "sat sab"];

    private static readonly HashSet<string> Quantities = new(
        [
            "half", "twice", "double", "doubles", "doubled", "triple", "triples", "dozen", "dozens", "majority", "quarter", "hundreds", "thousands", "millions",
            "mitad", "doble", "triple", "docena", "mayoria", "cientos", "miles",
        ],
        StringComparer.Ordinal);

    /// <summary>The facts of a sentence.</summary>
    /// <param name="rest">The sentence with all but the numbers blanked, at the same positions: what names stand in.</param>
    public static List<Fact> Read(string sentence, string language, out string rest)
    {
        var facts = new List<Fact>();
        var left = new StringBuilder(sentence);
        Take(Email(), m => [(FactKind.Email, m.Value.ToLowerInvariant())]);
        Take(Link(), m => [(FactKind.Link, LinkOf(m.Value))]);
        Take(Phone(), m => [(FactKind.Phone, Digits(m.Value))]);
        Take(IsoDate(), DateOf);
        Take(MonthDay(), DateOf);
        Take(DayMonth(), DateOf);
        Take(NumericDate(), DateOf);
        Take(ClockTime(), m => [(FactKind.Time, TimeOf(m))]);
        Take(MonthAlone(), m => IsMonth(m) ? [(FactKind.Month, MonthOf(m.Value))] : []);
        Take(DayName(), m => [(FactKind.DayOfWeek, Index(DaysOfWeek, m.Value))]);
        Take(DayWord(), m => [(FactKind.DayWord, FoldedText.Fold(m.Value))]);
        rest = left.ToString();
        Take(DigitNumber(), m => [(UnitOf(m), NumberOf(m))]);
        ReadWords(left.ToString(), language == "es", facts);
        facts.AddRange(facts.Select(f => MeasureOf(f, sentence)).OfType<Fact>().ToList());
        return facts;

        void Take(Regex pattern, Func<Match, IEnumerable<(FactKind Kind, string Value)>> read)
        {
            foreach (Match match in pattern.Matches(left.ToString()))
            {
                var found = read(match).Select(f => new Fact(f.Kind, f.Value, match.Value, match.Index)).ToList();
                if (found.Count == 0)
                    continue;
                facts.AddRange(found);
                for (var i = match.Index; i < match.Index + match.Length; i++)
                    left[i] = ';';
            }
        }
    }

    private static IEnumerable<(FactKind Kind, string Value)> DateOf(Match match)
    {
        var month = match.Groups["mon"].Success ? MonthOf(match.Groups["mon"].Value) : Trimmed(match.Groups["m"].Value);
        var day = Trimmed(match.Groups["d"].Value);
        var year = match.Groups["y"].Value is { Length: > 0 } y ? y.Length == 2 ? $"20{y}" : y : null;
        yield return (FactKind.Date, year is null ? $"{month}-{day}" : $"{year}/{month}-{day}");
        yield return (FactKind.Month, month);
        if (year is null)
            yield break;
        yield return (FactKind.Number, year);
        if (DateOnly.TryParseExact($"{year}-{month}-{day}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            yield return (FactKind.DayOfWeek, ((int)date.DayOfWeek).ToString(CultureInfo.InvariantCulture));
    }

    // "may" is a verb and "mar" the sea.
    private static bool IsMonth(Match match) => match.Length > 3 ? char.IsUpper(match.Value[0]) || !match.Value.Equals("march", StringComparison.Ordinal) : match.Value == "May";

    private static string MonthOf(string name) => (int.Parse(Index(Months, name), CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);

    private static string Index(string[] table, string name)
    {
        var beginning = FoldedText.Fold(name)[..3];
        return Array.FindIndex(table, names => names.Split(' ').Contains(beginning, StringComparer.Ordinal)).ToString(CultureInfo.InvariantCulture);
    }

    private static string TimeOf(Match match)
    {
        if (match.Groups["word"].Success)
            return FoldedText.Fold(match.Groups["word"].Value) is "noon" or "mediodia" ? "720" : "0";
        var hour = int.Parse(match.Groups["h"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["min"].Success ? int.Parse(match.Groups["min"].Value, CultureInfo.InvariantCulture) : 0;
        var half = match.Groups["half"].Value is { Length: > 0 } h ? char.ToLowerInvariant(h[0]) : ' ';
        var part = FoldedText.Fold(match.Groups["part"].Value);
        var isAfternoon = half == 'p' || part is "tarde" or "noche" or "afternoon" or "evening";
        if (half != ' ' || part.Length > 0)
            hour = (hour % 12) + (isAfternoon ? 12 : 0);
        return (((hour % 24) * 60) + minute).ToString(CultureInfo.InvariantCulture);
    }

    private static FactKind UnitOf(Match match) =>
        match.Groups["money"].Success ? FactKind.Money : match.Groups["percent"].Success ? FactKind.Percent : FactKind.Number;

    private static string NumberOf(Match match)
    {
        var digits = match.Groups["n"].Value;
        digits = DecimalComma().IsMatch(digits) ? digits.Replace(',', '.') : digits.Replace(",", "", StringComparison.Ordinal);
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return digits;
        value *= FoldedText.Fold(match.Groups["scale"].Value) switch
        {
            "thousand" or "mil" or "k" => 1_000,
            "million" or "millon" or "millones" => 1_000_000,
            "billion" => 1_000_000_000,
            _ => 1,
        };
        return Plain(value);
    }

    /// <summary>Numbers in words, ordinals from "second" on, and words such as "twice". "One" counts only where it isn't "one of", "no one"; Spanish "un" is an article.</summary>
    private static void ReadWords(string text, bool spanish, List<Fact> facts)
    {
        var (tokens, words) = (new Tokens(text), NumberWords.Of(spanish));
        for (var at = 0; at < tokens.Count; at++)
        {
            var (token, cursor) = (tokens[at], new Cursor(tokens, at));
            if (token.Kind != TokenKind.Word)
                continue;
            if (words.Eat(ref cursor, out var value))
            {
                if (value != 1 || (!spanish && tokens[at - 1].Word is not ("no" or "any" or "every" or "each" or "this" or "that" or "the" or "which") && cursor.Now.Word != "of"))
                    facts.Add(new Fact(FactKind.Number, Plain(value), tokens.Between(at, cursor.At), token.Start));
                at = cursor.At - 1;
            }
            else if (words.Ordinals.TryGetValue(token.Word, out var ordinal) && ordinal > 1)
            {
                facts.Add(new Fact(FactKind.Number, Plain(ordinal), token.Word, token.Start));
            }
            else if (Quantities.Contains(token.Word))
            {
                facts.Add(new Fact(FactKind.Quantity, token.Word, token.Word, token.Start));
            }
        }
    }

    /// <summary>"20 years" of the 20, "48/year" of the $48 in "$48 a year": the number alone would let a month pass for a year.</summary>
    private static Fact? MeasureOf(Fact fact, string sentence)
    {
        if (fact.Kind is not (FactKind.Number or FactKind.Money) || Unit().Match(sentence[(fact.Start + fact.Text.Length)..]) is not { Success: true } match)
            return null;
        var unit = FoldedText.Fold(match.Groups["unit"].Success ? match.Groups["unit"].Value : match.Groups["rate"].Value)[..3] switch
        {
            "dai" => "day",
            "ann" => "yea",
            "men" => "mes",
            "anu" => "ano",
            var other => other,
        };
        var isRate = match.Groups["per"].Success || match.Groups["rate"].Success;
        return new Fact(FactKind.Measure, $"{fact.Value}{(isRate ? "/" : " ")}{unit}", fact.Text + match.Value, fact.Start);
    }

    private static string Plain(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Trimmed(string number) => int.Parse(number, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    private static string Digits(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return digits.Length == 11 && digits[0] == '1' ? digits[1..] : digits;
    }

    private static string LinkOf(string link)
    {
        var scheme = link.IndexOf("://", StringComparison.Ordinal);
        var bare = (scheme < 0 ? link : link[(scheme + 3)..]).TrimEnd('/', '.', ',', ')', ']', '!', '?', ':', ';').ToLowerInvariant();
        return bare.StartsWith("www.", StringComparison.Ordinal) ? bare[4..] : bare;
    }

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(\.[\w-]+)+", Options, Timeout)]
    private static partial Regex Email();

    [GeneratedRegex(@"(https?|ftp|mailto|tel|javascript|data):[^\s<>""]*[^\s<>"".,;:!?)\]]|\b(www\.)?([a-z0-9-]+\.)+(com|org|net|gov|edu|us|info|io|co|me|vote|example|test|mx|es|app|ly|gl|biz|xyz|link|site|online|tv|ru|cn)\b(/[^\s<>""]*[^\s<>"".,;:!?)\]])?", Options, Timeout)]
    private static partial Regex Link();

    [GeneratedRegex(@"(\+?1[\s.-]?)?(\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}\b|\b\d{3}-\d{4}\b|\b\d{10,11}\b", Options, Timeout)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\b(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})\b", Options, Timeout)]
    private static partial Regex IsoDate();

    [GeneratedRegex(@"\b(?<mon>" + Month + @")\b\.?\s+(?<d>\d{1,2})(st|nd|rd|th)?\b(?![:%])(,?\s+(?<y>\d{4})\b)?", Options, Timeout)]
    private static partial Regex MonthDay();

    [GeneratedRegex(@"\b(?<d>\d{1,2})(st|nd|rd|th|º|ro)?\s+(of\s+|de\s+)?(?<mon>" + Month + @")\b\.?((,|\s+de|\s+del)?\s+(?<y>\d{4})\b)?", Options, Timeout)]
    private static partial Regex DayMonth();

    [GeneratedRegex(@"(?<![\d/])(?<m>\d{1,2})/(?<d>\d{1,2})(/(?<y>\d{4}|\d{2}))?(?![\d/])", Options, Timeout)]
    private static partial Regex NumericDate();

    [GeneratedRegex(@"\b(?<h>\d{1,2})(:(?<min>\d{2}))?\s?(?<half>[ap])\.?\s?m\b\.?|\b(?<h>\d{1,2})(:(?<min>\d{2}))?\s+(de\s+la|in\s+the)\s+(?<part>mañana|tarde|noche|morning|afternoon|evening)\b|\b(?<h>\d{1,2}):(?<min>\d{2})\b|\b(?<word>noon|midnight|mediod[ií]a|medianoche)\b", Options, Timeout)]
    private static partial Regex ClockTime();

    [GeneratedRegex(@"\b(" + Month + @")\b", Options, Timeout)]
    private static partial Regex MonthAlone();

    [GeneratedRegex(@"\b(sunday|monday|tuesday|wednesday|thursday|friday|saturday|domingo|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado)s?\b", Options, Timeout)]
    private static partial Regex DayName();

    [GeneratedRegex(@"\b(today|tonight|tomorrow|yesterday|hoy|ayer|mañana|anoche)\b", Options, Timeout)]
    private static partial Regex DayWord();

    [GeneratedRegex(@"(?<money>\$\s?)?(?<n>\d{1,3}(,\d{3})+(\.\d+)?|\d+([.,]\d+)?)(st|nd|rd|th|º|ª)?(\s?(?<scale>thousand|million|billion|mil|millones|mill[oó]n|k)\b)?(\s?(de\s+)?(?<money>dollars?|d[oó]lares?|usd)\b|\s?(?<percent>%|percent\b|per\s?cent\b|por\s?ciento\b))?", Options, Timeout)]
    private static partial Regex DigitNumber();

    [GeneratedRegex(@"^[\s*-]*((business|calendar|working|full)\s+)?(?<per>(an?|per|each|every|al?|por|cada)\s+)?(?<unit>minutes?|hours?|days?|weeks?|months?|years?|minutos?|horas?|d[ií]as?|semanas?|mes(es)?|años?)\b|^\s+(?<rate>daily|weekly|monthly|yearly|annually|semanal|mensual|anual)(es)?\b", Options, Timeout)]
    private static partial Regex Unit();

    [GeneratedRegex(@"^\d+,\d{1,2}$", RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex DecimalComma();
}
