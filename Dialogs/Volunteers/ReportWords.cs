using System.Text.RegularExpressions;
using CampaignBot.Core.Canvassing;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Dialogs.Volunteers;

/// <summary>Reads what a volunteer's own words report: "knocked on a door, nobody home", "llamada, a favor". What they leave open is asked.</summary>
internal static partial class ReportWords
{
    /// <summary>The details that a message tells; none where it asks something.</summary>
    public static ReportDetails In(string text)
    {
        var said = FoldedText.Fold(text);
        if (text.Contains('?', StringComparison.Ordinal) || Asking().IsMatch(said))
            return new ReportDetails();
        var (isDoor, isCall) = (Door().IsMatch(said), Call().IsMatch(said));
        // "Not in favor" is left to be asked.
        var support = Not().IsMatch(said) ? null
            : Leaning().IsMatch(said) ? "leaning-yes"
            : Undecided().IsMatch(said) ? "undecided"
            : Against().IsMatch(said) ? "no"
            : InFavor().IsMatch(said) ? "yes"
            : null;
        var result = Refused().IsMatch(said) ? ContactStatus.Refused
            : Nobody().IsMatch(said) ? ContactStatus.NotHome
            : Moved().IsMatch(said) ? ContactStatus.Moved
            : Wrong().IsMatch(said) ? ContactStatus.Wrong
            : OtherLanguage().IsMatch(said) ? ContactStatus.OtherLanguage
            : support is not null || Talked().IsMatch(said) ? ContactStatus.Success
            : null;
        var how = isDoor == isCall ? null : isDoor ? ContactTypes.Door : ContactTypes.Phone;
        (string Question, string? Answer)[] told = [("how", how), ("result", result), ("support", support)];
        return new ReportDetails
        {
            How = how,
            Result = result,
            Support = result == ContactStatus.Success ? support : null,
            Answered = [.. told.Where(t => t.Answer is not null).Select(t => t.Question)],
        };
    }

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int Timeout = 1_000;

    [GeneratedRegex(@"^(how|where|can|may|what|when|como|donde|puedo|que|cuando)\b", Options, Timeout)]
    private static partial Regex Asking();

    [GeneratedRegex(@"\b(doors?|knocked|puertas?|toque)\b", Options, Timeout)]
    private static partial Regex Door();

    [GeneratedRegex(@"\b(call|calls|called|phoned|hung up|llamadas?|llame|colgo|colgaron)\b", Options, Timeout)]
    private static partial Regex Call();

    [GeneratedRegex(@"\b(not|isnt|wasnt|no esta|no estaba|tampoco)\b", Options, Timeout)]
    private static partial Regex Not();

    [GeneratedRegex(@"\b(leaning yes|leans yes|probably yes|mas bien si|probablemente si)\b", Options, Timeout)]
    private static partial Regex Leaning();

    [GeneratedRegex(@"\b(undecided|on the fence|indecis[oa]|sin decidir)\b", Options, Timeout)]
    private static partial Regex Undecided();

    [GeneratedRegex(@"\b(against|opposed|voting no|votes no|en contra)\b", Options, Timeout)]
    private static partial Regex Against();

    [GeneratedRegex(@"\b(supporter|supports|in favor|voting yes|votes yes|a favor|nos apoya)\b", Options, Timeout)]
    private static partial Regex InFavor();

    [GeneratedRegex(@"\b(refused|slammed|hung up|(wouldnt|didnt want to) talk|not interested|no quiso( hablar)?|colgo|colgaron)\b", Options, Timeout)]
    private static partial Regex Refused();

    [GeneratedRegex(@"\b(nobody|no one|not home|wasnt home|no answer|didnt answer|nadie|no contest\w+|no abri\w+)\b", Options, Timeout)]
    private static partial Regex Nobody();

    [GeneratedRegex(@"\b(moved away|has moved|they moved|se mudo|se mudaron)\b", Options, Timeout)]
    private static partial Regex Moved();

    [GeneratedRegex(@"\b(wrong (number|address)|(numero|direccion) equivocad[oa])\b", Options, Timeout)]
    private static partial Regex Wrong();

    [GeneratedRegex(@"\b((another|different) language|otro idioma)\b", Options, Timeout)]
    private static partial Regex OtherLanguage();

    [GeneratedRegex(@"\b(talked|spoke|chatted|hable|hablamos|platique|platicamos)\b", Options, Timeout)]
    private static partial Regex Talked();
}
