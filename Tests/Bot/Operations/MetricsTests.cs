using System.Text.RegularExpressions;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Operations;

/// <summary>What the operators' page says of metrics, held against the sources.</summary>
public sealed partial class MetricsTests
{
    [Fact]
    public void Page_ForOperators_NamesEveryMetricAndNoOther()
    {
        var root = BotProgram.RepositoryRoot();
        var made = new[] { "Bot", "Core", "Dialogs", "Training" }
            .SelectMany(room => Directory.EnumerateFiles(Path.Combine(root, room), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => Made().Matches(File.ReadAllText(f)).Select(m => m.Groups["name"].Value))
            .ToHashSet(StringComparer.Ordinal);
        var named = File.ReadLines(Path.Combine(root, "deployment", "README.md")).Where(l => l.StartsWith('|')).SelectMany(l => Named().Matches(l)).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);

        Assert.True(made.Count > 15);
        Assert.Equal(made.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\.Create(Counter|Histogram|UpDownCounter|Observable\w+)<\w+>\(\s*""(?<name>campaignbot\.[a-z._]+)""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Made();

    [GeneratedRegex(@"campaignbot\.[a-z]+(\.[a-z_]+)*", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Named();
}
