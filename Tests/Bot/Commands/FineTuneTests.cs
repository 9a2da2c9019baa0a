using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Commands;

/// <summary>The command <c>fine-tune</c> of the built program, against a service that speaks OpenAI's API.</summary>
public sealed class FineTuneTests : IDisposable
{
    private const string Base = "gpt-4o-mini-2024-07-18";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fine-tune-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task FineTune_FromLabelledMessagesToTheNextStart_TeachesWhatIsThenAsked()
    {
        await using var server = await ModelServer.StartAsync();
        server.FineTuning.FilesPendingFor = 2;
        await using var program = await BotProgram.StartAsync(
            ("LanguageModel:Endpoint", server.Endpoint.AbsoluteUri), ("LanguageModel:Key", ModelServer.Key), ("LanguageModel:EmbeddingModel", "text-embedding-3-small"), ("LanguageModel:Use", "Always"));
        await File.WriteAllTextAsync(Path.Combine(program.Data, "data", "settings.json"), """{"Conversation":{"LongPause":"2.00:00:00"}}""");

        var (code, output) = await program.CommandAsync(
            "fine-tune", "--data", await LabelledAsync(), "--base", Base, "--suffix", "measure-4", "--every", "00:00:00.05", "--json");

        Assert.True(code == 0, output);
        Assert.Contains("Step 2/2", output, StringComparison.Ordinal);
        Assert.Equal(1, output.Split("Fine-tuning job started").Length - 1);
        var figures = Json(output);
        var job = Assert.Single(server.FineTuning.Jobs.Values);
        Assert.Equal(("succeeded", Base, "measure-4"), (job.Status, job.Model, job.Suffix));
        Assert.Equal(job.FineTunedModel, figures["recorded"]!.GetValue<string>());
        Assert.Equal(1_234, figures["job"]!["trainedTokens"]!.GetValue<int>());
        Assert.Equal((12, 2), (figures["training"]!["examples"]!.GetValue<int>(), figures["validation"]!["examples"]!.GetValue<int>()));
        Assert.Equal(job.ValidationFile, server.FineTuning.Files.Values.Single(f => f.Name == "fine-tuning.validation.jsonl").Id);

        // The other settings stay, and the next start uses the model.
        var saved = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(program.Data, "data", "settings.json")))!;
        Assert.Equal("2.00:00:00", saved["Conversation"]!["LongPause"]!.GetValue<string>());
        Assert.Equal(0, await program.StopAsync());
        await program.StartAgainAsync();
        var voter = await DirectLineClient.StartAsync(program);
        var said = await voter.SayAsync("call me at 503 555 0142 tomorrow");
        await Poll.UntilAsync(async () => (await voter.AnswersAsync(said)).Count > 0);
        var asked = Assert.Single(server.To("chat/completions"));
        Assert.Equal(job.FineTunedModel, asked.Body!["model"]!.GetValue<string>());

        // What was taught is what is asked, word by word.
        var taught = server.FineTuning.Files.Values.Single(f => f.Name == "fine-tuning.jsonl").Content.TrimEnd('\n').Split('\n').Select(l => JsonNode.Parse(l)!["messages"]!.AsArray()).ToList();
        Assert.All(taught, chat => Assert.Equal(asked.Text("system"), chat[0]!["content"]!.GetValue<string>()));
        var phone = taught.Single(chat => chat[1]!["content"]!.GetValue<string>().Contains("[phone]", StringComparison.Ordinal));
        Assert.Equal(asked.Text("user"), phone[1]!["content"]!.GetValue<string>());
        var answer = JsonNode.Parse(phone[2]!["content"]!.GetValue<string>())!;
        Assert.Equal(("person", "en"), (answer["intent"]!.GetValue<string>(), answer["language"]!.GetValue<string>()));
    }

    [Fact]
    public async Task FineTune_ADryRun_WritesAndChecksAndNeedsNoServer()
    {
        var (code, output) = await BotProgram.RunAsync(["fine-tune", "--output", In("chats.jsonl"), "--dry-run", "--json"]);

        Assert.True(code == 0, output);
        var figures = Json(output);
        var lines = await File.ReadAllLinesAsync(In("chats.jsonl"));
        Assert.Equal(lines.Length, figures["training"]!["examples"]!.GetValue<int>());
        Assert.True(lines.Length > 200);
        Assert.True(figures["training"]!["intents"]!["greeting"]!.GetValue<int>() > 5);
        Assert.Null(figures["job"]);
        Assert.DoesNotContain(output.Split('\n'), l => l.StartsWith("error:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FineTune_AJobThatFails_SaysWhyAndRecordsNothing()
    {
        await using var server = await ModelServer.StartAsync();
        server.FineTuning.FailsWith = "The training data contains harmful content.";

        var (code, output) = await RunAsync(server, "fine-tune", "--data", await LabelledAsync(), "--base", Base, "--output", In("chats.jsonl"), "--every", "00:00:00.05", "--json");

        Assert.Equal(1, code);
        Assert.Equal("The training data contains harmful content.", Json(output)["job"]!["error"]!.GetValue<string>());
        Assert.Null(Json(output)["recorded"]);
    }

    [Fact]
    public async Task FineTune_AJobStartedBefore_CanBeCancelledAndThenFollowedToItsEnd()
    {
        await using var server = await ModelServer.StartAsync();
        server.FineTuning.Jobs["ftjob-7"] = new ModelJob("ftjob-7", Base, "file-1", null, null) { Status = "running" };
        server.FineTuning.IsStuck = true;
        server.NextFaults.Enqueue(ModelFault.Status(503));

        var (cancelled, told) = await RunAsync(server, "fine-tune", "--job", "ftjob-7", "--cancel");
        var (followed, end) = await RunAsync(server, "fine-tune", "--job", "ftjob-7", "--every", "00:00:00.05");
        var (unknown, none) = await RunAsync(server, "fine-tune", "--job", "ftjob-8");

        Assert.True((cancelled, followed, unknown) == (0, 1, 1), told + end + none);
        Assert.Contains("ftjob-7 is cancelled.", told, StringComparison.Ordinal);
        Assert.Contains("ftjob-7 is cancelled.", end, StringComparison.Ordinal);
        Assert.Contains("Could not find fine tune: ftjob-8", none, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FineTune_WithAzure_RecordsTheDeploymentAndSaysToMakeIt()
    {
        await using var server = await ModelServer.StartAsync();
        server.FineTuning.Jobs["ftjob-7"] = new ModelJob("ftjob-7", Base, "file-1", null, null) { Status = "running" };
        (string, string)[] azure = [("LanguageModel:Endpoint", server.AzureEndpoint.AbsoluteUri), ("LanguageModel:Key", ModelServer.Key)];

        var (code, output) = await BotProgram.RunAsync(["fine-tune", "--job", "ftjob-7", "--every", "00:00:00.05", "--deployment", "voters", "--json"], azure);
        var (without, told) = await BotProgram.RunAsync(["fine-tune", "--job", "ftjob-7", "--every", "00:00:00.05"], azure);

        Assert.Equal((0, 0), (code, without));
        Assert.Equal("voters", Json(output)["recorded"]!.GetValue<string>());
        Assert.Contains("Deploy it in Azure, and set LanguageModel:Model", told, StringComparison.Ordinal);
        Assert.True(server.Requests.All(r => r.IsAzure));
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"hi"}]}""", "must end with what the assistant")]
    [InlineData("""{"messages":[{"role":"voter","content":"hi"},{"role":"assistant","content":"hello"}]}""", "\"voter\" is not one of")]
    [InlineData("""{"messages":[{"role":"user","content":" "},{"role":"assistant","content":"hello"}]}""", "a message is empty")]
    [InlineData("""{"messages":[{"role":"user","content":"hi"},{"role":"system","content":"x"},{"role":"assistant","content":"hello"}]}""", "stands first")]
    [InlineData("""{"messages":[{"role":"assistant","content":"hello"}]}""", "nobody asks")]
    [InlineData("""{"prompt":"hi","completion":"hello"}""", "no chat such as")]
    [InlineData("not json", "no chat such as")]
    [InlineData("""{"messages":[{"role":"user","content":"I am at ana@example.org"},{"role":"assistant","content":"hello"}]}""", "left in: email")]
    [InlineData("""{"messages":[{"role":"user","content":"card 4111 1111 1111 1111"},{"role":"assistant","content":"hello"}]}""", "left in: number")]
    public async Task FineTune_ChatsThatCannotBeUsed_AreNotSentAndToldByLine(string line, string message)
    {
        await using var server = await ModelServer.StartAsync();
        var good = Enumerable.Range(0, 12).Select(i => $$$"""{"messages":[{"role":"user","content":"question {{{i}}}"},{"role":"assistant","content":"answer"}]}""");
        var file = await WriteAsync("own.jsonl", string.Join('\n', [.. good, line]));

        var (code, output) = await RunAsync(server, "fine-tune", "--chats", file, "--base", Base);

        Assert.Equal(1, code);
        Assert.Contains($"{file}:13: ", output, StringComparison.Ordinal);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.DoesNotContain("ana@", output, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task FineTune_TooFewOrTornOrUnknownLabels_AreRefusedWithTheReason()
    {
        var few = await WriteAsync("few.csv", "text,intent\nhello,greeting\nbye,goodbye\nbye,goodbye\n");
        var torn = await WriteAsync("torn.csv", "text,intent\nhello,greeting\nHello!,goodbye\n");
        var unknown = await WriteAsync("unknown.csv", "text,intent\nhello,saludo\n");

        var (fewCode, fewOutput) = await BotProgram.RunAsync(["fine-tune", "--data", few, "--dry-run", "-o", In("few.jsonl")]);
        var (tornCode, tornOutput) = await BotProgram.RunAsync(["fine-tune", "--data", torn, "--dry-run", "-o", In("torn.jsonl")]);
        var (unknownCode, unknownOutput) = await BotProgram.RunAsync(["fine-tune", "--data", unknown, "--dry-run", "-o", In("unknown.jsonl")]);

        Assert.Equal((1, 1, 1), (fewCode, tornCode, unknownCode));
        Assert.Contains("there are 2 examples; at least 10", fewOutput, StringComparison.Ordinal);
        Assert.Contains("1 messages have more than one intent", tornOutput, StringComparison.Ordinal);
        Assert.Contains("none of the campaign's: saludo", unknownOutput, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LanguageModel:Endpoint", "", "LanguageModel:Endpoint is not set")]
    [InlineData("LanguageModel:Key", "sk-wrong-key", "Incorrect API key provided")]
    [InlineData("LanguageModel:UseEntraId", "true", "exclude each other")]
    public async Task FineTune_WithoutAWayToTheServer_SaysWhatIsMissing(string name, string value, string message)
    {
        await using var server = await ModelServer.StartAsync();

        var (code, output) = await RunAsync(server, (name, value), "fine-tune", "--data", await LabelledAsync(), "--base", Base, "-o", In("chats.jsonl"));

        Assert.Equal(1, code);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-wrong-key", output, StringComparison.Ordinal);
    }

    private Task<string> LabelledAsync() => WriteAsync(
        "labelled.csv",
        """
        text,intent,language,split
        hello,greeting,en,train
        hola,greeting,es,train
        good day to you,greeting,en,train
        bye for now,goodbye,en,train
        hasta pronto,goodbye,es,train
        thank you so much,thanks,en,train
        mil gracias,thanks,es,train
        call me at 503 555 0142 tomorrow,person,en,train
        i want a human,person,en,train
        where do i vote,none,en,train
        a qué hora cierran las casillas,none,es,train
        what is measure 4,none,en,train
        Hello!,greeting,en,train
        hi there friend,greeting,en,val
        gracias por todo,thanks,es,val
        good bye,goodbye,en,test
        """);

    private Task<(int ExitCode, string Output)> RunAsync(ModelServer server, params string[] arguments) => RunAsync(server, ("LanguageModel:Model", "gpt-4.1-mini"), arguments);

    private static Task<(int ExitCode, string Output)> RunAsync(ModelServer server, (string Name, string Value) more, params string[] arguments)
    {
        var settings = new Dictionary<string, string> { ["LanguageModel:Endpoint"] = server.Endpoint.AbsoluteUri, ["LanguageModel:Key"] = ModelServer.Key, [more.Name] = more.Value };
        return BotProgram.RunAsync(arguments, [.. settings.Select(s => (s.Key, s.Value))]);
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private async Task<string> WriteAsync(string name, string text)
    {
        await File.WriteAllTextAsync(In(name), text);
        return In(name);
    }

    /// <summary>The JSON that the notes go before.</summary>
    private static JsonNode Json(string output)
    {
        var start = output.IndexOf("\n{\n", StringComparison.Ordinal);
        return JsonNode.Parse(output[(start < 0 ? output.IndexOf('{', StringComparison.Ordinal) : start)..(output.LastIndexOf('}') + 1)]) ?? throw new JsonException();
    }
}
