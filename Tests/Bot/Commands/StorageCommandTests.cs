using CampaignBot.Commands.Playing;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Commands;

/// <summary>The command <c>storage move</c> of the built program, to the stand-in for Cosmos DB and back.</summary>
[Collection(CosmosCollection.Name)]
[RunsOnCosmos]
public sealed class StorageCommandTests(CosmosServer server) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("campaignbot-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [CosmosFact]
    public async Task Move_ToCosmosAndBack_TheConversationGoesOn()
    {
        var cosmos = CosmosServer.Settings(server.NewDatabase())[1..];
        var voter = new Actor("sms", "+15035550142", "one");
        await PlayAsync("first.db", voter, "hola", "no tengo identificacion");

        var (there, thereOutput) = await BotProgram.RunAsync(["storage", "move", "--to", "Cosmos"], [.. cosmos, .. InFile("first.db")]);
        var (again, againOutput) = await BotProgram.RunAsync(["storage", "move", "--to", "Cosmos"], [.. cosmos, .. InFile("first.db")]);
        var (back, backOutput) = await BotProgram.RunAsync(["storage", "move", "--to", "Sqlite"], [.. cosmos, .. InFile("second.db")]);

        Assert.True(there == 0, thereOutput);
        Assert.Contains("the same in both. Set Storage:Provider to Cosmos", thereOutput, StringComparison.Ordinal);
        Assert.Equal(1, again);
        Assert.Contains("With --resume", againOutput, StringComparison.Ordinal);
        Assert.True(back == 0, backOutput);
        Assert.Contains("Siga su boleta", Assert.Single(await PlayAsync("second.db", voter, "como sigo mi boleta")), StringComparison.Ordinal);
    }

    [CosmosFact]
    public async Task Move_WithoutASource_SaysWhichSetting()
    {
        var (code, output) = await BotProgram.RunAsync(["storage", "move", "--to", "Cosmos"], [.. CosmosServer.Settings(server.NewDatabase())[1..], .. InFile("none.db")]);

        Assert.Equal(1, code);
        Assert.Contains("Storage:Sqlite:Path", output, StringComparison.Ordinal);
    }

    private (string Name, string Value)[] InFile(string name) => [("Storage:Sqlite:Path", Path.Combine(_folder.FullName, name))];

    /// <summary>What the bot says to the last line, kept in a file.</summary>
    private async Task<IReadOnlyList<string>> PlayAsync(string file, Actor voter, params string[] lines)
    {
        await using var stage = await Stage.OpenAsync(
            new StoryClock(new DateTimeOffset(2028, 10, 10, 18, 0, 0, TimeSpan.Zero)), [], Path.Combine(_folder.FullName, file), await SampleContent.Shared);
        IReadOnlyList<string> said = [];
        foreach (var line in lines)
        {
            var replies = await stage.PlayAsync(voter.Says(line), $"{file}-{line}");
            voter.Hear(replies);
            said = [.. replies.Where(r => r.Type == "message").Select(r => r.Text ?? "")];
        }
        return said;
    }
}
