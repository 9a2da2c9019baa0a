using System.Text.RegularExpressions;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;

namespace CampaignBot.Dialogs.Linking;

/// <summary>Asks for the six digits that were sent; spaces and hyphens between them don't matter.</summary>
internal sealed partial class CodeQuestion() : ValueQuestion<LinkDetails, string>("code", d => d.Code, (d, code) => d with { Code = code })
{
    /// <inheritdoc/>
    public override ValueTask<Reading<LinkDetails>> ReadAsync(FormTurn turn, LinkDetails details, Said said, bool isAsked, CancellationToken cancellationToken)
    {
        if (!isAsked)
            return new(new Reading<LinkDetails>.Nothing());
        return new(SixDigits().Match(said.Text) is { Success: true } match
            ? Taken(details, string.Concat(match.Value.Where(char.IsAsciiDigit)), isWhole: true)
            : new Reading<LinkDetails>.Wrong(turn.Say(LinkPhrase.NotACode)));
    }

    /// <inheritdoc/>
    protected override string Shown(FormTurn turn, LinkDetails details, string value) => value;

    [GeneratedRegex(@"(?<!\d)\d(?:[ -]?\d){5}(?!\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SixDigits();
}
