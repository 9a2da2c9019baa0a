using System.Globalization;
using System.Text.RegularExpressions;
using CampaignBot.Core.Events;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Joining;

/// <summary>Asks how many come: "3", "just me", "two of us", "me and my wife", "somos cuatro".</summary>
internal sealed partial class PartyQuestion(string id) : ValueQuestion<SignUpDetails, string>(id, d => d.Party, (d, v) => d with { Party = v })
{
    // "How much does Measure 4 cost?" holds a number, too.
    private const int FewWords = 4;

    protected override string Shown(FormTurn turn, SignUpDetails details, string value) => value;

    public override bool IsNamedIn(Said said) => CountsPeople(said.Text);

    public override ValueTask<Reading<SignUpDetails>> ReadAsync(FormTurn turn, SignUpDetails details, Said said, bool isAsked, CancellationToken cancellationToken)
    {
        var text = FoldedText.Fold(said.Text);
        var number = said.Entities.Select(e => e.Value).OfType<Number>().FirstOrDefault(n => !n.IsOrdinal)?.Value;
        // A number alone means people only where it was asked for.
        decimal? people = Alone().IsMatch(text) ? 1
            : Pair().IsMatch(text) ? 2
            : number is { } n && Guests().IsMatch(text) ? n + 1
            : number is { } counted && (isAsked || People().IsMatch(text)) ? counted
            : null;
        return new(people switch
        {
            null => isAsked ? Wrong(turn) : new Reading<SignUpDetails>.Nothing(),
            >= 1 and <= SignUp.LargestParty when decimal.IsInteger(people.Value) => Taken(details, people.Value.ToString("0", CultureInfo.InvariantCulture), isWhole: isAsked && !said.Text.Contains('?') && text.Count(c => c == ' ') <= FewWords),
            _ => isAsked ? Wrong(turn) : new Reading<SignUpDetails>.Nothing(),
        });
    }

    /// <summary>Whether a text counts people: the three of "somos tres" is none of a list.</summary>
    internal static bool CountsPeople(string text) => FoldedText.Fold(text) is var folded && (People().IsMatch(folded) || Guests().IsMatch(folded) || Pair().IsMatch(folded));

    private static Reading<SignUpDetails> Wrong(FormTurn turn) => new Reading<SignUpDetails>.Wrong(turn.Say(Phrase.NotANumber, 1, SignUp.LargestParty));

    [GeneratedRegex(@"^(only |just )(me|myself|one)$|^(me|myself|alone)$|\b(only me|just me|by myself|on my own)\b|^(solo|sola) ?(yo)?$|^yo( solo| sola)?$|\b(solo yo|yo solo|yo sola|nadie mas)\b", Options, Timeout)]
    private static partial Regex Alone();

    [GeneratedRegex(@"\b(me|myself|i) and (a|my) \w+$|\bplus one\b|\bboth of us\b|\b(mi|un|una) \w+ y yo\b|\byo y (mi|un|una) \w+$|\blos dos\b|\blas dos\b", Options, Timeout)]
    private static partial Regex Pair();

    [GeneratedRegex(@"\b(guests?|others|friends|more people|plus|invitad[oa]s?|acompanantes?|amig[oa]s|mas)\b", Options, Timeout)]
    private static partial Regex Guests();

    [GeneratedRegex(@"\b(of us|people|persons|seats?|spots?|places?|tickets?|somos|seremos|personas?|lugar(es)?|asientos?|entradas?)\b|\b(were|we are|well be)\b", Options, Timeout)]
    private static partial Regex People();

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int Timeout = 1000;
}
