using System.Text.RegularExpressions;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Cases;

/// <summary>
/// Tells whether somebody says that they, or others, are being kept from voting now: turned away, threatened, a place that doesn't
/// work. The election's own office can help at once, so it is named first.
/// </summary>
public static partial class UrgentWords
{
    private const int TimeoutMilliseconds = 1_000;

    /// <summary>Whether a text says so. English and Spanish.</summary>
    public static bool In(string text) => Trouble().IsMatch(FoldedText.Fold(text));

    // Over folded text: no accents, capitals or punctuation.
    [GeneratedRegex(
        @"\b(intimidat\w*|intimidand\w*|intimidan|intimidacion|threaten\w*|amenaza\w*|harass\w*|acos(o|an|ando|aron)|turn(ed|ing)( \w+)? away|"
        + @"(wont|will not|wouldnt|didnt|dont|not) let(ting)? (me|us|people|him|her|them|my \w+) (vote|in)|no (me|nos|le|les|lo|la) (dejan|dejaron|deja) (votar|entrar|pasar)|"
        + @"(someone|somebody|people|men|man|guy|guys|they) (\w+ )?(blocking|block) (the )?(voters|entrance|door|polls?|polling)|bloquea(n|ndo)|"
        + @"(gun|guns|rifle|armed|weapon|arma|armas|armado|armados)( \w+){0,6} (poll\w*|vot\w*|casilla|centro)|"
        + @"(poll\w*|vot\w* (place|center|site|machine\w*)|machines?) ((is|are|was|were|has|had) )?(still )?(not open\w*|closed early|broken|down|not working|closing early)|"
        + @"me (negaron|rechazaron|echaron)|no funcionan? las? maquinas?|maquinas? (descompuestas?|rotas?)|cerraron (temprano|antes)|not on the (list|rolls?)|no (estoy|aparezco) en la lista)\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeoutMilliseconds)]
    private static partial Regex Trouble();
}
