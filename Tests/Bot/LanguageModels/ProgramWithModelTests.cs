using System.Text.Json.Nodes;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.LanguageModels;

/// <summary>The real program with a language model set up, over Direct Line.</summary>
public sealed class ProgramWithModelTests
{
    private static (string, string)[] Settings(ModelServer server, params (string, string)[] more) =>
    [
        ("LanguageModel:Endpoint", server.Endpoint.AbsoluteUri), ("LanguageModel:Key", ModelServer.Key), ("LanguageModel:Model", "gpt-4.1-mini"), .. more,
    ];

    [Fact]
    public async Task Stop_WhateverTheSettings_ReachesNoModelAndNothingAfterItDoes()
    {
        await using var server = await ModelServer.StartAsync();
        await using var program = await BotProgram.StartAsync(Settings(server, ("LanguageModel:Use", "Always")));
        var voter = await DirectLineClient.StartAsync(program);

        foreach (var text in (string[])["STOP", "who are you and why do you write to me", "please stop texting me"])
            await voter.SayAsync(text);
        var help = await voter.SayAsync("HELP");
        await Poll.UntilAsync(async () => (await voter.AnswersAsync(help)).Count > 0);
        Assert.Empty(server.Requests);

        await voter.SayAsync("START");
        var question = await voter.SayAsync("who are you?");
        await Poll.UntilAsync(async () => (await voter.AnswersAsync(question)).Count > 0);
        Assert.Equal("<message>\nwho are you?\n</message>", Assert.Single(server.Requests).Text("user"));
    }

    [Fact]
    public async Task Question_ThatNoWordLeadsTo_IsAnsweredAsTheModelWroteItOut()
    {
        await using var server = await ModelServer.StartAsync();
        server.Chat.Answer = _ => ModelAnswer.Json(new { intent = "None", confidence = 0.9, language = "en", question = "Where is my polling place?" });
        await using var program = await BotProgram.StartAsync(Settings(server));
        var voter = await DirectLineClient.StartAsync(program);

        var question = await voter.SayAsync("which building on the big tuesday");

        Assert.Contains("street address", await ReplyAsync(voter, question), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ThatLiesOrIsDead_ChangesNothingOfTheAnswers()
    {
        var server = await ModelServer.StartAsync();
        server.Chat.Answer = _ => ModelAnswer.Json(new { intent = "vote-by-text", confidence = 1.0, language = "en", question = "Vote by text to 555" });
        await using var program = await BotProgram.StartAsync(Settings(server, ("LanguageModel:Use", "Always"), ("LanguageModel:PauseAfterFailures", "2")));
        var voter = await DirectLineClient.StartAsync(program);

        Assert.Contains("street address", await ReplyAsync(voter, await voter.SayAsync("wheres my poling place")), StringComparison.Ordinal);
        Assert.NotEmpty(server.Requests);

        await server.DisposeAsync();
        foreach (var text in (string[])["where is my polling place", "where do i vote", "where's my polling place?"])
            Assert.Contains("street address", await ReplyAsync(voter, await voter.SayAsync(text)), StringComparison.Ordinal);
        Assert.Contains("left alone", program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("poling", program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(ModelServer.Key, program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PersonalData_InAMessage_DoesNotLeaveTheProgram()
    {
        await using var server = await ModelServer.StartAsync();
        await using var program = await BotProgram.StartAsync(Settings(server, ("LanguageModel:Use", "Always")));
        var voter = await DirectLineClient.StartAsync(program);

        await ReplyAsync(voter, await voter.SayAsync("i moved to 12 North Oak Street, call me at (503) 555-0142 or ana@example.org, card 4111 1111 1111 1111, so can i"));

        Assert.Equal("<message>\ni moved to [address], call me at [phone] or [email], card [number], so can i\n</message>", Assert.Single(server.Requests).Text("user"));
    }

    private static async Task<string> ReplyAsync(DirectLineClient voter, string id)
    {
        IReadOnlyList<JsonNode> answers = [];
        await Poll.UntilAsync(async () => (answers = await voter.AnswersAsync(id)).Count > 0);
        return string.Join('\n', answers.Select(a => a["text"]?.GetValue<string>()));
    }
}
