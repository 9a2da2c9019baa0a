using System.Collections.Frozen;
using System.Globalization;

namespace CampaignBot.Core.Understanding;

/// <summary>
/// Finds out whether a question is about another place than the campaign's: voting there follows other rules.
/// Knows the states, large cities and countries that voters name, in English and Spanish.
/// </summary>
public sealed class Places
{
    private const string Names = """
        Alabama; Alaska; Arizona; Arkansas; California; Colorado; Connecticut; Delaware; Florida; Georgia; Hawaii; Idaho; Illinois; Indiana; Iowa;
        Kansas; Kentucky; Louisiana; Maine; Maryland; Massachusetts; Michigan; Minnesota; Mississippi; Missouri; Montana; Nebraska; Nevada;
        New Hampshire; New Jersey; New Mexico; New York; North Carolina; North Dakota; Ohio; Oklahoma; Oregon; Pennsylvania; Rhode Island;
        South Carolina; South Dakota; Tennessee; Texas; Utah; Vermont; Virginia; Washington; West Virginia; Wisconsin; Wyoming; Puerto Rico; Guam;
        Nueva York; Nuevo México; Nueva Jersey; Carolina del Norte; Carolina del Sur; Dakota del Norte; Dakota del Sur; Virginia Occidental; Luisiana; Misisipi; Pensilvania; Tejas; Hawái; Florida;
        Los Angeles; San Francisco; San Diego; San Jose; Sacramento; Seattle; Portland; Phoenix; Tucson; Las Vegas; Denver; Dallas; Houston; Austin; San Antonio;
        El Paso; Chicago; Detroit; Cleveland; Columbus; Cincinnati; Milwaukee; Minneapolis; St. Louis; Kansas City; Nashville; Memphis; Atlanta; Miami; Orlando; Tampa;
        Charlotte; Philadelphia; Pittsburgh; Boston; Baltimore; Brooklyn; Queens; Manhattan; NYC; Washington DC; Boise; Spokane; Tacoma; Salt Lake City; Albuquerque; New Orleans;
        another state; otro estado
        """;

    /// <summary>Other countries, where soldiers and citizens abroad vote by our rules.</summary>
    private const string Countries = """
        Canada; Canadá; Mexico; México; England; Inglaterra; UK; Britain; Ireland; France; Francia; Germany; Alemania; Spain; España; Italy; Italia; Portugal; Poland; Ukraine; Russia; Rusia; China; Japan; Japón;
        India; Israel; Australia; Brazil; Brasil; Argentina; Chile; Colombia; Peru; Perú; Ecuador; Venezuela; Bolivia; Guatemala; Honduras; El Salvador; Nicaragua; Costa Rica; Panama; Panamá; Cuba;
        Dominican Republic; República Dominicana; Haiti; Philippines; Filipinas; Nigeria; South Africa; Europe; Europa; Afghanistan; Afganistán; Iraq; Irak; Kuwait; South Korea; Corea; Corea del Sur
        """;

    /// <summary>After these a place is where somebody or something comes from: "I moved from Ohio", "nací en México".</summary>
    private static readonly FrozenSet<string> Origins = new[]
    {
        "from", "born", "born in", "moved", "left", "desde", "naci en", "nacido en", "nacida en", "vine de", "vengo de", "llegue de", "soy de", "mude de", "mudarme de", "mudamos de", "licencia de", "es de", "son de",
        "identificacion de", "id de", "pasaporte de",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Before these a place only names something: "my Texas license", "Washington Street".</summary>
    private static readonly FrozenSet<string> Named = new[]
    {
        "license", "licence", "id", "ids", "drivers", "driver", "passport", "street", "st", "ave", "avenue", "road", "rd", "park", "school", "elementary", "boulevard", "plates",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>With one of these, somebody in another country asks how to vote from there.</summary>
    private static readonly FrozenSet<string> Abroad = new[]
    {
        "army", "navy", "marines", "marine", "military", "soldier", "soldiers", "troops", "deployed", "deployment", "deploying", "stationed", "overseas", "abroad",
        "ejercito", "militar", "militares", "soldado", "soldada", "soldados", "tropas", "desplegado", "desplegada", "destinado", "destinada", "extranjero",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Before "county" these name none: "in my county".</summary>
    private static readonly FrozenSet<string> AnyCounty = new[]
    {
        "the", "this", "that", "our", "my", "your", "his", "her", "their", "a", "another", "other", "which", "what", "each", "every", "any", "same", "and", "or", "of", "in", "for",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Before a county's name, where somebody asks about it or is there.</summary>
    private static readonly FrozenSet<string> Within = new[] { "in", "for", "en", "de", "del", "por", "para" }.ToFrozenSet(StringComparer.Ordinal);

    private const int LongestName = 3;
    private const int LongestOwn = 4;
    private const string OurCounty = "el condado de ";

    private static readonly FrozenSet<string> Here = new[] { "here", "aqui", "aca" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, string> _names;
    private readonly FrozenSet<string> _countries = NamesOf(Countries).Select(FoldedText.Fold).ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _own;

    /// <param name="own">The names of the campaign's own place: a question that names it is not about another one.</param>
    public Places(IEnumerable<string> own)
    {
        _own = own.Select(FoldedText.Fold).ToFrozenSet(StringComparer.Ordinal);
        _names = NamesOf(Names).Concat(NamesOf(Countries))
            .Select(name => KeyValuePair.Create(FoldedText.Fold(name), name))
            .Where(name => !_own.Contains(name.Key))
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The other place a question is about, as it is written; null where it is about none, about ours as well, or only asked from there by somebody abroad.</summary>
    public string? Elsewhere(string question)
    {
        var words = FoldedText.Fold(question).Split(' ');
        var isFromAbroad = words.Any(Abroad.Contains);
        string? found = null;
        for (var i = 0; i < words.Length; i++)
        {
            if (Here.Contains(words[i]))
                return null;
            if (CountyAt(words, i) is (> 0 and var end, { } county, { } named))
            {
                if (_own.Contains($"{county} county"))
                    return null;
                found ??= named;
                i = end - 1;
                continue;
            }
            for (var length = Math.Min(LongestName, words.Length - i); length > 0; length--)
            {
                var name = string.Join(' ', words, i, length);
                if (_own.Contains(name))
                    return null;
                if (!_names.TryGetValue(name, out var place))
                    continue;
                if (!IsOnlyMentioned(words, i, length) && !(isFromAbroad && _countries.Contains(name)))
                    found ??= place;
                i += length - 1;
                break;
            }
        }
        return found;
    }

    /// <summary>The question without the campaign's own place where it only says that it is meant: "where do I vote in Alder County".</summary>
    public string WithoutOurs(string question)
    {
        var words = question.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < words.Length; i++)
        {
            if (!Within.Contains(FoldedText.Fold(words[i - 1])))
                continue;
            for (var length = Math.Min(LongestOwn, words.Length - i); length > 0; length--)
            {
                var name = FoldedText.Fold(string.Join(' ', words, i, length));
                if (_own.Contains(name) || (name.StartsWith(OurCounty, StringComparison.Ordinal) && _own.Contains($"{name[OurCounty.Length..]} county")))
                    return string.Join(' ', [.. words[..(i - 1)], .. words[(i + length)..]]);
            }
        }
        return question;
    }

    /// <summary>Where a county named from a word on ends, its name, and that as it is written: "king county", "condado de king"; zero where none is.</summary>
    private static (int End, string? County, string? Place) CountyAt(string[] words, int i)
    {
        if (i + 2 < words.Length && words[i] is "condado" && words[i + 1] is "de")
            return (i + 3, words[i + 2], $"{OurCounty}{Titled(words[i + 2])}");
        if (i == 0 || !Within.Contains(words[i - 1]))
            return default;
        for (var end = i; end < words.Length && end <= i + LongestName && !AnyCounty.Contains(words[end]) && char.IsAsciiLetter(words[end][0]); end++)
        {
            if (words[end] is "county" && end > i)
                return (end + 1, string.Join(' ', words[i..end]), Titled(string.Join(' ', words[i..(end + 1)])));
        }
        return default;
    }

    private static string Titled(string word) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word);

    private static string[] NamesOf(string list) => list.Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool IsOnlyMentioned(string[] words, int start, int length) =>
        (start > 0 && Origins.Contains(words[start - 1]))
        || (start > 1 && Origins.Contains($"{words[start - 2]} {words[start - 1]}"))
        || (start + length < words.Length && Named.Contains(words[start + length]));
}
