using CampaignBot.Training;

namespace CampaignBot.Tests.Training;

public sealed class RetrievalEvaluationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Set_OfPassagesAndQuestions_IsMeasured()
    {
        var passages = await WriteAsync("p.csv", "id,title,text\nbus,The bus,\"Line 4 runs every 20 minutes, to the hospital.\"\nriver,The river,Old pipes spill sewage into the river when it rains.\n");
        var questions = await WriteAsync("q.jsonl", """
            {"question": "how often does line 4 run", "passage": "bus"}
            {"question": "what spills into the river", "passage": ["river", "bus"]}
            {"question": "is there sewage at the hospital when line 4 runs every 20 minutes", "passage": "river"}
            {"question": "who discovered penicillin", "passage": ""}
            """);

        var evaluation = RetrievalEvaluation.Of(await RetrievalSet.ReadAsync(passages, questions, default), "en", default);

        Assert.Equal((2, 3, 1), (evaluation.Passages, evaluation.Answerable, evaluation.Unanswerable));
        Assert.Equal(2 / 3.0, evaluation.RightFirst, 6);
        Assert.Equal((1 + 1 + 0.5) / 3, evaluation.Mrr, 6);
        Assert.Equal(1, evaluation.RecallAt5);
        Assert.Equal(1, evaluation.RefusedAt80);
        Assert.Equal(2, Assert.Single(evaluation.Misses).Place);
    }

    [Fact]
    public async Task Set_ShapedLikeSquad_HasItsUnanswerableQuestions()
    {
        var set = await RetrievalSet.ReadAsync(await WriteAsync("s.json", """
            {"data": [{"paragraphs": [{"context": "One.", "qas": [{"question": "a", "is_impossible": false}]}, {"context": "Two.", "qas": [{"question": "b", "is_impossible": true}, {"question": "c"}]}]}]}
            """), default);

        Assert.Equal(["a: 0", "b: ", "c: 1"], set.Questions.Select(q => $"{q.Text}: {string.Join(',', q.Answers)}"));
    }

    [Fact]
    public async Task Set_ShapedLikeStackFaq_FindsThreadsByTheirRephrasedQuestions()
    {
        var set = await RetrievalSet.ReadAsync(await WriteAsync("s.json", """
            {"root": {"qapair": [{"question": "How?", "answer": ["So.", "Or so."], "rephr": ["In what way?", "*"]}, {"question": "Why?", "answer": "Because.", "rephr": ["What for?"]}]}}
            """), default);

        Assert.Equal(["In what way?: 0", "What for?: 1"], set.Questions.Select(q => $"{q.Text}: {string.Join(',', q.Answers)}"));
        Assert.Equal(["How?", "Why?"], set.Passages.Select(p => p.Title));
    }

    [Theory]
    [InlineData("id,text\na,x\na,y\n", "question,passage\nq,a\n", "p.csv: Line 3: the id \"a\"")]
    [InlineData("id,text\na,x\n", "question,passage\nq,b\n", "q.csv: Line 2: there is no passage \"b\"")]
    [InlineData("id,text\na,\n", "question,passage\nq,a\n", "p.csv: Line 2: there is no text")]
    [InlineData("id,text\na,x\n", "passage\na\n", "q.csv: Line 2: there is no question")]
    public async Task Set_ThatCannotBeRead_IsNamedWithItsLine(string passages, string questions, string told)
    {
        var (p, q) = (await WriteAsync("p.csv", passages), await WriteAsync("q.csv", questions));

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => RetrievalSet.ReadAsync(p, q, default));

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
