namespace CampaignBot.Tests.Support;

/// <summary><c>content/evaluation/questions.{language}.csv</c>: a question and, divided by |, what may answer it.</summary>
public static class GoldQuestions
{
    public static IReadOnlyList<(string Text, string[] Expected)> Read(string language) =>
    [
        .. File.ReadLines(Path.Combine(SampleContent.Folder, "evaluation", $"questions.{language}.csv"))
            .Skip(1)
            .Select(line => (line[..line.LastIndexOf(',')].Trim('"'), line[(line.LastIndexOf(',') + 1)..].Split('|'))),
    ];
}
