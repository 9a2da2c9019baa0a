namespace CampaignBot.Core.Understanding.Entities;

/// <summary>
/// Finds the name by which somebody introduces themselves or another ("my name is", "me llamo", "my daughter", "doña", "thanks, Bob Marsh",
/// "Kim Tran here", "jose garcia 555 0142"). After words that say other things too ("I'm happy", "soy ciudadano") a name must begin with
/// a capital or be a common one.
/// </summary>
internal static class NameReader
{
    /// <summary>Two given names and two surnames; in lower case, where nothing tells the end, one less.</summary>
    private const int MostWords = 4;

    private enum Cue
    {
        None,

        /// <summary>Weak, and nothing may follow: "Thanks, Bob Marsh".</summary>
        Parting,
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
        if (at.Now.Kind != TokenKind.Word)
            return 0;
        if (Unintroduced(at) is { } alone)
        {
            value = Named(alone);
            return alone[^1].End;
        }
        var cue = Introduction(at);
        if (cue == Cue.None || at.Now.Kind != TokenKind.Word || NameWords.IsParticle(at.Now.Word) || !NameWords.MayBeName(at.Now.Word))
            return 0;
        var shouted = at.Tokens.IsUpper(at.At) && at.Before.Kind == TokenKind.Word && at.Tokens.IsUpper(at.At - 1);
        var capitals = at.Tokens.IsCapital(at.At) && !shouted;
        if (cue == Cue.Weak && !capitals && !NameWords.IsGiven(at.Now.Word))
            return 0;

        var parts = Parts(at, capitals, cue);
        if (cue == Cue.Parting && !new Cursor(at.Tokens, parts[^1].End).AtEnd)
            return 0;
        value = Named(parts);
        return parts[^1].End;
    }

    private static Cue Introduction(Cursor at)
    {
        var (one, two, three) = (at.Before.Word, at.Tokens[at.At - 2].Word, at.Tokens[at.At - 3].Word);
        return (three, two, one) switch
        {
            ("my", "name", "is") or ("mi", "nombre", "es") or (_, "my", "names") or (_, "me", "llamo") => Cue.Sure,
            (_, "name" or "nombre" or "apellido", ":" or "=") => Cue.Sure,
            ("first" or "last", "name", "is") or (_, "first" or "last", "name") or (_, "apellido" or "surname", "es" or "is") or (_, "mi", "apellido") => Cue.Sure,
            (_, "se", "llama") or (_, "name", "is") or (_, "parte", "de") or (_, "behalf", "of") => Cue.Weak,
            (_, _, "don" or "dona" or "senor" or "senora" or "senorita" or "mr" or "mrs" or "ms" or "sr" or "sra") => Cue.Weak,
            // "My mom will vote": Will must be written so.
            (_, "my" or "our" or "mi" or "nuestra" or "nuestro", var kin) when NameWords.IsKin(kin) && (at.Tokens.IsCapital(at.At) || !WordForms.English.IsCommon(at.Now.Word)) => Cue.Weak,
            (_, var parting, ",") when NameWords.IsParting(parting) && at.Tokens.IsCapital(at.At) => Cue.Parting,
            (_, "" or "." or ",", "names") => Cue.Sure,
            (_, "call", "me") or (_, "this", "is") or (_, "i", "am") or (_, "it", "is") or (_, "its", "me") => Cue.Weak,
            (_, _, "im" or "its" or "soy") or (_, "le" or "les" or "te", "habla" or "escribe" or "saluda") => Cue.Weak,
            _ => Cue.None,
        };
    }

    /// <summary>
    /// A given name and a family name at a clause's start that "here" or "speaking" follows, or before a number, address or e-mail
    /// address that was found: whose it is.
    /// </summary>
    private static List<Part>? Unintroduced(Cursor at)
    {
        if (!NameWords.IsGiven(at.Now.Word) || at.Before.Kind == TokenKind.Digits || IsNamed(at.Before.Word))
            return null;
        var parts = Parts(at, at.Tokens.IsCapital(at.At), Cue.Weak);
        if (parts is not [_, _, ..])
            return null;
        var end = new Cursor(at.Tokens, parts[^1].End);
        var clause = at.Before.Kind is TokenKind.End or TokenKind.Mark;
        end.EatOne(",", "-", "–");
        var found = end.Now.Kind == TokenKind.End && end.At < at.Tokens.Count;
        return found || (clause && end.Now.Word is "here" or "speaking" or "calling" or "again" or "aqui") ? parts : null;
    }

    private static bool IsNamed(string before) => before is "dr" or "st" or "the" or "el" or "la";

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
        if (word.Length > 3 && word[0] is 'o' or 'O' && word[1] is '\'' or '’' && !particle)
            return $"O{word[1]}{char.ToUpperInvariant(word[2])}{word[3..]}";
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
