using System.Text.RegularExpressions;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Dialogs.Voting;

/// <summary>What somebody wants to know of where they vote.</summary>
public enum VotingAspect
{
    /// <summary>The polling place, with all that belongs to it.</summary>
    Place,
    Hours,
    Directions,
    Access,
    Early,
    DropBoxes,
    Ballot,
}

/// <summary>Reads from a question which of these it is about.</summary>
internal static partial class VotingAspects
{
    /// <summary>What a question that an entry answers is about; null where it asks for more than a feed can tell.</summary>
    /// <param name="entry">The entry's id.</param>
    public static VotingAspect? Of(string text, string entry)
    {
        var folded = FoldedText.Fold(text);
        return entry switch
        {
            "voting/where-to-vote" => In(folded) ?? VotingAspect.Place,
            "voting/poll-hours" when Hours().IsMatch(folded) && !InLine().IsMatch(folded) => VotingAspect.Hours,
            "voting/early-voting" => VotingAspect.Early,
            "voting/drop-boxes" => VotingAspect.DropBoxes,
            "voting/sample-ballot" when Ballot().IsMatch(folded) => VotingAspect.Ballot,
            "voting/accessibility" when Access().IsMatch(folded) => VotingAspect.Access,
            _ => null,
        };
    }

    /// <summary>What a message is about by its words alone.</summary>
    public static VotingAspect OfWords(string text) => In(FoldedText.Fold(text)) ?? VotingAspect.Place;

    /// <summary>What a text is about that says nothing else, and so asks it of the place just told: "y cuál es el horario", "is there parking"; null where it says more.</summary>
    public static VotingAspect? Alone(string text, string language)
    {
        var rest = FoldedText.Fold(text);
        if (In(rest) is not { } aspect)
            return null;
        foreach (var about in (Regex[])[Boxes(), Early(), Access(), Ballot(), Way(), Hours()])
            rest = about.Replace(rest, " ");
        return WordForms.Of(language).LeansOnContext(string.Join(' ', rest.Split(' ', StringSplitOptions.RemoveEmptyEntries))) ? aspect : null;
    }

    private static VotingAspect? In(string folded) =>
        Boxes().IsMatch(folded) ? VotingAspect.DropBoxes
        : Early().IsMatch(folded) ? VotingAspect.Early
        : Access().IsMatch(folded) ? VotingAspect.Access
        : Ballot().IsMatch(folded) ? VotingAspect.Ballot
        : Way().IsMatch(folded) ? VotingAspect.Directions
        : Hours().IsMatch(folded) ? VotingAspect.Hours
        : null;

    [GeneratedRegex(@"\b(drop ?box(es)?|drop ?off|drop my ballot|buzon(es)?|dejar mi boleta|entrego mi boleta|entregar mi boleta)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Boxes();

    [GeneratedRegex(@"\b(early|ahead of time|anticipad[oa]|temprano|antes del dia|(go|vote) before( then| that)?|(puedo |puede |podemos |se puede )?(ir|votar) antes)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Early();

    [GeneratedRegex(@"\b(accessible|accessibility|wheelchair|ramp|step free|steps|stairs|walker|accesible|accesibilidad|silla de ruedas|rampa|escalones|escaleras|andador)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Access();

    [GeneratedRegex(@"\b(on (my|the) ballot|my ballot|sample ballot|voting on|en (mi|la) (boleta|papeleta)|mi (boleta|papeleta)|por que (cosas )?voto|que se vota)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Ballot();

    [GeneratedRegex(@"\b(get there|get to (my|the) (polling place|polls|precinct)|directions|map|how far|which (door|entrance|room)|where do i park|parking|como llego|llegar|mapa|indicaciones|que (puerta|entrada)|estacionar)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Way();

    [GeneratedRegex(@"\b(hours?|open|opens|close|closes|what time|when|how late|how early|horas?|horarios?|abren?|abierto|abierta|cierran?|a que hora|cuando|hasta que hora)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Hours();

    [GeneratedRegex(@"\b(line|queue|fila|cola|tonight|now|ahora|late for)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex InLine();
}
