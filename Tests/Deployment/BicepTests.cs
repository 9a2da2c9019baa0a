using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CampaignBot.Channels;
using CampaignBot.Core.Documents;
using CampaignBot.Storage.Cosmos;
using CampaignBot.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

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

    [BicepTheory]
    [InlineData("small", false)]
    [InlineData("small", true)]
    [InlineData("large", false)]
    [InlineData("large", true)]
    public async Task Settings_OfEachSize_AreTakenByTheProgram(string size, bool withChannels)
    {
        Dictionary<string, string> channels = new()
        {
            ["CAMPAIGNBOT_SITE"] = "https://example.org", ["TWILIO_ACCOUNT_SID"] = "AC0123456789abcdef0123456789abcdef",
            ["TWILIO_MESSAGING_SERVICE_SID"] = "MG0123456789abcdef0123456789abcdef", ["FACEBOOK_PAGE_ID"] = "1234567890",
        };
        var (_, built, _) = await BicepAsync(withChannels ? channels : [], "build-params", $"{size}.bicepparam", "--stdout");
        var parameters = JsonNode.Parse(JsonNode.Parse(built)!["parametersJson"]!.GetValue<string>())!["parameters"]!;
        var settings = parameters["settings"]!["value"]!.AsObject().Select(s => (s.Key.Replace("__", ":", StringComparison.Ordinal), s.Value!.GetValue<string>()))
            .Concat(parameters["secretNames"]!["value"]!.AsArray().Select(s => (s!.GetValue<string>().Replace("--", ":", StringComparison.Ordinal), "a-secret")))
            // What main.bicep and app.bicep add, with outputs of the modules as they come out.
            .Concat(SettingValue().Matches(await File.ReadAllTextAsync(Path.Combine(Folder, "main.bicep")) + await File.ReadAllTextAsync(Path.Combine(Folder, "app.bicep")))
                .Select(m => (m.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal), Output(m.Groups["value"].Value))))
            .Where(s => s.Item2.Length > 0 && !s.Item1.StartsWith("LanguageModel:", StringComparison.Ordinal))
            .ToList();
        Assert.Contains(settings, s => s.Item1 == "Storage:Cosmos:UseEntraId");
        Assert.Equal(withChannels, settings.Exists(s => s.Item1 == "Sms:AuthToken"));

        await using var program = await Program.MakeAsync(["--environment=Production", "--Logging:LogLevel:Default=None", .. settings.Select(s => $"--{s.Item1}={s.Item2}")]);
        program.Services.GetRequiredService<IStartupValidator>().Validate();

        Assert.IsType<CosmosDocumentStore>(program.Services.GetRequiredService<IDocumentStore>());
        Assert.Equal(withChannels ? 4 : 2, program.Services.GetServices<ChannelState>().Count(c => c.IsOn));
    }

    /// <summary>A value in a template: of a text what it says, of an output something like what comes out.</summary>
    private static string Output(string value) => value switch
    {
        ['\'', .. var text, '\''] => text.Replace("${port}", "8080", StringComparison.Ordinal),
        _ when value.Contains("endpoint", StringComparison.Ordinal) => "https://alderfalls.documents.azure.com:443/",
        _ when value.Contains("publicUrl", StringComparison.Ordinal) => "https://alderfalls.westus2.azurecontainerapps.io",
        _ when value.Contains("database", StringComparison.Ordinal) => "campaignbot",
        _ => "8a4b0a1e-2c54-4f0e-9c5e-0123456789ab",
    };

    private static Task<(int Code, string Output, string Errors)> BicepAsync(params string[] arguments) => BicepAsync([], arguments);

    private static async Task<(int Code, string Output, string Errors)> BicepAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(BicepCompiler.Path!, arguments) { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["CAMPAIGNBOT_IMAGE"] = "example.azurecr.io/campaignbot:1.0.0";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
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

    [GeneratedRegex(@"^\s+(?<name>[A-Z]\w*?__\w+|Urls|PublicUrl|MicrosoftApp\w+): (?<value>.+)$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex SettingValue();

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
