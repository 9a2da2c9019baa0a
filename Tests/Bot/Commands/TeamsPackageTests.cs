using System.IO.Compression;
using System.Text.Json.Nodes;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Commands;

/// <summary>The command <c>channels teams</c> of the built program, its package held against Microsoft's own schemas.</summary>
public sealed class TeamsPackageTests : IDisposable
{
    private const string AppId = "3f1c8f0e-2f0b-4b6e-9a53-0c1d2e3f4a5b";

    private readonly string _folder = Directory.CreateTempSubdirectory("teams-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [ChannelClientFact]
    public async Task Package_OfTheSampleCampaign_IsOneThatTeamsTakes()
    {
        var zip = Path.Combine(_folder, "alderfalls.zip");
        var (code, output) = await BotProgram.RunAsync(
            ["channels", "teams", "--app-id", AppId, "--out", zip, "--package-version", "1.2.0", "--privacy", "https://yesonmeasure4.example/privacy"],
            ("PublicUrl", "https://chat.yesonmeasure4.example"));
        Assert.True(code == 0, output);
        await ZipFile.ExtractToDirectoryAsync(zip, _folder);
        using var validator = new NodeClient(Requires.ChannelClients, "manifest.mjs", Path.Combine(_folder, "manifest.json"), Path.Combine(_folder, "es.json"));
        await validator.WaitAsync(() => validator.Told.Count == 2 ? validator : null);

        Assert.Equal(["MicrosoftTeams.schema.json", "MicrosoftTeams.Localization.schema.json"], validator.Told.Select(t => t["checked"]!.GetValue<string>()));
        Assert.Empty(validator.Told.SelectMany(t => t["wrong"]!.AsArray()).Select(w => w!.GetValue<string>()));
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "manifest.json")))!;
        Assert.Equal("1.2.0", manifest["version"]!.GetValue<string>());
        Assert.Equal("chat.yesonmeasure4.example", manifest["validDomains"]![0]!.GetValue<string>());
        Assert.Equal("Talking points", manifest["bots"]![0]!["commandLists"]![0]!["commands"]![0]!["title"]!.GetValue<string>());
        var spanish = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "es.json")))!;
        Assert.Equal("Qué decir", spanish["bots[0].commandLists[0].commands[0].title"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("--app-id, or the setting MicrosoftAppId")]
    [InlineData("'12' is no app id", "--app-id", "12")]
    [InlineData("'2' is no version such as 1.2.0", "--app-id", AppId, "--package-version", "2")]
    [InlineData("--terms: 'our terms' is no address", "--app-id", AppId, "--terms", "our terms")]
    public async Task Package_WithoutWhatItNeeds_IsNotMadeAndSaysWhatIsMissing(string reason, params string[] arguments)
    {
        var zip = Path.Combine(_folder, "none.zip");
        var (code, output) = await BotProgram.RunAsync(["channels", "teams", "--out", zip, .. arguments]);

        Assert.Equal(1, code);
        Assert.Contains(reason, output, StringComparison.Ordinal);
        Assert.False(File.Exists(zip));
    }
}
