using System.Text.RegularExpressions;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Dialogs.Linking;

/// <summary>
/// Tells whether somebody says that another number is theirs, too, or wants it linked, in English or Spanish. Read by pattern, as an
/// intent of its own would be the likeliest for much that only speaks of phones.
/// </summary>
internal static partial class LinkWords
{
    /// <summary>Whether a text says so.</summary>
    public static bool In(string text) => Wish().IsMatch(FoldedText.Fold(text));

    // Over folded text: no accents, capitals or punctuation.
    [GeneratedRegex(
        @"\b(link|linking|connect|connecting|tie|merge|combine|vincul\w+|conect\w+|enlaz\w+|junt(ar|e|o|en))( \w+){0,3} (my|another|mi|mis|otro)( \w+){0,2} (phones?|numbers?|cell|cellphone|mobile|texts?|messages|telefonos?|numeros?|celular|movil|mensajes|textos)\b|"
        + @"^(link|connect|vincular|conectar) (a |un )?(phone|number|cell|telefono|numero|celular)$|"
        + @"\b(also my|tambien es mi)( \w+)? (phone|number|cell|mobile|telefono|numero|celular|movil)\b|"
        + @"\b(number|phone|cell|mobile|one) (is|s) (also )?mine( too| as well)\b|\b(number|phone|cell|mobile) is also mine\b|\b(is|s) my (phone |cell )?(number|phone|cell) (too|as well)\b|"
        + @"\b(numero|telefono|celular|movil|ese|este) tambien es mio\b|"
        + @"\bi (also )?(text|write|message)( to)? you (also )?from (another|my other|a different) (number|phone)\b|\bi also (text|write|message)( to)? you from my (phone|cell|mobile)\b|\bi (text|write|message)( to)? you from my (phone|cell|mobile) (too|also|as well)\b|"
        + @"\btambien (le|les|te|los) (escribo|mando|envio)( \w+){0,3} desde (mi|otro) (telefono|numero|celular|movil)\b|"
        + @"\bsame person (who|that) (texted|wrote|messaged)\b|\bmisma persona que (le|les|te|los) (escribio|mando|envio)\b|"
        + @"^((how (do|can) i|i want to|quiero|como puedo|can i) )?(verify|verificar|verifique) (my|mi) (phone|cell|phone number|cell phone|number|telefono|celular|numero|numero de telefono)$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Wish();
}
