using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Surveys;

/// <summary>Where somebody is in a survey.</summary>
public sealed record SurveyDetails : FormDetails
{
    /// <summary>The survey's name; null where it is the only one that is open, or isn't chosen yet.</summary>
    public string? Survey { get; init; }

    /// <summary>By question, as given.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Answers { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Names of surveys that they have come to the end of before.</summary>
    public IReadOnlyList<string> Done { get; init; } = [];

    /// <summary>Whether answers given before are to be changed.</summary>
    public bool? Again { get; init; }

    /// <summary>Whether it may be noted who answers.</summary>
    public bool? MayNoteWho { get; init; }

    internal SurveyDetails With(string question, IReadOnlyList<string>? answer)
    {
        var answers = Answers.Where(a => a.Key != question).ToDictionary(StringComparer.Ordinal);
        if (answer is not null)
            answers[question] = answer;
        return this with { Answers = answers };
    }
}
