using System.Collections.Frozen;
using System.Globalization;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge;

/// <summary>Forms of English words that no rule for endings leads to, and words that are numbers and dates in English and Spanish.</summary>
internal static class WordKin
{
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Irregular = """
        began begin begun begin broke break broken break brought bring built build bought buy caught catch came come chose choose chosen choose
        drew draw drawn draw drove drive driven drive fell fall fallen fall felt feel fought fight found find flew fly flown fly forgot forget gave give given give
        went go gone go grew grow grown grow held hold hung hang heard hear hid hide hidden hide kept keep knew know known know laid lay led lead left leave lent lend
        lost lose made make meant mean met meet paid pay ran run rose rise risen rise said say saw see seen see sold sell sent send shot shoot shook shake shown show
        slept sleep spoke speak spoken speak spent spend stood stand stole steal stolen steal struck strike swore swear sworn swear taught teach taken take took take thought think threw throw
        thrown throw told tell understood understand won win wore wear worn wear wrote write written write sought seek sank sink sunk sink sang sing sung sing bore bear borne bear
        became become withdrew withdraw withdrawn withdraw overthrew overthrow undertook undertake arose arise arisen arise
        men man women woman children child feet foot teeth tooth lives life wives wife leaves leaf wolves wolf halves half died die dying die lying lie
        worse bad worst bad better good best good
        french france english england british britain german germany spanish spain polish poland dutch netherlands swiss switzerland swedish sweden danish denmark
        irish ireland scottish scotland welsh wales turkish turkey greek greece portuguese portugal finnish finland
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Chunk(2)
        .ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Numbers = Words("""
        two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
        hundred thousand million billion trillion dozen half third quarter percent
        dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta cien ciento mil millon millones mitad
        """);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Dates = Words("""
        january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
        enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes sabado domingo
        """);

    /// <summary>
    /// Words by which people ask about anything, in their usual forms. A small collection may hardly hold them, and they would seem rare.
    /// </summary>
    public static IEnumerable<string> Generic(WordForms forms) => forms == WordForms.Spanish ? SpanishGeneric : EnglishGeneric;

    private static readonly string[] EnglishGeneric = """
        name names named call calls called term terms word words type types kind kinds sort sorts form forms example examples refer refers referred describe describes described
        mean means meant meaning happen happens happened occur occurs occurred many much give gives given list besides addition know knows known person people thing things something anything
        mention mentions mentioned say says said tell tells find finds found get gets got go goes take takes took taken make makes made use uses used using want wants need needs needed
        one two first last next new old part parts way ways time times year years day days reason reasons cause causes caused result results resulted main major important
        consist consists include includes included including consider considered become became group number amount area place try tried begin began start started end ended come came
        put keep kept let seem seems seemed show shows shown work works help helps feature features purpose different same other another like large small big great high often usually
        typically originally eventually currently locate located location create creates created believe believed allow allows allowed able title identify identified provide provides provided own
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static readonly string[] SpanishGeneric = """
        nombre nombres llama llaman llamaba termino palabra palabras tipo tipos clase forma formas ejemplo significa pasa pasaba paso ocurre ocurrio muchos muchas dar da lista ademas
        sabe saber conocido conocida persona personas gente cosa cosas algo decir dice dijo encontrar obtener tomar usa usar usan quiere querer necesita necesito necesitan
        uno dos primero primera ultimo ultima nuevo nueva viejo parte partes manera tiempo vez veces ano anos dia dias razon causa resultado principal importante
        incluye considera grupo numero cantidad lugar sitio empezar empieza comenzo comienza terminar termina venir poner mostrar ayuda diferente mismo misma grande pequeno poder permite
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The form by which an English word is compared: "began" as "begin".</summary>
    public static ReadOnlySpan<char> Base(ReadOnlySpan<char> word) => Irregular.TryGetValue(word, out var form) ? form : word;

    /// <summary>Whether a folded word is a number or a date by itself.</summary>
    public static TermKinds KindsOf(ReadOnlySpan<char> word)
    {
        if (char.IsAsciiDigit(word[0]))
        {
            var isYear = word.Length == 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1000 and < 2200;
            return isYear ? TermKinds.Date : TermKinds.Number;
        }
        return Numbers.Contains(word) ? TermKinds.Number : Dates.Contains(word) ? TermKinds.Date : TermKinds.None;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words(string text) => text
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenSet(StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();
}
