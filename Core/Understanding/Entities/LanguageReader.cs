using System.Collections.Frozen;

namespace CampaignBot.Core.Understanding.Entities;

/// <summary>Finds the language somebody asks for ("in spanish", "en inglés", "do you speak Vietnamese"), not one they only mention or don't speak.</summary>
internal static class LanguageReader
{
    private static readonly FrozenDictionary<string, string> Languages = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["english"] = "en", ["ingles"] = "en", ["spanish"] = "es", ["espanol"] = "es", ["castellano"] = "es", ["chinese"] = "zh", ["chino"] = "zh", ["mandarin"] = "zh", ["cantonese"] = "yue", ["vietnamese"] = "vi", ["vietnamita"] = "vi",
        ["korean"] = "ko", ["coreano"] = "ko", ["tagalog"] = "tl", ["filipino"] = "fil", ["russian"] = "ru", ["ruso"] = "ru", ["arabic"] = "ar", ["arabe"] = "ar", ["french"] = "fr", ["frances"] = "fr", ["german"] = "de", ["aleman"] = "de",
        ["portuguese"] = "pt", ["portugues"] = "pt", ["japanese"] = "ja", ["japones"] = "ja", ["hindi"] = "hi", ["hmong"] = "hmn", ["somali"] = "so", ["ukrainian"] = "uk", ["ucraniano"] = "uk", ["polish"] = "pl", ["polaco"] = "pl",
        ["farsi"] = "fa", ["khmer"] = "km", ["navajo"] = "nv", ["italian"] = "it", ["italiano"] = "it", ["asl"] = "ase", ["mixteco"] = "mix", ["mixtec"] = "mix", ["zapoteco"] = "zap", ["nahuatl"] = "nah", ["quechua"] = "qu", ["mam"] = "mam", ["kiche"] = "quc", ["punjabi"] = "pa",
        ["urdu"] = "ur", ["amharic"] = "am", ["nepali"] = "ne", ["thai"] = "th", ["lao"] = "lo", ["marshallese"] = "mh", ["chuukese"] = "chk", ["swahili"] = "sw",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Cues = Set("in en into hable hablen speak speaks speaking talk habla hablas hablan hablar hablo hablamos prefer prefiero read write understand entiendo entiende wants want quiero to");

    private static readonly FrozenSet<string> Courtesies = Set("please pls plz porfavor porfa por only version instead solo solamente mejor");

    private static readonly FrozenSet<string> Negations = Set("dont not cant doesnt no nor never sin without cannot nunca");

    /// <summary>Before them "español" tells of something else: "the English teacher", "spanish-speaking neighbors".</summary>
    private static readonly FrozenSet<string> Things = Set("teacher class classes speaking speaker speakers food people citizen citizens channel test major department literature homework maestra maestro clase");

    public static int Read(Cursor at, out EntityValue? value)
    {
        value = null;
        if (!Languages.TryGetValue(at.Now.Word, out var language))
            return 0;
        var next = at.Next.IsMark('-') ? at.Tokens[at.At + 2] : at.Next;
        // "Is there a Russian speaker", "Mandarin speaker please".
        var speaker = next.Word is "speaker" or "speakers" && (at.Tokens[at.At - 2].Word is "there" or "need" or "have" or "want" or "get" || Courtesies.Contains(at.Tokens[at.At + 2].Word));
        if (Things.Contains(next.Word) && !speaker)
            return 0;
        var cue = at.Before.Word is "el" or "de" or "alguien" or "someone" or "anyone" or "any" or "some" or "only" or "or" or "o" or "some" ? at.Tokens[at.At - 2].Word : at.Before.Word;
        // After one that was found already: "in Korean and Tagalog".
        var another = at.At > 1 && at.Before.Word is "and" or "or" or "y" or "o" && at.Tokens[at.At - 2].Kind == TokenKind.End;
        var changed = at.Before.Word is "a" or "al" && at.Tokens[at.At - 2].Word is "cambiar" or "cambie" or "cambia" or "cambio" or "pasar" or "traducir" or "traduzca";
        var asked = another || changed || speaker || Cues.Contains(cue) || Courtesies.Contains(at.Next.Word) || (Clause(at.Before) && Clause(at.Next));
        for (var back = 1; back <= 3 && asked; back++)
            asked = !Negations.Contains(at.Tokens[at.At - back].Word);
        if (!asked)
            return 0;
        value = new LanguageAskedFor(language);
        return at.At + 1;
    }

    private static bool Clause(Token token) => token.Kind is TokenKind.End or TokenKind.Mark;

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
