using CampaignBot.Core.Campaign;
using CampaignBot.Core.Cases;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Office;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Volunteers;

/// <summary>A question for an expert.</summary>
public sealed record AskExpertDetails : FormDetails
{
    public string? Question { get; init; }
}

/// <summary>Hands a voter's question to the experts; the answer comes back to where it was asked.</summary>
public sealed class AskExpertDialog(CampaignProfile profile, TimeProvider clock, CaseBook cases)
    : FormDialog<AskExpertDetails>(Intents.AskExpert, profile, clock, Asked())
{
    /// <summary>In UTF-16 units.</summary>
    public const int LongestQuestion = 1_000;

    // "Ask an expert: do renters pay?"
    private const int ShortestQuestion = 8;

    /// <inheritdoc/>
    public override bool IsInMenu => true;

    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(VolunteerPhrase.AskExpertTitle, language);

    /// <inheritdoc/>
    public override bool IsOfferedOn(string? channelId) => TeamsConversation.IsOn(channelId);

    /// <inheritdoc/>
    protected override ValueTask<AskExpertDetails?> OpenAsync(FormTurn turn, CancellationToken cancellationToken) => new(new AskExpertDetails
    {
        Question = turn.Heard.Text.Split(':', 2) is [_, var question] && question.Trim() is { Length: >= ShortestQuestion } asked ? asked : null,
    });

    /// <inheritdoc/>
    protected override async Task<AskExpertDetails?> FinishAsync(FormTurn turn, AskExpertDetails details, CancellationToken cancellationToken)
    {
        var opened = await cases.OpenAsync(
            turn.ActId,
            number => new Case(number, CaseKind.Expert, turn.Language, turn.Now, turn.ActId) { Place = turn.Place(), About = details.Question },
            cancellationToken);
        if (await cases.DeskAsync(CaseKind.Expert, cancellationToken) is not { } desk)
        {
            await turn.SendAsync(turn.Say(VolunteerPhrase.ExpertNoDesk, opened.Number, Profile.Office.Phone), cancellationToken: cancellationToken);
            return null;
        }
        await cases.TellAsync(Notice(turn, opened, desk), cancellationToken);
        await turn.SendAsync(turn.Say(VolunteerPhrase.ExpertAsked, opened.Number), cancellationToken: cancellationToken);
        return null;
    }

    private static CaseNotice Notice(FormTurn turn, Case opened, CasePlace desk)
    {
        var text = turn.Say(VolunteerPhrase.ExpertQuestion, opened.Number, opened.About);
        var card = VolunteerCards.Of(
            text,
            [
                VolunteerCards.Heading(turn.Say(VolunteerPhrase.CaseTitle, opened.Number)),
                VolunteerCards.Text(opened.About!),
                VolunteerCards.Input(AnswerCaseDialog.AnswerField, turn.Say(VolunteerPhrase.AnswerLabel), AnswerCaseDialog.LongestAnswer, isRequired: true),
            ],
            VolunteerCards.Submit(turn.Say(VolunteerPhrase.Send), AnswerCaseDialog.Name, (AnswerCaseDialog.CaseField, opened.Number)));
        return new CaseNotice($"case-{opened.Number}", desk, turn.Language, text, card.ToJsonString(), turn.Now);
    }

    private static IReadOnlyList<Question<AskExpertDetails>> Asked() =>
    [
        new OwnWordsQuestion<AskExpertDetails>("question", LongestQuestion, d => d.Question, (d, v) => d with { Question = v }) { Words = (turn, _) => turn.Say(VolunteerPhrase.AskQuestion) }
            .Called(turn => turn.Say(VolunteerPhrase.TheQuestion)),
    ];
}
