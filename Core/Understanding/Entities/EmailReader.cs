namespace CampaignBot.Core.Understanding.Entities;

/// <summary>
/// Finds e-mail addresses of the usual form: letters, digits and <c>._%+-</c>, an @, and a domain with a dot; and those said in words:
/// "ruth dot ames at gmail dot com", "rosa arroba gmail punto com".
/// </summary>
internal static class EmailReader
{
    public static int Read(Cursor at, out EntityValue? value)
    {
        value = null;
        if (InWords(at, out value) is > 0 and var end)
            return end;
        if (!IsLocal(at.Now) || (IsLocal(at.Before) && !at.Now.Spaced))
            return 0;
        var cursor = at;
        cursor.Move();
        while (IsLocal(cursor.Now) && !cursor.Now.Spaced)
            cursor.Move();
        if (!cursor.Now.IsMark('@') || cursor.Now.Spaced)
            return 0;
        cursor.Move();
        var dots = 0;
        end = cursor.At;
        while (cursor.Now.Kind is TokenKind.Word or TokenKind.Digits && !cursor.Now.Spaced)
        {
            cursor.Move();
            end = cursor.At;
            if (cursor.Now.Spaced || cursor.Now.Kind != TokenKind.Mark || cursor.Now.Word[0] is not ('.' or '-'))
                continue;
            dots += cursor.Now.IsMark('.') && cursor.Next.Kind is TokenKind.Word or TokenKind.Digits && !cursor.Next.Spaced ? 1 : 0;
            cursor.Move();
        }
        var text = dots > 0 ? at.Tokens.Between(at.At, end) : "";
        if (text.Length is 0 or > 254)
            return 0;
        var parts = text.Split('@');
        value = new EmailAddress($"{parts[0]}@{parts[1].ToLowerInvariant()}");
        return end;
    }

    private static int InWords(Cursor at, out EntityValue? value)
    {
        value = null;
        var cursor = at;
        var local = Dotted(ref cursor);
        if (local is null || !cursor.EatOne("arroba", "at", "@"))
            return 0;
        var said = cursor.Before.Kind == TokenKind.Word;
        var isAt = cursor.Before.Word == "at";
        var domain = Dotted(ref cursor);
        // "Meet at ames.com" is no address.
        if (!said || domain?.LastIndexOf('.') is not (> 0 and var dot) || domain[(dot + 1)..] is not ("com" or "org" or "net" or "edu" or "gov" or "us" or "mx" or "es" or "io" or "co" or "example") || (isAt && cursor.Tokens.Between(at.At, cursor.At).Contains("at " + domain, StringComparison.OrdinalIgnoreCase)))
            return 0;
        value = new EmailAddress($"{local}@{domain.ToLowerInvariant()}");
        return cursor.At;
    }

    /// <summary>Words and digits with dots between them, be they said or written.</summary>
    private static string? Dotted(ref Cursor cursor)
    {
        string? text = null;
        while (cursor.Now.Kind is TokenKind.Word or TokenKind.Digits)
        {
            text += cursor.Tokens.Between(cursor.At, cursor.At + 1);
            cursor.Move();
            while (!cursor.Now.Spaced && cursor.Now.Kind is TokenKind.Word or TokenKind.Digits)
            {
                text += cursor.Tokens.Between(cursor.At, cursor.At + 1);
                cursor.Move();
            }
            var next = cursor;
            if (next.EatOne("dot", "punto") || (next.EatGlued(".") && !next.Now.Spaced))
                (text, cursor) = (text + ".", next);
            else if (next.EatOne("underscore") || next.Eat("guion", "bajo"))
                (text, cursor) = (text + "_", next);
            else
                break;
        }
        return text is null || text[^1] is '.' or '_' ? null : text;
    }

    private static bool IsLocal(Token token) =>
        token.Kind is TokenKind.Word or TokenKind.Digits || (token.Kind == TokenKind.Mark && token.Word[0] is '.' or '_' or '%' or '+' or '-');
}
