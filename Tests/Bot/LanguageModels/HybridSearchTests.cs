using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;
using CampaignBot.LanguageModels;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.LanguageModels;

/// <summary>Answers found by meaning: the sample content, the program's own generator, and a stand-in server that knows what words mean.</summary>
public sealed class HybridSearchTests
{
    /// <summary>Shares no word with the content, and means what "which polling place do i go to" does, as the server has it.</summary>
    private const string Question = "wo findet denn die wahl statt bitte";

    [Fact]
    public async Task Question_ThatSharesNoWord_IsFoundByItsMeaning()
    {
        await using var setup = await StartAsync();
        var (answerer, search) = await SearchAsync(setup);
        Assert.IsType<Answer.Unknown>(answerer.Ask(Question, "en"));
        Assert.Empty(setup.Server.Requests);

        answerer.UseVectors(await VectorsAsync(setup));

        // Given, or offered where the chance is less than voting needs: that is the model's affair.
        var entry = await search.AskAsync(Question, Question, "en", default) switch
        {
            Answer.Found found => found.Entry,
            Answer.WhichOne { Entries: [var only] } => only,
            _ => null,
        };
        Assert.Equal("voting/where-to-vote", entry?.Id);
        Assert.Equal([Question], setup.Server.Requests.Last().Body!["input"]!.AsArray().Select(i => i!.GetValue<string>()));
    }

    [Theory]
    [InlineData("what is the capital of france")]
    [InlineData("sdfkjh qwoeiru zxmcnb")]
    [InlineData("recommend me a good pizza")]
    public async Task Question_OfSomethingElse_IsNotAnsweredForBeingNearest(string question)
    {
        await using var setup = await StartAsync();
        var (answerer, search) = await SearchAsync(setup);
        var byWords = answerer.Ask(question, "en");
        answerer.UseVectors(await VectorsAsync(setup));

        Assert.Equal(byWords.GetType(), (await search.AskAsync(question, question, "en", default)).GetType());
    }

    [Fact]
    public async Task Question_ThatWordsAnswer_IsNotSent()
    {
        await using var setup = await StartAsync();
        var (answerer, search) = await SearchAsync(setup);
        answerer.UseVectors(await VectorsAsync(setup));
        var before = setup.Server.Requests.Count;

        Assert.IsType<Answer.Found>(await search.AskAsync("where do I vote", "where do I vote", "en", default));
        Assert.IsType<Answer.Elsewhere>(await search.AskAsync("how do I vote in Texas", "how do I vote in Texas", "en", default));

        Assert.Equal(before, setup.Server.Requests.Count);
    }

    [Fact]
    public async Task Server_ThatIsDead_LeavesWhatTheWordsSay()
    {
        await using var setup = await StartAsync();
        var (answerer, search) = await SearchAsync(setup);
        answerer.UseVectors(await VectorsAsync(setup));
        setup.Server.Fault = ModelFault.Malformed;

        Assert.IsType<Answer.Unknown>(await search.AskAsync(Question, Question, "en", default));
        Assert.IsType<Answer.Found>(await search.AskAsync("where is my poling place", "where is my poling place", "en", default));
    }

    [Fact]
    public async Task Vectors_AfterARestart_AreNotAskedForAgain()
    {
        await using var setup = await StartAsync();
        var first = await VectorsAsync(setup);
        var sent = setup.Server.Requests.Count;
        Assert.True(sent > 10);

        await setup.RestartAsync();
        var again = await VectorsAsync(setup);

        Assert.Equal(sent, setup.Server.Requests.Count);
        Assert.Equal(first.Count, again.Count);
        Assert.All(first, v => Assert.Equal(v.Value.ToArray(), again[v.Key].ToArray()));
    }

    [Fact]
    public async Task Vectors_WhenTheModelFailsHalfway_AreGoneOnWith()
    {
        await using var setup = await StartAsync();
        setup.Server.NextFaults.Enqueue(ModelFault.Status(400));
        await Assert.ThrowsAsync<CampaignBot.Core.Understanding.ModelUnavailableException>(() => VectorsAsync(setup));
        var texts = HybridSearch.TextsOf(await SampleContent.Loaded);

        await VectorsAsync(setup);

        var asked = setup.Server.Requests.Skip(1).SelectMany(r => r.Body!["input"]!.AsArray()).Select(i => i!.GetValue<string>()).ToList();
        Assert.Equal(texts.Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Program_WithAnEmbeddingModel_AnswersByWordsAtOnceAndByMeaningSoon()
    {
        await using var server = await ModelServer.StartAsync();
        Teach(server);
        (string, string)[] settings = [("LanguageModel:Endpoint", server.Endpoint.AbsoluteUri), ("LanguageModel:Key", ModelServer.Key), ("LanguageModel:EmbeddingModel", "text-embedding-3-small")];
        await using var program = await BotProgram.StartAsync(settings);
        await Poll.UntilAsync(() => program.Output.Contains("found by meaning", StringComparison.Ordinal));
        var voter = await DirectLineClient.StartAsync(program);

        Assert.Matches("street address|Where to vote", await ReplyAsync(voter, Question));

        server.Fault = ModelFault.Status(500);
        Assert.Contains("street address", await ReplyAsync(voter, "where is my poling place"), StringComparison.Ordinal);
        await program.StopAsync();
        var asked = server.Requests.Count;
        server.Fault = null;
        await program.StartAgainAsync();
        await Poll.UntilAsync(() => program.Output.Split("found by meaning").Length == 3);
        Assert.Equal(asked, server.Requests.Count);
    }

    private static async Task<string> ReplyAsync(DirectLineClient voter, string text)
    {
        var id = await voter.SayAsync(text);
        var replies = await voter.AnswersAsync(id);
        await Poll.UntilAsync(async () => (replies = await voter.AnswersAsync(id)).Count > 0);
        return string.Join('\n', replies.Select(r => r.ToJsonString()));
    }

    private static async Task<ModelSetup> StartAsync()
    {
        var setup = await ModelSetup.StartAsync();
        Teach(setup.Server);
        return setup;
    }

    private static void Teach(ModelServer server)
    {
        foreach (var (word, meaning) in (ReadOnlySpan<(string, string)>)[("wo", "which"), ("findet", "polling"), ("denn", "place"), ("die", "do"), ("wahl", "i"), ("statt", "go"), ("bitte", "to")])
            server.Embeddings.Meanings[word] = meaning;
    }

    private static async Task<(Answerer Answerer, HybridSearch Search)> SearchAsync(ModelSetup setup)
    {
        CampaignContent content = await SampleContent.Loaded;
        var answerer = new Answerer(content, setup.Clock);
        return (answerer, new HybridSearch(setup.Embeddings, answerer));
    }

    private static async Task<IReadOnlyDictionary<string, ReadOnlyMemory<float>>> VectorsAsync(ModelSetup setup) =>
        await new StoredVectors(setup.Embeddings, setup.Store, setup.Options, setup.Clock).OfAsync(HybridSearch.TextsOf(await SampleContent.Loaded), default);
}
