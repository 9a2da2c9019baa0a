using CampaignBot.Core.Campaign;
using CampaignBot.Core.Surveys;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Core.Surveys;

public sealed class SurveyFileTests
{
    private const string Head = """
        title: {en: T, es: T}
        intro: {en: I, es: I}
        thanks: {en: G, es: G}
        """;

    [Fact]
    public async Task Surveys_OfTheSample_AreRead()
    {
        var survey = Assert.Single((await SampleContent.Loaded).Surveys);

        Assert.Equal([AnswerKind.Scale, AnswerKind.Text, AnswerKind.Several, AnswerKind.Choice, AnswerKind.YesNo], survey.Questions.Select(q => q.Kind));
        Assert.True(survey.IsOpen(new DateOnly(2028, 11, 7)));
        Assert.False(survey.IsOpen(new DateOnly(2028, 11, 8)));
        Assert.False(survey.IsOpen(new DateOnly(2026, 10, 31)));
    }

    [Theory]
    [InlineData("questions: []", 4, "at least one question")]
    [InlineData("questions:\n  - {id: a, kind: guess, ask: {en: A, es: A}}", 5, "'guess' is none of choice")]
    [InlineData("questions:\n  - {id: a, kind: choice, ask: {en: A, es: A}, options: [{id: x, en: X, es: X}]}", 5, "at least two")]
    [InlineData("questions:\n  - {id: a, kind: choice, ask: {en: A, es: A}, options: [{id: x, en: X, es: X}, {id: y, en: x, es: Y}]}", 5, "reads 'x', too")]
    [InlineData("questions:\n  - {id: a, kind: scale, least: 5, most: 5, ask: {en: A, es: A}}", 5, "2 to 11 steps")]
    [InlineData("questions:\n  - {id: a, kind: text, ask: {en: A}}", 5, "`questions.ask.es` is missing")]
    [InlineData("questions:\n  - {id: a, kind: text, ask: {en: A, es: A}}\n  - {id: a, kind: text, ask: {en: A, es: A}}", 6, "an earlier question is called 'a'")]
    [InlineData("questions:\n  - {id: a, kind: text, ask: {en: A, es: A}, onlyIf: {question: b, is: [x]}}", 5, "no earlier question is called 'b'")]
    [InlineData("questions:\n  - {id: a, kind: yes-no, ask: {en: A, es: A}}\n  - {id: b, kind: text, ask: {en: A, es: A}, onlyIf: {question: a, is: [maybe]}}", 6, "'maybe' is no answer to 'a', which are yes, no")]
    [InlineData("from: 2026-12-01\nuntil: 2026-11-01\nquestions:\n  - {id: a, kind: text, ask: {en: A, es: A}}", 5, "lies before `from`")]
    [InlineData("questions:\n  - {id: a, kind: text, ask: {en: A, es: A}, optinal: true}", 5, "Did you mean `optional`?")]
    public void Survey_WithAMistake_IsReportedWithFileAndLine(string body, int line, string expected)
    {
        var problems = new ContentProblems();

        SurveyFile.Read($"{Head}\n{body}", "mine", "content/surveys/mine.yaml", ["en", "es"], problems);

        Assert.Contains(problems.Ordered(), p => p.ToString().Contains($"content/surveys/mine.yaml:{line}", StringComparison.Ordinal) && p.ToString().Contains(expected, StringComparison.Ordinal));
    }
}
