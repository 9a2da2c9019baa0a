namespace CampaignBot.Core.Understanding.Entities;

/// <summary>
/// Finds telephone numbers as they are written in the United States, with or without the country's 1, and those of other
/// countries that begin with a plus; and digits said one by one ("five oh three 555 0142"). Area code and exchange begin with 2 to 9 (North American Numbering Plan).
/// </summary>
internal static class PhoneReader
{
    private static readonly int[][] Shapes = [[3, 3, 4], [3, 3, 2, 2], [3, 7], [6, 4], [10]];

    public static int Read(Cursor at, out EntityValue? value)
    {
        if (InWords(at, out value) is > 0 and var said)
            return said;
        var (before, first) = (at.Before, at.Now);
        if (!first.Spaced && before.Kind is TokenKind.Word or TokenKind.Digits || (!first.Spaced && before.Kind == TokenKind.Mark && before.Word[0] is '$' or '/' or '.' or '-' or '+' or '#'))
            return 0;
        var cursor = at;
        var international = cursor.Eat("+");
        var groups = new List<string>();
        var ends = new List<int>();
        var dashed = true;
        while (groups.Count < 6)
        {
            if (cursor.Now.Kind == TokenKind.Mark && cursor.Now.Word[0] == '(' && cursor.Next.Kind == TokenKind.Digits)
                cursor.Move();
            if (cursor.Now.Kind != TokenKind.Digits)
                break;
            groups.Add(cursor.Now.Word);
            cursor.Move();
            ends.Add(cursor.At);
            cursor.EatGlued(")");
            var here = cursor.At;
            cursor.EatOne("-", ".", "–", "‑", "·", "/");
            dashed &= groups.Count > 1 || cursor.At > here;
        }
        if (groups.Count == 0)
            return 0;
        if (!international || groups[0][0] == '1')
        {
            var country = groups[0] == "1" ? 1 : 0;
            var local = groups[country..];
            if (local is [{ Length: 11 } whole] && whole[0] == '1')
                local = [whole[1..]];
            foreach (var shape in Shapes)
            {
                if (Begins(local, shape))
                    return American(at, string.Concat(local.Take(shape.Length)), ends[country + shape.Length - 1], shape.Length > 1, out value);
            }
        }
        if (international)
            return Foreign(groups, ends, out value);
        if (groups.Count == 2 && dashed && Begins(groups, [3, 4]) && groups[0][0] is >= '2' and <= '9' && !Counting.IsCounted(at.Tokens[ends[1]]))
        {
            value = new PhoneNumber(null, groups[0] + groups[1]);
            return ends[1];
        }
        return 0;
    }

    /// <summary>Ten digits of which some are words.</summary>
    private static int InWords(Cursor at, out EntityValue? value)
    {
        value = null;
        var (cursor, digits, words) = (at, "", 0);
        while (digits.Length < 10)
        {
            if (cursor.Now.Kind == TokenKind.Digits)
            {
                digits += cursor.Now.Word;
            }
            else if (Digit(cursor.Now.Word) is { } digit)
            {
                digits += digit;
                words++;
            }
            else
            {
                return 0;
            }
            cursor.Move();
            if (digits.Length < 10)
                cursor.EatOne("-", ",", ".");
        }
        if (words < 3 || digits.Length != 10 || cursor.Now.Kind == TokenKind.Digits || Digit(cursor.Now.Word) is not null)
            return 0;
        return American(at, digits, cursor.At, parted: true, out value);
    }

    private static char? Digit(string word) => word switch
    {
        "zero" or "oh" or "o" or "cero" => '0',
        "one" or "uno" => '1',
        "two" or "dos" => '2',
        "three" or "tres" => '3',
        "four" or "cuatro" => '4',
        "five" or "cinco" => '5',
        "six" or "seis" => '6',
        "seven" or "siete" => '7',
        "eight" or "ocho" => '8',
        "nine" or "nueve" => '9',
        _ => null,
    };

    private static int American(Cursor at, string digits, int end, bool parted, out EntityValue? value)
    {
        var valid = digits[0] is >= '2' and <= '9' && digits[3] is >= '2' and <= '9';
        var cursor = new Cursor(at.Tokens, end);
        value = null;
        if ((!valid && !parted) || (!cursor.Now.Spaced && cursor.Now.Kind is TokenKind.Digits))
            return 0;
        var extension = Extension(ref cursor);
        value = new PhoneNumber(valid ? $"+1{digits}" : null, digits, extension);
        return cursor.At;
    }

    /// <summary>Country code and number have 8 to 15 digits (ITU-T E.164).</summary>
    private static int Foreign(List<string> groups, List<int> ends, out EntityValue? value)
    {
        value = null;
        var digits = string.Concat(groups);
        if (digits.Length is < 8 or > 15 || digits[0] == '0')
            return 0;
        value = new PhoneNumber($"+{digits}", digits);
        return ends[^1];
    }

    private static string? Extension(ref Cursor cursor)
    {
        var ahead = cursor;
        ahead.Eat(",");
        if (!ahead.EatOne("x", "ext", "extension", "anexo"))
            return null;
        ahead.EatGlued(".");
        if (ahead.Now.Kind != TokenKind.Digits || ahead.Now.Length > 6)
            return null;
        var extension = ahead.Now.Word;
        ahead.Move();
        cursor = ahead;
        return extension;
    }

    private static bool Begins(List<string> groups, int[] shape)
    {
        if (groups.Count < shape.Length)
            return false;
        for (var i = 0; i < shape.Length; i++)
        {
            if (groups[i].Length != shape[i])
                return false;
        }
        return true;
    }
}
