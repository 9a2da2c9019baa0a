using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Surveys;

/// <summary>How a question of a survey is answered.</summary>
public enum AnswerKind
{
    /// <summary>One of its options.</summary>
    Choice,

    /// <summary>Any of its options.</summary>
    Several,

    /// <summary>A number between two bounds.</summary>
    Scale,

    /// <summary>The person's own words.</summary>
    Text,

    /// <summary>Yes or no, kept as "yes" or "no".</summary>
    YesNo,
}

/// <summary>Something to choose in a survey.</summary>
public sealed record SurveyOption(string Id, LocalizedText Title);

/// <summary>When a question is asked at all: where an earlier one was answered with one of some values.</summary>
/// <param name="Question">The earlier question's id.</param>
/// <param name="Is">Options' ids, "yes" or "no", or numbers of a scale.</param>
public sealed record SurveyCondition(string Question, IReadOnlyList<string> Is)
{
    /// <summary>Whether the answers so far let it be asked.</summary>
    public bool Holds(IReadOnlyDictionary<string, IReadOnlyList<string>> answers) =>
        answers.TryGetValue(Question, out var given) && given.Any(g => Is.Contains(g, StringComparer.Ordinal));
}

/// <summary>A question of a survey.</summary>
/// <param name="Id">Unique in the survey; answers are kept under it, so it must not change.</param>
/// <param name="Options">Of a choice or several; else none.</param>
/// <param name="Least">The low end of a scale.</param>
/// <param name="Most">The high end of a scale.</param>
public sealed record SurveyQuestion(string Id, AnswerKind Kind, LocalizedText Ask, IReadOnlyList<SurveyOption> Options, int Least, int Most)
{
    /// <summary>What the low end of a scale means.</summary>
    public LocalizedText? LeastMeans { get; init; }

    /// <summary>What the high end of a scale means.</summary>
    public LocalizedText? MostMeans { get; init; }

    /// <summary>Whether one may go on without an answer.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Null where it is always asked.</summary>
    public SurveyCondition? OnlyIf { get; init; }
}

/// <summary>A survey of the content: <c>surveys/{name}.yaml</c>.</summary>
/// <param name="Name">The file's name; answers are kept under it, so it must not change.</param>
/// <param name="Intro">Said before the first question.</param>
/// <param name="Thanks">Said after the last.</param>
public sealed record Survey(string Name, LocalizedText Title, LocalizedText Intro, LocalizedText Thanks, IReadOnlyList<SurveyQuestion> Questions)
{
    /// <summary>The first day it can be answered; null where it can from the start.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day it can be answered; null where there is none.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Whether it can be answered on a day.</summary>
    public bool IsOpen(DateOnly day) => !(day < From) && !(day > Until);
}
