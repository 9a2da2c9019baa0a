using CampaignBot.Channels.AzureBotService;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Channels.AzureBotService;

/// <summary>What the package for Teams says of icons that Teams would refuse.</summary>
public sealed class TeamsIconTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("icons-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Icon_OfTheWrongSize_IsRefusedWithItsSize()
    {
        var icons = Path.Combine(BotProgram.RepositoryRoot(), "content", "teams");
        File.Copy(Path.Combine(icons, "outline.png"), Path.Combine(_folder, "color.png"));

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(WriteAsync);

        Assert.EndsWith("color.png is 32 by 32 pixels; Teams takes 192 by 192.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Icon_ThatIsNone_IsRefused()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "color.png"), "<svg xmlns='http://www.w3.org/2000/svg'/>");

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(WriteAsync);

        Assert.EndsWith("color.png is no PNG.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Icon_ThatIsMissing_IsNamedWithTheSizeItNeeds()
    {
        var refusal = await Assert.ThrowsAsync<InvalidDataException>(WriteAsync);

        Assert.EndsWith("color.png is missing: Teams needs an icon of 192 by 192 pixels.", refusal.Message, StringComparison.Ordinal);
    }

    private async Task WriteAsync()
    {
        var content = await SampleContent.Loaded;
        var package = new TeamsPackage(content, Guid.Empty, _ => []) { Version = new Version(1, 0, 0), Privacy = content.Profile.Office.Web, Terms = content.Profile.Office.Web };
        await package.WriteAsync(Stream.Null, _folder, CancellationToken.None);
    }
}
