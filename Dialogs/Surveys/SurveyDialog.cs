using CampaignBot.Core.Campaign;
using CampaignBot.Core.People;
using CampaignBot.Core.Surveys;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Opinions;
using CampaignBot.Dialogs.Understanding;

namespace CampaignBot.Dialogs.Surveys;

/// <summary>A survey of the content: each answer is kept as it is given, so that who leaves early has said what they said; once a person, to be changed.</summary>
public sealed class SurveyDialog(CampaignContent content, SurveyBook book, TimeProvider clock) : FormDialog<SurveyDetails>(
    Intents.Survey,
    content.Profile,
    clock,
    SurveyQuestions.Of(content.Surveys, d => Current(content, content.Profile.Today(clock), d), () => Open(content, content.Profile.Today(clock))))
{
    /// <inheritdoc/>
    public override string Title(string language) => Wording.Words.Say(SurveyPhrase.Title, language);

    /// <inheritdoc/>
    public override bool IsInMenu => content.Surveys.Count > 0;

    /// <inheritdoc/>
    protected override async ValueTask<SurveyDetails?> OpenAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        var open = Open(content, turn.Today);
        if (open.Count == 0)
        {
            await turn.SendAsync(turn.Say(SurveyPhrase.None), [turn.Say(OpinionPhrase.FeedbackTitle)], cancellationToken);
            return null;
        }
        var done = new List<string>();
        foreach (var survey in open)
        {
            if (await book.FindAsync(Person(turn), survey.Name, cancellationToken) is { IsComplete: true })
                done.Add(survey.Name);
        }
        return new SurveyDetails { Done = done };
    }

    /// <summary>Keeps what was answered so far.</summary>
    protected override async ValueTask<SurveyDetails> HeardAsync(FormTurn turn, SurveyDetails details, CancellationToken cancellationToken)
    {
        if (details.Answers.Count > 0)
            await KeepAsync(turn, details, isComplete: false, cancellationToken);
        return details;
    }

    /// <inheritdoc/>
    protected override async Task<SurveyDetails?> FinishAsync(FormTurn turn, SurveyDetails details, CancellationToken cancellationToken)
    {
        if (details.Again is false || Current(content, turn.Today, details) is not { } survey)
        {
            await turn.SendAsync(turn.Say(SurveyPhrase.Unchanged), cancellationToken: cancellationToken);
            return null;
        }
        await KeepAsync(turn, details, isComplete: true, cancellationToken);
        await turn.SendAsync(survey.Thanks[turn.Language], cancellationToken: cancellationToken);
        return null;
    }

    private async Task KeepAsync(FormTurn turn, SurveyDetails details, bool isComplete, CancellationToken cancellationToken)
    {
        if (Current(content, turn.Today, details) is not { } survey)
            return;
        var person = Person(turn);
        var earlier = await book.FindAsync(person, survey.Name, cancellationToken);
        // What was said another time counts until it is said anew, unless another answer has made it pointless.
        var all = new Dictionary<string, IReadOnlyList<string>>(earlier?.Answers ?? details.Answers, StringComparer.Ordinal);
        foreach (var (question, answer) in details.Answers)
            all[question] = answer;
        var kept = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var question in survey.Questions.Where(q => all.ContainsKey(q.Id) && q.OnlyIf?.Holds(kept) != false))
            kept[question.Id] = all[question.Id];
        await book.KeepAsync(
            person,
            new SurveyAnswers(survey.Name, kept, turn.Language, turn.Now)
            {
                By = details.MayNoteWho is true ? person : null,
                IsComplete = isComplete || earlier?.IsComplete == true,
            },
            cancellationToken);
    }

    private static Survey? Current(CampaignContent content, DateOnly today, SurveyDetails details) => details.Survey is { } name
        ? content.Surveys.FirstOrDefault(s => s.Name == name)
        : Open(content, today) is [var only] ? only : null;

    private static IReadOnlyList<Survey> Open(CampaignContent content, DateOnly today) => [.. content.Surveys.Where(s => s.IsOpen(today))];

    private static ChannelAddress Person(FormTurn turn) => new(turn.Channel, turn.Address);
}
