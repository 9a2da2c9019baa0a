using CampaignBot.Core.Understanding;

namespace CampaignBot.Dialogs.Forms;

/// <summary>What a message wants of the form itself, rather than of its question.</summary>
public enum FormWish { None, Back, StartOver, Leave, Skip, GoOn, Decline, Change }

/// <summary>
/// The words that steer a form, in English and Spanish, compared folded and whole: "back", "start over", "never mind". What
/// unsubscribes by SMS ("cancel", "end", "quit") gets here from other channels only (COMPLIANCE.md, "Opting out and in").
/// </summary>
public static class FormWords
{
    private static readonly Dictionary<string, FormWish> Wishes = Table(
        (FormWish.Back, "back|go back|previous|previous question|one back|undo|atras|volver|regresar|vuelva atras|volver atras|anterior|pregunta anterior|deshacer"),
        (FormWish.StartOver, "start over|start again|restart|from the start|from the beginning|begin again|reset|empezar de nuevo|comenzar de nuevo|desde el principio|de nuevo|volver a empezar|reiniciar"),
        (FormWish.Leave, "cancel|cancel it|end|quit|cancelar|cancelelo|leave it|never mind|nevermind|nvm|not now|later|maybe later|forget it|stop here|stop this|cancel this|exit|i changed my mind|no more questions|leave|im done|dejalo|dejemoslo|dejarlo|olvidelo|olvidalo|ahora no|mas tarde|luego|despues|ya no quiero|ya no|salir|cancelar esto|no quiero seguir|dejelo"),
        (FormWish.Skip, "skip|skip it|skip this|pass|next|no answer|rather not|id rather not|prefer not to say|i prefer not to say|none of your business|omitir|saltar|paso|siguiente|sin respuesta|prefiero no decirlo|prefiero no decir|no quiero decirlo"),
        (FormWish.Decline, "no thanks|no thank you|no thx|no gracias|mejor no|no quiero"),
        (FormWish.Change, "wrong|thats wrong|that is wrong|this is wrong|its wrong|not right|thats not right|that is not right|incorrect|esta mal|eso esta mal|esto esta mal|incorrecto|eso no es correcto|no es correcto|esta equivocado|no es eso"),
        (FormWish.GoOn, "go on|continue|keep going|lets go on|carry on|seguir|sigamos|continuar|continue por favor|siga|adelante"));

    private static readonly HashSet<string> Yeses = Set(
        "yes|y|yeah|yep|yup|ya|sure|sure thing|ok|okay|k|yes please|please do|of course|correct|right|thats right|that is right|all good|looks good|good|exactly|absolutely|definitely|why not|sounds good|i do|i would|👍|si|sii|s|claro|claro que si|por supuesto|correcto|asi es|esta bien|todo bien|si por favor|dale|bueno|de acuerdo|exacto|perfecto|vale|sip|okey|simon|yes i do|yes i would|thats correct|that is correct|thats all correct|all correct|its correct|it is correct|its right|everything is correct|everything is right|everything looks good|it looks good|looks right|perfect|great|go ahead|that works|todo correcto|esta correcto|todo esta bien|asi esta bien|esta todo bien|todo esta correcto|es correcto|esta perfecto|adelante|muy bien");

    private static readonly HashSet<string> Noes = Set(
        "no|n|nope|nah|no thanks|no thank you|not really|wrong|thats wrong|that is wrong|not right|incorrect|dont|no way|this is wrong|its wrong|thats not right|that is not right|please dont|👎|no gracias|para nada|esta mal|eso esta mal|esto esta mal|eso no es correcto|esta equivocado|no es eso|incorrecto|no es correcto|nop|mejor no|negativo|no quiero");

    private static readonly string[] LeadingYeses = ["yes", "yeah", "yep", "sure", "ok", "okay", "si", "claro", "bueno"];

    // What a correction begins with; the longest first, as "no i meant" begins with "no".
    private static readonly string[] Corrections = LongestFirst(
        "no i meant|no sorry|no wait|no its|no it is|sorry i meant|i meant|i mean|actually its|actually make it|actually make that|actually|wait|sorry|make it|make that|change it to|correction|oops|scratch that|better|no quise decir|no perdon|perdon quise decir|quise decir|perdon|no espere|espere|en realidad|mas bien|mejor|digo|no es|no");

    // Followed by what is to be changed: "change my phone to ...", "wrong name", "me equivoque en el nombre".
    private static readonly string[] Changes = LongestFirst(
        "wrong|thats the wrong|that is the wrong|thats not my|that is not my|not my|i got my|i got the|typo in my|typo in the|i misspelled my|remove my|remove the|delete my|delete the|me equivoque en mi|me equivoque en el|me equivoque en la|me equivoque con el|me equivoque con la|me equivoque de|error en mi|error en el|error en la|ese no es mi|esa no es mi|quite mi|quite el|quite la|borre mi|borre el|borre la|can i change my|can i change the|i want to change my|i want to change the|i need to change my|change my|change the|fix my|fix the|correct my|correct the|edit my|edit the|update my|quiero cambiar mi|quiero cambiar el|quiero cambiar la|puedo cambiar mi|cambiar mi|cambiar el|cambiar la|cambie mi|cambie el|cambie la|corregir mi|corregir el|corregir la|corrija mi|corrija el|corrija la|my|mi");

    // Before what is said to be wrong: "the phone is wrong", "su correo no es ese".
    private static readonly string[] Articles = ["the", "my", "your", "that", "el", "la", "los", "las", "mi", "mis", "su"];

    // After what is wrong.
    private static readonly string[] Wrongs = LongestFirst(
        "is wrong|are wrong|wrong|is not right|isnt right|is incorrect|is not correct|isnt correct|is old|has changed|changed|has a typo|is misspelled|esta mal|estan mal|es incorrecto|es incorrecta|no es correcto|no es correcta|no es ese|no es esa|no son esos|no es asi|esta equivocado|esta equivocada|esta mal escrito|esta mal escrita|cambio");

    // Between what is to be changed and what it is to be.
    private static readonly string[] ToBe = LongestFirst("is|are|to|its|it is|should be|it should be|is now|be|es|son|por|a|debe ser|deberia ser|ahora es|soy");

    // May follow a yes and make it no other: "yes please", "si, gracias".
    private static readonly HashSet<string> Courtesies = Set("please|thanks|thank you|thx|por favor|gracias|muchas gracias");

    private const int LongestYes = 4;

    /// <summary>What a message wants of the form.</summary>
    public static FormWish WishOf(string text) => Wishes.GetValueOrDefault(FoldedText.Key(text));

    /// <summary>Whether a message says yes (true) or no (false); null where it says neither, or more than that.</summary>
    public static bool? YesOrNo(string text)
    {
        var key = FoldedText.Key(text);
        return Yeses.Contains(key) ? true : Noes.Contains(key) ? false : IsYesOverAndOver(key) ? true : null;
    }

    /// <summary>What follows a yes at the beginning: "me and my wife" of "yes, me and my wife"; null where there is none.</summary>
    public static string? AfterYes(string text) => After(text, LeadingYeses);

    /// <summary>Whether a text is nothing but words that say yes: "sí, todo bien", "yep, that's right, thanks".</summary>
    private static bool IsYesOverAndOver(string key)
    {
        var words = key.Split(' ');
        for (var from = 0; from < words.Length;)
        {
            var length = Enumerable.Range(1, Math.Min(LongestYes, words.Length - from)).Reverse().FirstOrDefault(n => string.Join(' ', words, from, n) is { Length: > 1 } said && (Yeses.Contains(said) || (from > 0 && Courtesies.Contains(said))));
            if (length == 0)
                return false;
            from += length;
        }
        return true;
    }

    /// <summary>What follows the words that announce a correction ("no, 12 Oak St"): the rest as it was written, or null where it is none.</summary>
    public static string? CorrectionIn(string text) => After(text, Corrections);

    /// <summary>What follows the words that name something to change ("change my phone to ..."): the rest as it was written, or null.</summary>
    public static string? ChangeIn(string text) => After(text, Changes);

    /// <summary>A text without the article or pronoun that it begins with.</summary>
    public static string WithoutArticle(string text) => After(text, Articles) ?? text;

    /// <summary>What follows the words that call an answer wrong, the new one if any: "" of "is wrong", "503 555 0100" of "is wrong, it's 503 555 0100"; null where it isn't called so.</summary>
    public static string? AfterWrong(string text) => After(text, Wrongs) is { } rest ? Value(rest) : null;

    /// <summary>A new answer without the words that lead to it: "ana@example.org" of "to ana@example.org".</summary>
    public static string Value(string text) => After(text, ToBe) ?? text;

    /// <summary>The rest of a text after one of some folded beginnings, where that is followed by the end of a word.</summary>
    internal static string? After(string text, IReadOnlyList<string> beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (LengthOf(text, beginning) is var length and > 0)
                return text[length..].TrimStart(' ', ',', '.', ':', ';', '!', '-', '\n', '\t');
        }
        return null;
    }

    /// <summary>How much of a text folds into <paramref name="beginning"/>, up to the end of a word; 0 where it doesn't begin so.</summary>
    private static int LengthOf(string text, string beginning)
    {
        for (var end = beginning.Length; end <= Math.Min(text.Length, beginning.Length + 8); end++)
        {
            if (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '\'' or '’'))
                continue;
            var folded = FoldedText.Fold(text[..end]);
            if (folded == beginning)
                return end;
            if (folded.Length > beginning.Length)
                return 0;
        }
        return 0;
    }

    private static Dictionary<string, FormWish> Table(params (FormWish Wish, string Words)[] rows) =>
        rows.SelectMany(r => r.Words.Split('|'), (r, words) => (Key: FoldedText.Key(words), r.Wish)).ToDictionary(r => r.Key, r => r.Wish, StringComparer.Ordinal);

    private static string[] LongestFirst(string words) => [.. words.Split('|').OrderByDescending(w => w.Length)];

    private static HashSet<string> Set(string words) => new(words.Split('|').Select(FoldedText.Key), StringComparer.Ordinal);
}
