using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace CampaignBot.Tests;

/// <summary>The rules of the house (ARCHITECTURE.md, "What holds"), checked over assemblies and sources.</summary>
public partial class ArchitectureTests
{
    private static readonly string[] Rooms = ["BotFramework", "Core", "Dialogs", "Bot", "Training"];

    [Theory]
    [InlineData("CampaignBot.Core", "CampaignBot.BotFramework", "Microsoft.AspNetCore", "Microsoft.Data.Sqlite", "Microsoft.Azure.Cosmos", "OpenAI")]
    [InlineData("CampaignBot.BotFramework", "CampaignBot.Core", "Microsoft.Data.Sqlite")]
    [InlineData("CampaignBot.Dialogs", "Microsoft.AspNetCore", "Microsoft.Data.Sqlite", "Microsoft.Azure.Cosmos", "OpenAI")]
    [InlineData("CampaignBot.Training", "Microsoft.AspNetCore", "Microsoft.Data.Sqlite", "Microsoft.Azure.Cosmos")]
    public void Room_ByItsAssembly_ReferencesOnlyWhatItMay(string room, params string[] forbidden)
    {
        var references = Assembly.Load(room).GetReferencedAssemblies().Select(a => a.Name!);

        Assert.DoesNotContain(references, r => Array.Exists(forbidden, f => r.StartsWith(f, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Bot/Turns", "CampaignBot.Channels", "CampaignBot.Staff", "CampaignBot.Outreach", "CampaignBot.Storage")]
    [InlineData("Bot/Storage", "CampaignBot.Channels", "CampaignBot.Turns")]
    [InlineData("Bot/Commands", "Sqlite", "Cosmos")]
    [InlineData("Bot/Channels", "CampaignBot.Storage", "CampaignBot.Dialogs")]
    [InlineData("Bot/Channels/DirectLine", "CampaignBot.Channels.AzureBotService", "CampaignBot.Channels.Facebook", "CampaignBot.Channels.Sms")]
    [InlineData("Bot/Channels/AzureBotService", "CampaignBot.Channels.DirectLine", "CampaignBot.Channels.Facebook", "CampaignBot.Channels.Sms")]
    [InlineData("Bot/Channels/Facebook", "CampaignBot.Channels.DirectLine", "CampaignBot.Channels.Sms", "CampaignBot.Channels.AzureBotService")]
    [InlineData("Bot/Channels/Sms", "CampaignBot.Channels.DirectLine", "CampaignBot.Channels.Facebook", "CampaignBot.Channels.AzureBotService")]
    [InlineData("Dialogs", "CampaignBot.Channels", "CampaignBot.Turns", "CampaignBot.Storage", "Microsoft.Bot.Connector.ConnectorClient")]
    public void Folder_ByItsSources_NamesOnlyWhatItMay(string folder, params string[] forbidden)
    {
        var sources = Sources(folder).ToList();
        var offences = sources.SelectMany(
            file => forbidden.Where(f => File.ReadAllText(file).Contains(f, StringComparison.Ordinal)),
            (file, name) => $"{Path.GetRelativePath(Root, file)} names {name}");

        Assert.NotEmpty(sources);
        Assert.Empty(offences);
    }

    [Fact]
    public void Folders_InEveryRoom_AreNamedForSubjects()
    {
        string[] noSubject = ["common", "util", "utils", "utilities", "helper", "helpers", "manager", "managers", "misc", "models", "services", "shared"];

        var offences = Rooms.Append("Tests").Append("Benchmarks")
            .SelectMany(room => Directory.EnumerateDirectories(Path.Combine(Root, room), "*", SearchOption.AllDirectories))
            .Where(d => !GeneratedFolder().IsMatch(d) && noSubject.Contains(Path.GetFileName(d), StringComparer.OrdinalIgnoreCase));

        Assert.Empty(offences);
    }

    [Fact]
    public void Sources_InEveryRoom_SwitchNoWarningOffWithoutAReason()
    {
        var offences = Rooms.Append("Tests").Append("Benchmarks").SelectMany(Sources)
            .SelectMany(file => File.ReadLines(file).Select((line, i) => (file, line, number: i + 1)))
            .Where(l => l.line.Contains("#pragma warning " + "disable", StringComparison.Ordinal) && !l.line.Contains("//", StringComparison.Ordinal))
            .Select(l => $"{Path.GetRelativePath(Root, l.file)}:{l.number}");

        Assert.Empty(offences);
    }

    private static string Root { get; } = FindRoot();

    private static string FindRoot([CallerFilePath] string thisFile = "") =>
        Path.GetDirectoryName(Path.GetDirectoryName(thisFile))!;

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories).Where(f => !GeneratedFolder().IsMatch(f));

    [GeneratedRegex(@"[\\/](bin|obj|node_modules)([\\/]|$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GeneratedFolder();
}
