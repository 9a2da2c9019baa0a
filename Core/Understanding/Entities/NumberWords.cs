using System.Collections.Frozen;
using System.Globalization;

namespace CampaignBot.Core.Understanding.Entities;

/// <summary>The words of which a language makes its numbers.</summary>
internal sealed class NumberWords
{
    private NumberWords(string units, string tens, string hundreds, string ordinals, string and, string scales)
    {
        Units = Pairs(units);
        Tens = Pairs(tens);
        Hundreds = Pairs(hundreds);
        Ordinals = Pairs(ordinals);
        And = and;
        Scales = Pairs(scales);
    }

    public static NumberWords English { get; } = new(
        """
        zero 0  one 1  two 2  three 3  four 4  five 5  six 6  seven 7  eight 8  nine 9  ten 10  eleven 11  twelve 12  thirteen 13  fourteen 14  fifteen 15  sixteen 16  seventeen 17  eighteen 18  nineteen 19
        """,
        "twenty 20  thirty 30  forty 40  fourty 40  fifty 50  sixty 60  seventy 70  eighty 80  ninety 90",
        "",
        """
        first 1  second 2  third 3  fourth 4  fifth 5  sixth 6  seventh 7  eighth 8  ninth 9  tenth 10  eleventh 11  twelfth 12  thirteenth 13  fourteenth 14  fifteenth 15  sixteenth 16  seventeenth 17  eighteenth 18  nineteenth 19
        twentieth 20  thirtieth 30
        """,
        "and",
        "thousand 1000  million 1000000  billion 1000000000");

    public static NumberWords Spanish { get; } = new(
        """
        cero 0  uno 1  un 1  una 1  dos 2  tres 3  cuatro 4  cinco 5  seis 6  siete 7  ocho 8  nueve 9  diez 10  once 11  doce 12  trece 13  catorce 14  quince 15  dieciseis 16  diecisiete 17  dieciocho 18  diecinueve 19
        veintiuno 21  veintiun 21  veintiuna 21  veintidos 22  veintitres 23  veinticuatro 24  veinticinco 25  veintiseis 26  veintisiete 27  veintiocho 28  veintinueve 29
        """,
        "veinte 20  treinta 30  cuarenta 40  cincuenta 50  sesenta 60  setenta 70  ochenta 80  noventa 90",
        """
        cien 100  ciento 100  doscientos 200  doscientas 200  trescientos 300  trescientas 300  cuatrocientos 400  cuatrocientas 400  quinientos 500  quinientas 500  seiscientos 600  seiscientas 600
        setecientos 700  setecientas 700  ochocientos 800  ochocientas 800  novecientos 900  novecientas 900
        """,
        """
        primer 1  primero 1  primera 1  segundo 2  segunda 2  tercer 3  tercero 3  tercera 3  cuarto 4  cuarta 4  quinto 5  quinta 5  sexto 6  sexta 6  septimo 7  septima 7  octavo 8  octava 8  noveno 9  novena 9  decimo 10  decima 10
        """,
        "y",
        "mil 1000  millon 1000000  millones 1000000");

    public FrozenDictionary<string, int> Units { get; }

    public FrozenDictionary<string, int> Tens { get; }

    /// <summary>Words of their own for hundreds; English multiplies instead.</summary>
    public FrozenDictionary<string, int> Hundreds { get; }

    public FrozenDictionary<string, int> Ordinals { get; }

    /// <summary>What joins the parts of a number.</summary>
    public string And { get; }

    public FrozenDictionary<string, int> Scales { get; }

    public static NumberWords Of(bool spanish) => spanish ? Spanish : English;

    /// <summary>Passes over a whole number in words: "two hundred and five", "treinta y dos mil".</summary>
    public bool Eat(ref Cursor cursor, out long value)
    {
        value = 0;
        var ahead = cursor;
        var any = false;
        var lastScale = long.MaxValue;
        while (true)
        {
            var group = ahead;
            if (any)
                group.Eat(And);
            var read = EatBelowThousand(ref group, out var small);
            // "mil" alone is a thousand; "thousand" alone is none.
            var bare = !read && group.Now.Word == "mil" && this == Spanish;
            if (!read && !bare)
                break;
            var scaled = Scales.TryGetValue(group.Now.Word, out var scale) && scale < lastScale;
            value += scaled ? (bare ? 1L : small) * scale : small;
            if (scaled)
                group.Move();
            (ahead, any, lastScale) = (group, true, scale);
            if (!scaled)
                break;
        }
        if (any)
            cursor = ahead;
        return any;
    }

    private bool EatBelowThousand(ref Cursor cursor, out int value)
    {
        value = 0;
        var ahead = cursor;
        if (Hundreds.TryGetValue(ahead.Now.Word, out var hundreds))
        {
            ahead.Move();
            value = hundreds + (EatBelowHundred(ref ahead, out var rest) ? rest : 0);
        }
        else if (EatBelowHundred(ref ahead, out value) || (this == English && ahead.Now.Word == "a" && ahead.Next.Word is "hundred" or "thousand" or "million" && EatArticle(ref ahead, out value)))
        {
            if (value < 100 && ahead.EatOne("hundred", "hundreds"))
            {
                value *= 100;
                var more = ahead;
                more.Eat(And);
                if (EatBelowHundred(ref more, out var rest))
                    (value, ahead) = (value + rest, more);
            }
        }
        else
        {
            return false;
        }
        cursor = ahead;
        return true;
    }

    private static bool EatArticle(ref Cursor cursor, out int value)
    {
        value = 1;
        return cursor.Eat("a");
    }

    public bool EatBelowHundred(ref Cursor cursor, out int value)
    {
        if (Tens.TryGetValue(cursor.Now.Word, out value))
        {
            cursor.Move();
            var more = cursor;
            more.EatOne("-", this == Spanish ? And : "-");
            if (Units.TryGetValue(more.Now.Word, out var unit) && unit is > 0 and < 10)
            {
                more.Move();
                (value, cursor) = (value + unit, more);
            }
            return true;
        }
        if (!Units.TryGetValue(cursor.Now.Word, out value))
            return false;
        cursor.Move();
        return true;
    }

    private static FrozenDictionary<string, int> Pairs(string text) => text
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Chunk(2)
        .ToFrozenDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
}
