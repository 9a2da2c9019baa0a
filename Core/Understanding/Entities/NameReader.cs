namespace CampaignBot.Core.Understanding.Entities;

/// <summary>
/// Finds the name by which somebody introduces themselves ("my name is", "me llamo", "soy", "this is"). After words that say
/// other things too ("I'm happy", "soy ciudadano") a name must begin with a capital or be a common one.
/// </summary>
internal static class NameReader
{
    /// <summary>Two given names and two surnames; in lower case, where nothing tells the end, one less.</summary>
    private const int MostWords = 4;

    private enum Cue
    {
        None,
        Weak,
        Sure,
    }

    private readonly record struct Part(string Written, string Word, bool IsParticle, int End)
    {
        public bool IsGiven => NameWords.IsGiven(Word);
    }

    public static int Read(Cursor at, out EntityValue? value)
    {
        value = null;
        var cue = Introduction(at);
        if (cue == Cue.None || at.Now.Kind != TokenKind.Word || NameWords.IsParticle(at.Now.Word) || !NameWords.MayBeName(at.Now.Word))
            return 0;
        var shouted = at.Tokens.IsUpper(at.At) && at.Before.Kind == TokenKind.Word && at.Tokens.IsUpper(at.At - 1);
        var capitals = at.Tokens.IsCapital(at.At) && !shouted;
        if (cue == Cue.Weak && !capitals && !NameWords.IsGiven(at.Now.Word))
            return 0;

        var parts = Parts(at, capitals, cue);
        value = Named(parts);
        return parts[^1].End;
    }

    private static Cue Introduction(Cursor at)
    {
        var (one, two, three) = (at.Before.Word, at.Tokens[at.At - 2].Word, at.Tokens[at.At - 3].Word);
        return (three, two, one) switch
        {
            ("my", "name", "is") or ("mi", "nombre", "es") or (_, "my", "names") or (_, "me", "llamo") => Cue.Sure,
            (_, "name" or "nombre", ":" or "=") => Cue.Sure,
            (_, "call", "me") or (_, "this", "is") or (_, "i", "am") or (_, "it", "is") or (_, "its", "me") => Cue.Weak,
            (_, _, "im" or "its" or "soy") or (_, "le" or "les" or "te", "habla" or "escribe" or "saluda") => Cue.Weak,
            _ => Cue.None,
        };
    }

    private static List<Part> Parts(Cursor cursor, bool capitals, Cue cue)
    {
        var parts = new List<Part>();
        for (var names = 0; cursor.Now.Kind == TokenKind.Word && names < (capitals || parts is [_, { IsGiven: true }, ..] ? MostWords : MostWords - 1);)
        {
            var particle = parts.Count > 0 && IsParticle(cursor, capitals, cue);
            var initial = IsInitial(cursor);
            var ending = NameWords.IsEnding(cursor.Now.Word) && parts.Count > 0;
            var goesOn = parts.Count == 0 || initial || ending || particle
                || (NameWords.MayBeName(cursor.Now.Word) && (!capitals || cursor.Tokens.IsCapital(cursor.At)));
            if (!goesOn)
                break;
            var written = Written(cursor, particle, ending);
            var hyphened = parts.Count > 0 && cursor.Before.IsMark('-');
            cursor.Move();
            if (initial || ending)
                cursor.EatGlued(".");
            var part = new Part(written, cursor.Before.Word, particle, cursor.At);
            if (hyphened)
                parts[^1] = part with { Written = $"{parts[^1].Written}-{written}" };
            else
                parts.Add(part);
            names += particle || hyphened || ending ? 0 : 1;
            if (ending)
                break;
            if (cursor.Now is { Word: "-", Spaced: false } && cursor.Next is { Kind: TokenKind.Word, Spaced: false })
                cursor.Move();
        }
        while (parts[^1].IsParticle)
            parts.RemoveAt(parts.Count - 1);
        return parts;
    }

    /// <summary>"soy Maria de Portland" tells a place, "soy Maria de la Cruz" hardly; "y" joins two names only among capitals.</summary>
    private static bool IsParticle(Cursor cursor, bool capitals, Cue cue) => cursor.Now.Word switch
    {
        "y" => capitals && cursor.Next.Kind == TokenKind.Word && cursor.Tokens.IsCapital(cursor.At + 1) && !NameWords.IsGiven(cursor.Next.Word) && NameWords.MayBeName(cursor.Next.Word),
        "de" => cue == Cue.Sure || cursor.Next.Word is "la" or "las" or "los",
        var word => NameWords.IsParticle(word) && cursor.Next.Kind == TokenKind.Word,
    };

    private static bool IsInitial(Cursor cursor) =>
        cursor.Now.Length == 1 && cursor.Tokens.IsCapital(cursor.At) && cursor.Now.Word != "i" && (cursor.Next.IsMark('.') || (cursor.Next.Kind == TokenKind.Word && cursor.Tokens.IsCapital(cursor.At + 1)));

    /// <summary>With its own capitals where it has some inside ("McDonald"); else with one in front.</summary>
    private static string Written(Cursor cursor, bool particle, bool ending)
    {
        var word = cursor.Tokens.Between(cursor.At, cursor.At + 1);
        if (ending && cursor.Now.Word[0] == 'i')
            return word.ToUpperInvariant();
        if (cursor.Tokens.IsUpper(cursor.At) && word.Length > 1)
            word = word[..1] + word[1..].ToLowerInvariant();
        return particle ? word.ToLowerInvariant() : char.ToUpperInvariant(word[0]) + word[1..];
    }

    /// <summary>The second of three names or more is a given one where it is common as such ("Juan Carlos Pérez").</summary>
    private static PersonName Named(List<Part> parts)
    {
        var given = parts.Count > 2 && !parts[1].IsParticle && (parts[1].IsGiven || parts[1].Word.Length == 1) ? 2 : 1;
        var written = parts.ConvertAll(part => part.Written);
        return new PersonName(
            string.Join(' ', written),
            string.Join(' ', written.Take(given)),
            parts.Count > given ? string.Join(' ', written.Skip(given)) : null);
    }
}
