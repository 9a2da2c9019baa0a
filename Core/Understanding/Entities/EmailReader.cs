namespace CampaignBot.Core.Understanding.Entities;

/// <summary>Finds e-mail addresses of the usual form: letters, digits and <c>._%+-</c>, an @, and a domain with a dot.</summary>
internal static class EmailReader
{
    public static int Read(Cursor at, out EntityValue? value)
    {
        value = null;
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
        var end = cursor;
        while (cursor.Now.Kind is TokenKind.Word or TokenKind.Digits && !cursor.Now.Spaced)
        {
            cursor.Move();
            end = cursor;
            if (cursor.Now.Spaced || cursor.Now.Kind != TokenKind.Mark || cursor.Now.Word[0] is not ('.' or '-'))
                continue;
            dots += cursor.Now.IsMark('.') && cursor.Next.Kind is TokenKind.Word or TokenKind.Digits && !cursor.Next.Spaced ? 1 : 0;
            cursor.Move();
        }
        var text = dots > 0 ? at.Tokens.Between(at.At, end.At) : "";
        if (text.Length is 0 or > 254)
            return 0;
        var parts = text.Split('@');
        value = new EmailAddress($"{parts[0]}@{parts[1].ToLowerInvariant()}");
        return end.At;
    }

    private static bool IsLocal(Token token) =>
        token.Kind is TokenKind.Word or TokenKind.Digits || (token.Kind == TokenKind.Mark && token.Word[0] is '.' or '_' or '%' or '+' or '-');
}
