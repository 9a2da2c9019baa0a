using System.Text.RegularExpressions;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Consent;

/// <summary>What a message says about getting messages at all.</summary>
public enum ConsentWish
{
    /// <summary>Nothing: the message is about something else.</summary>
    None,

    /// <summary>No more messages.</summary>
    Stop,

    /// <summary>Messages are welcome again.</summary>
    Start,

    /// <summary>Who is this, and how do I stop it?</summary>
    Help,
}

/// <summary>
/// Reads the words that stop, start and explain messages, in English and Spanish whatever the conversation's language.
/// A whole message that is a keyword counts (carriers' lists), and so does any wording that a reasonable person takes
/// as a wish to stop (47 CFR 64.1200(a)(10)). It runs before everything else: no model and no dialog sees a STOP.
/// </summary>
public static class ConsentWords
{
    /// <summary>In a message's channelData: whether the carrier has answered the keyword already, so that a second confirmation would be one too many.</summary>
    public const string AnsweredByCarrier = "answeredByCarrier";

    /// <summary>A wish stands near the start of a message; what comes after this many characters is not looked at.</summary>
    private const int MaxLength = 1_000;

    private static readonly HashSet<string> StopWords = new(StringComparer.Ordinal)
    {
        "stop", "stopall", "stop all", "unsubscribe", "revoke", "optout", "opt out", "alto", "parar", "pare", "paren", "baja", "no mas",
    };

    // Carriers take these for a STOP; elsewhere they leave what is under way.
    private static readonly HashSet<string> CarriersStopWords = new(StringComparer.Ordinal) { "cancel", "end", "quit", "remove", "arret", "td", "cancelar" };

    private static readonly HashSet<string> StartWords = new(StringComparer.Ordinal)
    {
        "start", "unstop", "subscribe", "opt in", "optin", "resume", "start again", "comenzar", "empezar", "iniciar", "reanudar", "alta",
    };

    private static readonly HashSet<string> HelpWords = new(StringComparer.Ordinal)
    {
        "help", "info", "ayuda", "informacion",
    };

    private static readonly HashSet<string> Courtesies = new(StringComparer.Ordinal)
    {
        "please", "pls", "plz", "thanks", "thank", "you", "thx", "ok", "okay", "now", "just", "hey", "hi", "hello", "sir",
        "por", "favor", "porfavor", "porfa", "gracias", "ya", "ahora", "hola",
    };

    // "Stop" alone says little ("stop by at 5?", "stop this bill"): what is to stop must be messages, or reach "me".
    private static readonly string[] EnglishWishes =
    [
        @"\b(stop|quit|cease|enough) (ever )?(texting|messaging|contacting|calling|emailing|writing|bothering|bugging|pestering|spamming|harassing|text|message|contact|call|email|write|bother|bug|pester|spam)( to)? (me|us|my|this (number|phone))\b",
        @"\b(dont|do not|never) (ever )?(text|message|contact|call|email|write|bother|bug|spam)( to)? (me|us|my phone|this (number|phone))( (again|agian|anymore|any more|ever|please|at|on|about)\b|$)",
        @"\b(stop|quit|end|cease|dont|do not) (sending|send|with)( me| us)?( any| all| these| those| the| your| this| more| of| anymore| political| campaign| damn)* (texts?|text messages?|messages?|sms|emails?|spam|stuff|updates?|alerts?)\b",
        @"\b(stop|end|cancel) (all |these |those |the |your |my |all of )*(texts?|text messages?|messages?|sms|emails?|messaging|texting|subscription|alerts|updates)\b",
        @"\bunsubscribe (me|us|my|this|from)\b|\b(want|like|how (do|can) i|wish|need|trying) to unsubscribe\b|\bhow (do|can) i (unsubscribe|opt out)\b",
        @"\b(take|get|remove|delete|drop) (me|us|my (name|number|phone|email|phone number|info))( off| out| from)*( of)? (this|your|the|that|any|all|these|every|you)\b",
        @"\b(take|get) (me|us) off\b|^(please )?(remove|delete) (me|my (number|name|phone number))( please| now| thanks)?$",
        @"\b(opt|opting) (me |us )?out( of| from| please|$)|\b(want|like|wish|need) to opt out\b",
        @"\bno more (texts?|text messages?|messages?|sms|emails?|calls?|spam)\b",
        @"\b(dont|do not) (want|wish|need)( to (get|receive|have|see))?( any| these| those| your| more| anymore| the| further| other| political)* (texts?|text messages?|messages?|sms|emails?|calls?|spam|contact)\b",
        @"\bleave me alone\b|\blose my number\b|\bstop it( now| please| already)?$|^(please )?(stop|quit)( it| this)? (already|now|immediately|right now|forever)$",
        @"\b(revoke|withdraw) (my )?(consent|permission)\b",
    ];

    private static readonly string[] SpanishWishes =
    [
        @"\bno (me|nos) (vuelvan? a )?(escri[bv]\w+|mand\w+|envi\w+|llam\w+|contact\w+|molest\w+|text\w+)( ya| mas| nunca| mensajes| textos|$)",
        @"\bno (me|nos) (escri[bv]an|manden|envien|llamen|contacten|molesten|texteen)\b",
        @"\b(dejen?|deje|deja|paren?|para) de (escribir|mandar|enviar|llamar|contactar|molestar|textear)(me|nos)\b",
        @"\b(dejen?|deje|deja|paren?|para) de (mandar|enviar)(me|nos)? (mas )?(mensajes|textos|correos)\b",
        @"\b(quiten|quite|saquen|saque|borren|borre|eliminen|elimine|remuevan)(me|nos)? (mi (numero|nombre|telefono) )?(de|del) (la|su|esta|esa|lista)\b",
        @"\b(quitenme|quiteme|saquenme|saqueme|borrenme|borreme|eliminenme)\b",
        @"\b(denme|deme|darme|dame) de baja\b",
        @"\b(cancelar|cancelen|cancele|cancela) (mi |la |esta )?suscripcion\b",
        @"\b(ya )?no (quiero|deseo)( ya)?( recibir)?( mas| sus| estos| ningun)* (mensajes?|textos?|correos?|llamadas?)\b",
        @"\bno mas (mensajes|textos|correos|llamadas)\b",
        @"\bdejen(me)? en paz\b|\bdejeme en paz\b",
    ];

    // Without backtracking the time is linear in the text, whatever a stranger writes.
    private static readonly Regex Wish = new(
        string.Join('|', EnglishWishes.Concat(SpanishWishes)),
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    // "Unsubscribe me from the emails but keep the texts": what is stopped is the address it was said on, whole.
    private static readonly Regex Part = new(
        @"\b(but|except|keep|only|e ?mails?|calls?|pero|excepto|menos|solo|solamente|correos?|llamadas?)\b",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    /// <summary>Whether a wish to stop speaks of some messages only, so that its confirmation should say that all of them stop.</summary>
    public static bool SpeaksOfSomeOnly(string text) => Part.IsMatch(FoldedText.Fold(text.Length > MaxLength ? text[..MaxLength] : text));

    /// <summary>What <paramref name="text"/> asks for. Null and empty texts ask for nothing.</summary>
    /// <param name="isByText">Whether it came by SMS, where carriers have words of their own.</param>
    public static ConsentWish Read(string? text, bool isByText = true)
    {
        if (string.IsNullOrWhiteSpace(text))
            return ConsentWish.None;

        var whole = FoldedText.Fold(text.Length > MaxLength ? text[..MaxLength] : text);
        var words = whole.Split(' ');
        var bare = string.Join(' ', words.Where(w => !Courtesies.Contains(w)));
        // S.T.O.P. and S T O P are one word said slowly.
        var spelled = Array.TrueForAll(words, w => w.Length == 1) ? string.Concat(words) : bare;

        if (StopWords.Contains(whole) || StopWords.Contains(bare) || StopWords.Contains(spelled) || Wish.IsMatch(whole)
            || (isByText && (CarriersStopWords.Contains(whole) || CarriersStopWords.Contains(bare) || CarriersStopWords.Contains(spelled))))
            return ConsentWish.Stop;
        if (StartWords.Contains(bare))
            return ConsentWish.Start;
        return HelpWords.Contains(bare) ? ConsentWish.Help : ConsentWish.None;
    }
}
