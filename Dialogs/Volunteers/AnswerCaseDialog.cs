using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Cases;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Office;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Volunteers;

/// <summary>An expert's answer.</summary>
public sealed record AnswerCaseDetails : FormDetails
{
    /// <summary>The case's number.</summary>
    public string? Case { get; init; }

    public string? Answer { get; init; }
}

/// <summary>
/// Takes an expert's answer to a case, on its card or in words, and passes it back once. Only where the experts are asked: whoever is
/// there was let in by the campaign.
/// </summary>
public sealed partial class AnswerCaseDialog(CampaignProfile profile, TimeProvider clock, CaseBook cases) : FormDialog<AnswerCaseDetails>(Name, profile, clock, Asked())
{
    /// <summary>Its id; it has no examples, and begins with its title or a case's card.</summary>
    public const string Name = "answer-case";

    /// <summary>In UTF-16 units.</summary>
    public const int LongestAnswer = 3_000;

    internal const string CaseField = "case";
    internal const string AnswerField = "answer";
    private const int LongestField = 40;

    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(VolunteerPhrase.AnswerTitle, language);

    /// <inheritdoc/>
    public override bool IsOfferedOn(string? channelId) => TeamsConversation.IsOn(channelId);

    /// <inheritdoc/>
    protected override async ValueTask<AnswerCaseDetails?> OpenAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        if (await IsDeskAsync(turn, cancellationToken))
            return new AnswerCaseDetails();
        await turn.SendAsync(turn.Say(VolunteerPhrase.AnswerOnlyAtDesk), cancellationToken: cancellationToken);
        return null;
    }

    /// <inheritdoc/>
    protected override ValueTask<AnswerCaseDetails?> TakeFieldsAsync(FormTurn turn, AnswerCaseDetails details, CancellationToken cancellationToken) =>
        new(VolunteerCards.Filled(turn.Heard.Fields, VolunteerCards.Conversation, LongestField) == Name
            ? new AnswerCaseDetails
            {
                Case = VolunteerCards.Filled(turn.Heard.Fields, CaseField, LongestField),
                Answer = VolunteerCards.Filled(turn.Heard.Fields, AnswerField, LongestAnswer),
            }
            : null);

    /// <inheritdoc/>
    protected override async Task<AnswerCaseDetails?> FinishAsync(FormTurn turn, AnswerCaseDetails details, CancellationToken cancellationToken)
    {
        if (!await IsDeskAsync(turn, cancellationToken))
        {
            await turn.SendAsync(turn.Say(VolunteerPhrase.AnswerOnlyAtDesk), cancellationToken: cancellationToken);
            return null;
        }
        var isAsked = await cases.FindAsync(details.Case!, cancellationToken) is { Kind: CaseKind.Expert };
        var outcome = isAsked
            ? await cases.AnswerAsync(details.Case!, details.Answer!, turn.ActId, turn.Now, answered => Notice(answered, turn), cancellationToken)
            : AnswerOutcome.NotFound;
        if (isAsked && await cases.FindAsync(details.Case!, cancellationToken) is { Answer: { } answer } answered)
            turn.Context.TurnState.Set(new VolunteerCards.Used(Answered(turn, answered, answer)));
        await turn.SendAsync(
            outcome switch
            {
                AnswerOutcome.Answered => turn.Say(VolunteerPhrase.AnswerSent, details.Case),
                AnswerOutcome.WasAnswered => turn.Say(VolunteerPhrase.AnswerWasThere, details.Case),
                _ => turn.Say(VolunteerPhrase.AnswerNoCase, details.Case),
            },
            cancellationToken: cancellationToken);
        return null;
    }

    /// <summary>The question's card once it has its answer, whoever gave it.</summary>
    private static JsonObject Answered(FormTurn turn, Case answered, string answer) => VolunteerCards.Of(
        answer,
        [
            VolunteerCards.Heading(turn.Say(VolunteerPhrase.CaseTitle, answered.Number)),
            VolunteerCards.Text(answered.About!),
            VolunteerCards.Text(turn.Say(VolunteerPhrase.CaseAnswer, answer)),
        ]);

    private async Task<bool> IsDeskAsync(FormTurn turn, CancellationToken cancellationToken) =>
        await cases.DeskAsync(CaseKind.Expert, cancellationToken) is { } desk && turn.Place() is var here && desk.ChannelId == here.ChannelId && desk.ConversationId == here.ConversationId;

    private static CaseNotice Notice(Case answered, FormTurn turn) => new(
        $"case-{answered.Number}-answer",
        answered.Place!,
        answered.Language,
        Words.Say(VolunteerPhrase.ExpertAnswered, answered.Language, answered.Number, answered.About, answered.Answer),
        Card: null,
        turn.Now);

    private static IReadOnlyList<Question<AnswerCaseDetails>> Asked() =>
    [
        new CaseNumberQuestion { Words = (turn, _) => turn.Say(VolunteerPhrase.AskCaseNumber) }
            .Called(turn => turn.Say(VolunteerPhrase.CaseTitle, "").Trim().ToLower(CultureInfo.GetCultureInfo(turn.Language))),
        new OwnWordsQuestion<AnswerCaseDetails>("answer", LongestAnswer, d => d.Answer, (d, v) => d with { Answer = v }) { Words = (turn, _) => turn.Say(VolunteerPhrase.AskAnswer) }
            .Called(turn => turn.Say(VolunteerPhrase.TheAnswer)),
    ];

    /// <summary>Asks for five digits, which would be a ZIP code elsewhere.</summary>
    private sealed partial class CaseNumberQuestion() : ValueQuestion<AnswerCaseDetails, string>("case", d => d.Case, (d, v) => d with { Case = v })
    {
        public override ValueTask<Reading<AnswerCaseDetails>> ReadAsync(
            FormTurn turn, AnswerCaseDetails details, Said said, bool isAsked, CancellationToken cancellationToken) => new(
            FiveDigits().Match(said.Text) is { Success: true, Value: var number } ? Taken(details, number, isWhole: true)
            : isAsked ? new Reading<AnswerCaseDetails>.Wrong(turn.Say(VolunteerPhrase.AskCaseNumber))
            : new Reading<AnswerCaseDetails>.Nothing());

        protected override string Shown(FormTurn turn, AnswerCaseDetails details, string value) => value;

        [GeneratedRegex(@"\b[0-9]{5}\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
        private static partial Regex FiveDigits();
    }
}
