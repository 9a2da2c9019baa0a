namespace CampaignBot.Core.Understanding.Entities;

/// <summary>Finds ZIP codes: five digits, or five and four, that count nothing.</summary>
internal static class ZipReader
{
    public static int Read(Cursor at, out EntityValue? value)
    {
        value = null;
        var before = at.Before;
        if (!at.Now.Spaced && before.Kind != TokenKind.End && !(before.Kind == TokenKind.Mark && before.Word[0] is ',' or ':' or '(' or '\n' or '¿'))
            return 0;
        var cursor = at;
        if (before.Word is "$" or "#" || !Eat(ref cursor, out var zip) || Counting.IsCounted(cursor.Now))
            return 0;
        value = zip;
        return cursor.At;
    }

    /// <summary>Passes over a ZIP code.</summary>
    public static bool Eat(ref Cursor cursor, out ZipCode zip)
    {
        zip = new ZipCode("");
        var ahead = cursor;
        // The lowest in use is 00501 (Holtsville, New York), the highest 99950 (Ketchikan, Alaska).
        if (ahead.Now.Length != 5 || !ahead.EatDigits(5, 501, 99950, out _))
            return false;
        zip = new ZipCode(cursor.Now.Word);
        if (ahead.Now.IsMark('-') && !ahead.Now.Spaced && ahead.Next is { Kind: TokenKind.Digits, Length: 4, Spaced: false })
        {
            zip = zip with { Plus4 = ahead.Next.Word };
            ahead.Move(2);
        }
        else if (ahead.Now is { Spaced: false, Kind: TokenKind.Word } or { Spaced: false, Kind: TokenKind.Mark, Word: "%" or "/" or "-" } || (ahead.Now is { Spaced: false, Word: "." or "," or ":" } && ahead.Next is { Kind: TokenKind.Digits, Spaced: false }))
        {
            return false;
        }
        cursor = ahead;
        return true;
    }
}

/// <summary>Tells whether a number counts what comes after it: "12500 votes", "20 personas".</summary>
internal static class Counting
{
    private static readonly string[] Counted = ["people", "gente", "percent", "million", "thousand", "mil", "por", "bucks", "k", "voter", "persona", "mile", "milla", "hour", "hora", "day", "dia", "kids", "women", "men", "children", "times", "divided", "multiplied", "minus", "entre"];
    private static readonly string[] Plain = ["is", "es", "as", "us", "this", "its", "yes", "was", "has", "thanks", "gracias", "pls", "please", "mas", "tus", "mis", "sus", "las", "los", "unos", "address", "polls", "does", "porfis", "vs", "plus"];

    public static bool IsCounted(Token next) =>
        next.Kind == TokenKind.Word && (Counted.Contains(next.Word, StringComparer.Ordinal) || (next.Length > 3 && next.Word[^1] == 's' && !Plain.Contains(next.Word, StringComparer.Ordinal)));
}
