using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CampaignBot.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace CampaignBot.Tests.Deployment;

/// <summary>The templates of <c>deployment/azure</c>, compiled and linted by Bicep's own compiler (a package of the tests).</summary>
public sealed partial class BicepTests
{
    private static readonly string Folder = Path.Combine(BotProgram.RepositoryRoot(), "deployment", "azure");

    [BicepFact]
    public async Task Templates_Compiled_HaveNoErrorAndNoWarning()
    {
        var (code, template, complaints) = await BicepAsync("build", "main.bicep", "--stdout");

        Assert.Equal("", complaints);
        Assert.Equal(0, code);
        var parameters = JsonNode.Parse(template)!["parameters"]!.AsObject();
        Assert.Equal("secureObject", parameters["secrets"]!["type"]!.GetValue<string>());
        // Whatever is called a secret or a token is one to Azure as well, and so stands in no log of deployments.
        Assert.All(
            parameters.Where(p => p.Key.Contains("Token", StringComparison.Ordinal) || p.Key.EndsWith("Secret", StringComparison.Ordinal)),
            p => Assert.Equal("securestring", p.Value!["type"]!.GetValue<string>()));
    }

    [BicepTheory]
    [InlineData("small")]
    [InlineData("large")]
    public async Task Parameters_OfEachSize_FitTheTemplate(string size)
    {
        var (code, output, complaints) = await BicepAsync("build-params", $"{size}.bicepparam", "--stdout");

        Assert.Equal("", complaints);
        Assert.Equal(0, code);
        Assert.Contains("example.azurecr.io/campaignbot:1.0.0", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Roles_GivenToTheBot_AreTheLeastThereAre()
    {
        var roles = Directory.GetFiles(Folder, "*.bicep")
            .SelectMany(f => RoleId().Matches(File.ReadAllText(f)).Select(m => m.Value))
            .ToHashSet(StringComparer.Ordinal);

        // AcrPull, Key Vault Secrets User, Cognitive Services OpenAI User, Cosmos DB Built-in Data Contributor.
        Assert.Equal(
            new HashSet<string>(["7f951dda-4ed3-4680-a7ca-43fe172d538d", "4633458b-17de-408a-b874-0445c86b69e6", "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd", "00000000-0000-0000-0000-000000000002"], StringComparer.Ordinal),
            roles);
    }

    [Fact]
    public void Settings_OfTheTemplates_AreSettingsOfTheProgram()
    {
        var program = new ConfigurationBuilder().AddJsonFile(Path.Combine(BotProgram.RepositoryRoot(), "appsettings.json")).Build();
        var named = Directory.GetFiles(Folder, "*.bicep*")
            .SelectMany(f => SettingName().Matches(File.ReadAllText(f)).Select(m => m.Groups["name"].Value))
            .Concat(Directory.GetFiles(Folder, "*.bicepparam").SelectMany(f => SecretName().Matches(File.ReadAllText(f)).Select(m => m.Groups["name"].Value)))
            .Select(n => ListIndex().Replace(n.Replace("__", ":", StringComparison.Ordinal).Replace("--", ":", StringComparison.Ordinal), ""))
            .Distinct(StringComparer.Ordinal)
            .ToList();

        Assert.Contains("DirectLine:AllowedOrigins", named);
        Assert.Contains("Sms:AuthToken", named);
        // An empty list of the file is there too, as an empty value.
        Assert.All(named, n => Assert.True(program.GetSection(n).Exists() || program.AsEnumerable().Any(s => s.Key == n), $"{n} is no setting of appsettings.json"));
    }

    private static async Task<(int Code, string Output, string Errors)> BicepAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(BicepCompiler.Path!, arguments) { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CAMPAIGNBOT_IMAGE"] = "example.azurecr.io/campaignbot:1.0.0";
        using var compiler = Process.Start(start)!;
        var output = compiler.StandardOutput.ReadToEndAsync();
        var errors = compiler.StandardError.ReadToEndAsync();
        await compiler.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return (compiler.ExitCode, await output, await errors);
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex RoleId();

    [GeneratedRegex(@"^\s+(?<name>[A-Z]\w*?__\w+|Urls|PublicUrl|MicrosoftApp\w+):", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex SettingName();

    [GeneratedRegex("'(?<name>[A-Z][A-Za-z]*--[A-Za-z-]+)'", RegexOptions.NonBacktracking)]
    private static partial Regex SecretName();

    [GeneratedRegex(@":\d+$", RegexOptions.NonBacktracking)]
    private static partial Regex ListIndex();
}

/// <summary>Where the compiler is, which the build took from the package registry.</summary>
internal static class BicepCompiler
{
    public static string? Path { get; } = typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => a.Key == "Bicep")?.Value is { Length: > 0 } path && File.Exists(path) ? path : null;

    public static string? WhyNot { get; } = Path is null ? "Bicep's compiler is a package for Linux on x64 only." : null;
}

/// <summary>A test with Bicep's compiler; skipped where there is none for the machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute() => Skip = BicepCompiler.WhyNot;
}

/// <summary>Tests with Bicep's compiler; skipped where there is none for the machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BicepTheoryAttribute : TheoryAttribute
{
    public BicepTheoryAttribute() => Skip = BicepCompiler.WhyNot;
}
