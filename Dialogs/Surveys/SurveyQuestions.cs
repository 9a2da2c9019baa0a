using System.Globalization;
using CampaignBot.Core.Surveys;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Opinions;

namespace CampaignBot.Dialogs.Surveys;

/// <summary>The questions of the content's surveys as a form asks them.</summary>
internal static class SurveyQuestions
{
    private const int LongestText = 4_000;

    private static readonly Dictionary<string, string[]> NumberWords = new(StringComparer.Ordinal)
    {
        ["en"] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        ["es"] = ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"],
    };

    /// <summary>All of them, those of one survey after those of another, with which survey it is and whether answers are noted asked first.</summary>
    /// <param name="current">The survey that somebody is in.</param>
    /// <param name="open">Those that can be answered now.</param>
    public static IReadOnlyList<Question<SurveyDetails>> Of(IReadOnlyList<Survey> surveys, Func<SurveyDetails, Survey?> current, Func<IReadOnlyList<Survey>> open) =>
    [
        new ChoiceQuestion<SurveyDetails>(
            "(survey)", (turn, _, _) => new([.. open().Select(s => new Option(s.Name, s.Title[turn.Language]))]), d => d.Survey, (d, name) => d with { Survey = name })
        {
            Words = (turn, _) => turn.Say(SurveyPhrase.Which),
        }.OnlyIf(d => d.Survey is not null || current(d) is null),
        Ask.YesNo<SurveyDetails>("(again)", (turn, d) => turn.Say(SurveyPhrase.AnsweredBefore, current(d)?.Title[turn.Language]), d => d.Again, (d, yes) => d with { Again = yes })
            .OnlyIf(d => current(d) is { } survey && d.Done.Contains(survey.Name, StringComparer.Ordinal)),
        Ask.YesNo<SurveyDetails>(
            "(note)",
            (turn, d) => turn.Say(SurveyPhrase.Begin, current(d)?.Intro[turn.Language], turn.Say(OpinionPhrase.NoteWho)),
            d => d.MayNoteWho,
            (d, yes) => d with { MayNoteWho = yes }).OnlyIf(d => d.Again is not false),
        .. surveys.SelectMany(s => s.Questions.Select(q => Question(s, q, current))),
    ];

    private static Question<SurveyDetails> Question(Survey survey, SurveyQuestion of, Func<SurveyDetails, Survey?> current)
    {
        var id = $"{survey.Name}/{of.Id}";
        var asked = of.Kind switch
        {
            AnswerKind.Choice => Single(id, of, Options),
            AnswerKind.Scale => Single(id, of, Steps),
            AnswerKind.Several => new SeveralQuestion<SurveyDetails>(id, Options, d => d.Answers.GetValueOrDefault(of.Id), (d, several) => d.With(of.Id, several)) { Words = Words },
            AnswerKind.YesNo => Ask.YesNo<SurveyDetails>(
                id, Words, d => d.Answers.GetValueOrDefault(of.Id) is [var yes] ? yes == "yes" : null, (d, yes) => d.With(of.Id, yes is null ? null : [yes.Value ? "yes" : "no"])),
            _ => Ask.Text<SurveyDetails>(
                id, LongestText, Words, d => d.Answers.GetValueOrDefault(of.Id) is [var text] ? text : null, (d, text) => d.With(of.Id, text is null ? null : [text])),
        };
        asked = asked.OnlyIf(d => d.Again is not false && current(d)?.Name == survey.Name && of.OnlyIf?.Holds(d.Answers) != false);
        // Nobody is held to a question of a survey; those that say so expect to be left out.
        return asked.Optional();

        string Words(FormTurn turn, SurveyDetails details)
        {
            var text = of.Kind == AnswerKind.Scale
                ? of is { LeastMeans: { } least, MostMeans: { } most }
                    ? turn.Say(SurveyPhrase.ScaleMeans, of.Ask[turn.Language], of.Least, least[turn.Language], of.Most, most[turn.Language])
                    : turn.Say(SurveyPhrase.ScaleOf, of.Ask[turn.Language], of.Least, of.Most)
                : of.Ask[turn.Language];
            return of.IsOptional ? turn.Say(SurveyPhrase.Optional, text) : text;
        }

        ValueTask<IReadOnlyList<Option>> Options(FormTurn turn, SurveyDetails details, CancellationToken cancellationToken) =>
            new([.. of.Options.Select(o => new Option(o.Id, o.Title[turn.Language]))]);

        ValueTask<IReadOnlyList<Option>> Steps(FormTurn turn, SurveyDetails details, CancellationToken cancellationToken) =>
            new([.. Enumerable.Range(of.Least, of.Most - of.Least + 1).Select(n => Step(n, turn.Language))]);

        Question<SurveyDetails> Single(string name, SurveyQuestion question, OptionsOf<SurveyDetails> options) => new ChoiceQuestion<SurveyDetails>(
            name, options, d => d.Answers.GetValueOrDefault(question.Id) is [var one] ? one : null, (d, one) => d.With(question.Id, one is null ? null : [one]))
        {
            Words = Words,
            IsReadUnasked = false,
        };
    }

    private static Option Step(int number, string language)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        return NumberWords.GetValueOrDefault(language) is { } words && number < words.Length ? new Option(digits, digits, words[number]) : new Option(digits, digits);
    }
}
