using System.Text.RegularExpressions;
using CampaignBot.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace CampaignBot.Tests.Deployment;

/// <summary>What can be told of the Dockerfile and the workflows without Docker and without GitHub.</summary>
public sealed partial class ImageTests
{
    private static readonly string Root = BotProgram.RepositoryRoot();
    private static readonly string[] Dockerfile = File.ReadAllLines(Path.Combine(Root, "deployment", "Dockerfile"));

    [Fact]
    public void Image_Run_IsNotRootAndHasNoShell()
    {
        Assert.Contains("USER $APP_UID", Dockerfile);
        // Chiseled images have neither a shell nor a package manager; "extra" ones have ICU, which Spanish dates need.
        Assert.EndsWith("-chiseled-extra", Dockerfile.Last(l => l.StartsWith("FROM ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal("ENTRYPOINT [\"dotnet\", \"/app/CampaignBot.dll\"]", Dockerfile[^1]);
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "CampaignBot.dll")));
    }

    [Fact]
    public void Image_Base_IsOfTheFrameworkThatTheProgramIsBuiltFor()
    {
        var version = $"{Environment.Version.Major}.{Environment.Version.Minor}";

        Assert.All(Dockerfile.Where(l => l.StartsWith("FROM ", StringComparison.Ordinal)), l => Assert.Contains($":{version}", l, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("test.yml")]
    [InlineData("deploy.yml")]
    public void Workflow_Read_NamesOnlyFilesThereAreAndMayDoLittle(string name)
    {
        var text = File.ReadAllText(Path.Combine(Root, ".github", "workflows", name));
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        var workflow = (YamlMappingNode)yaml.Documents[0].RootNode;

        Assert.Equal("read", ((YamlMappingNode)workflow["permissions"])["contents"].ToString());
        Assert.All(((YamlMappingNode)workflow["jobs"]).Children.Values, job => Assert.True(((YamlMappingNode)job).Children.ContainsKey("timeout-minutes")));
        var files = RepositoryFile().Matches(text).Select(m => m.Value.Replace("${{ inputs.size }}", "small", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.True(File.Exists(Path.Combine(Root, f)), f));
    }

    [GeneratedRegex(@"deployment/[\w/]*(\$\{\{ inputs\.size \}\})?[\w.]+|global\.json", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex RepositoryFile();
}
