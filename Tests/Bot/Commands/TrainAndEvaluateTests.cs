using System.Text.Json;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Commands;

/// <summary>The commands <c>train</c> and <c>evaluate</c> of the built program.</summary>
public sealed class TrainAndEvaluateTests : IDisposable
{
    private const string Labelled =
        """
        text,intent,language,split
        where do i vote,vote,en,train
        where is my polling place,vote,en,train
        what place do i vote at,vote,en,train
        dónde voto,vote,es,train
        cuál es mi casilla,vote,es,train
        i want to give money,donate,en,train
        how can i donate,donate,en,train
        can i give twenty dollars,donate,en,train
        quiero donar,donate,es,train
        cómo doy dinero,donate,es,train
        tell me about the weather,oos,en,train
        receta de tortilla,oos,es,train
        where should i vote,vote,en,val
        i would like to donate,donate,en,val
        quiero donar dinero,donate,es,val
        a song about trains,oos,en,val
        where can i vote,vote,en,test
        dónde está mi casilla,vote,es,test
        can i donate money,donate,en,test
        where do i vote today,donate,en,test
        how tall is the eiffel tower,oos,en,test
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("commands-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Train_OnTheSameData_GivesTheSameFileAndItsFigures()
    {
        var data = await WriteAsync("data.csv", Labelled);

        var (code, output) = await BotProgram.RunAsync(["train", "--data", data, "--output", In("deep/a.model"), "--json"]);
        var (again, _) = await BotProgram.RunAsync(["train", "--data", data, "--output", In("b.model")]);

        Assert.Equal((0, 0), (code, again));
        Assert.Contains("training 100%", output, StringComparison.Ordinal);
        var figures = Json(output);
        Assert.Equal((2, 12, 4), (figures.GetProperty("intents").GetInt32(), figures.GetProperty("examples").GetInt32(), figures.GetProperty("validation").GetInt32()));
        var model = await File.ReadAllBytesAsync(In("deep/a.model"));
        Assert.Equal(figures.GetProperty("bytes").GetInt64(), model.Length);
        Assert.Equal(model, await File.ReadAllBytesAsync(In("b.model")));
        Assert.Equal(["a.model"], Directory.GetFiles(In("deep")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Evaluate_OfATrainedModel_MeasuresWhatIsMarkedTest()
    {
        var data = await WriteAsync("data.csv", Labelled);
        await BotProgram.RunAsync(["train", "--data", data, "--output", In("a.model")]);
        string[] evaluate = ["evaluate", "--model", In("a.model"), "--data", data];

        var (code, output) = await BotProgram.RunAsync([.. evaluate, "--json"]);
        var (tableCode, table) = await BotProgram.RunAsync(evaluate);
        var (belowCode, _) = await BotProgram.RunAsync([.. evaluate, "--least", "0.99"]);

        Assert.Equal((0, 0, 2), (code, tableCode, belowCode));
        var figures = Json(output);
        Assert.Equal((4, 1), (figures.GetProperty("inScope").GetInt32(), figures.GetProperty("outOfScope").GetInt32()));
        Assert.Contains(figures.GetProperty("misses").EnumerateArray(), m => m.GetProperty("text").GetString() == "where do i vote today");
        Assert.Contains("4 messages that ask for an intent, 1 that ask for none", table, StringComparison.Ordinal);
        Assert.Matches(@"in-scope accuracy +\d+\.\d", table);
    }

    [Fact]
    public async Task Evaluate_OfAFileWithoutSplits_MeasuresAllAndWarns()
    {
        var data = await WriteAsync("data.csv", Labelled);
        var unsplit = await WriteAsync("unsplit.jsonl", """{"text":"where do i vote","intent":"vote"}""");
        await BotProgram.RunAsync(["train", "--data", data, "--output", In("a.model")]);

        var (code, output) = await BotProgram.RunAsync(["evaluate", "--model", In("a.model"), "--data", unsplit]);

        Assert.Equal(0, code);
        Assert.Contains("Nothing in " + unsplit + " is marked test", output, StringComparison.Ordinal);
        Assert.Contains("1 messages that ask for an intent", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_WithoutData_AsksTheGoldQuestionsOfTheContent()
    {
        var (code, output) = await BotProgram.RunAsync(["evaluate", "--as-of", "2026-11-22", "--json"]);

        Assert.Equal(0, code);
        var languages = Json(output).EnumerateArray().ToDictionary(l => l.GetProperty("language").GetString()!, StringComparer.Ordinal);
        Assert.Equal(["en", "es"], languages.Keys.Order(StringComparer.Ordinal));
        Assert.True(languages["en"].GetProperty("questions").GetInt32() >= 200);
        Assert.All(languages.Values, l => Assert.True(l.GetProperty("accuracy").GetDouble() >= 0.95));
    }

    [Fact]
    public async Task Evaluate_WithAWrongAnswerOnVoting_NamesItAndFails()
    {
        SampleContent.CopyTo(_folder.CreateSubdirectory("content"));
        await WriteAsync("content/evaluation/questions.en.csv", "question,expected\n\"do i need id to vote, please\",none\n");

        var (code, output) = await BotProgram.RunAsync(["evaluate", "--content", In("content"), "--as-of", "2026-11-22"]);

        Assert.Equal(2, code);
        Assert.Contains("\"do i need id to vote, please\" expected none, got voting/id", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text,intent\nhello\n", "data.csv: Line 2: 1 fields")]
    [InlineData("text,intent\nhello,greeting\n", "at least two intents")]
    [InlineData(null, "data.csv")]
    public async Task Train_OnDataItCantUse_SaysWhyAndWritesNothing(string? data, string reason)
    {
        if (data is not null)
            await WriteAsync("data.csv", data);

        var (code, output) = await BotProgram.RunAsync(["train", "--data", In("data.csv"), "--output", In("a.model")]);

        Assert.Equal(1, code);
        Assert.Contains(reason, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.False(File.Exists(In("a.model")));
    }

    [Fact]
    public async Task Evaluate_OfAFileThatIsNoModel_NamesIt()
    {
        var data = await WriteAsync("data.csv", Labelled);

        var (code, output) = await BotProgram.RunAsync(["evaluate", "--model", data, "--data", data]);
        var (halfCode, half) = await BotProgram.RunAsync(["evaluate", "--model", data]);

        Assert.Equal((1, 1), (code, halfCode));
        Assert.StartsWith(data + ": ", output, StringComparison.Ordinal);
        Assert.Contains("--model and --data go together", half, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("96")]
    [InlineData("-0.1")]
    [InlineData("most")]
    public async Task Evaluate_WithALeastThatIsNoShare_RefusesNamingIt(string least)
    {
        var (code, output) = await BotProgram.RunAsync(["evaluate", $"--least={least}"]);

        Assert.Equal(1, code);
        Assert.Contains("--least", output.Split("Usage:")[0], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    private static JsonElement Json(string output) => JsonDocument.Parse(
        string.Join('\n', output.Split('\n').Where(line => !line.StartsWith("training ", StringComparison.Ordinal)))).RootElement;

    private string In(string path) => Path.Combine(_folder.FullName, path);

    private async Task<string> WriteAsync(string path, string text)
    {
        await File.WriteAllTextAsync(In(path), text);
        return In(path);
    }
}
