using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot;

/// <summary>How the program starts, and what it says when it can't.</summary>
public sealed class StartupTests
{
    [Fact]
    public async Task Program_WithoutAnySetting_IsReadyAndSaysWhereAndWhatIsOn()
    {
        await using var program = await BotProgram.StartAsync();

        Assert.Contains("is ready.", program.Output, StringComparison.Ordinal);
        Assert.Contains(program.Address.AbsoluteUri.TrimEnd('/'), program.Output, StringComparison.Ordinal);
        Assert.Matches("on +Web", program.Output);
        foreach (var (channel, path) in ((string, string)[])[("Teams", "api/messages"), ("Facebook Messenger", "api/facebook"), ("SMS", "api/sms"), ("SMS", "api/sms/status")])
        {
            Assert.Matches($"off +{channel}", program.Output);
            using var response = await program.Http.PostAsync(new Uri(program.Address, path), null);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
        }
        Assert.Equal("Healthy", await program.Http.GetStringAsync(new Uri(program.Address, "health/live")));
        foreach (var file in Directory.GetFiles(Path.Combine(program.Data, "data")))
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), file);
        using var page = await program.Http.GetAsync(program.Address);
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DirectLine:Secret", "too short")]
    [InlineData("DirectLine:SigningKey", "not base64!")]
    [InlineData("DirectLine:PreviousSigningKey", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("DirectLine:AllowedOrigins:0", "https://example.org/path")]
    [InlineData("DirectLine:TokenLifetime", "00:00:00")]
    [InlineData("DirectLine:TokenLifetime", "soon")]
    [InlineData("DirectLine:MaxUploadBytes", "5000000")]
    [InlineData("DirectLine:UploadTypes:0", "text/html")]
    [InlineData("DirectLine:Limits:RequestsPerMinute", "0")]
    [InlineData("DirectLine:AlowedOrigins:0", "https://example.org")]
    [InlineData("TrustedProxies:0", "somewhere")]
    [InlineData("PublicUrl", "chat.example.org")]
    [InlineData("Storage:Sqlite:Path", "/proc/nowhere/bot.db")]
    [InlineData("Conversation:LongPause", "00:00:01")]
    [InlineData("Understanding:Model", "no/such/file.model")]
    [InlineData("Understanding:Modell", "data/intents.model")]
    [InlineData("Turns:Deadline", "00:00:00")]
    [InlineData("Turns:Dedline", "00:00:30")]
    [InlineData("Storage:Sqlite:Pth", "data/other.db")]
    [InlineData("Conversation:LongPaus", "1.00:00:00")]
    [InlineData("LanguageModel:Key", "sk-a-key-without-a-server")]
    [InlineData("LanguageModel:Model", "gpt-4.1-mini")]
    [InlineData("LanguageModel:Endpoint", "somewhere")]
    [InlineData("LanguageModel:Endpoint", "https://api.openai.com/v1")]
    [InlineData("LanguageModel:Deadline", "00:05:00")]
    [InlineData("LanguageModel:UnsureBelow", "1.5")]
    [InlineData("LanguageModel:Tokens", "5")]
    [InlineData("Conversation:MessagesPerMinute", "-1")]
    [InlineData("Operations:OtlpEndpoint", "collector:4317")]
    [InlineData("Operations:TraceShare", "2")]
    [InlineData("Operations:RequestsPerMinute", "0")]
    [InlineData("Operations:JsonLog", "true")]
    [InlineData("Facebook:PageId", "a page without a number or a secret")]
    [InlineData("Sms:AccountSid", "an account without a token")]
    [InlineData("MicrosoftAppPassword", "a password without an app")]
    public async Task Program_WithASettingItCantUse_RefusesToStartNamingIt(string name, string value)
    {
        var (exitCode, output) = await BotProgram.RunAsync(["--Urls=http://127.0.0.1:0"], (name, value));

        Assert.Equal(1, exitCode);
        Assert.Contains(name == "MicrosoftAppPassword" ? "MicrosoftAppId" : name.Split(':')[^1].Length == 1 ? name.Split(':')[^2] : name.Split(':')[^1], output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        if (name.Contains("Secret", StringComparison.Ordinal) || name.Contains("Key", StringComparison.Ordinal) || name.Contains("Password", StringComparison.Ordinal))
            Assert.DoesNotContain(value, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_WithBrokenContent_RefusesToStartByFileAndLine()
    {
        var folder = Directory.CreateTempSubdirectory("content-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "campaign.yaml"), "languages: [en]\nname: {en: A\n");

            var (exitCode, output) = await BotProgram.RunAsync(["--Urls=http://127.0.0.1:0"], ("Content:Folder", folder.FullName));
            var (checkCode, checkOutput) = await BotProgram.RunAsync(["check", folder.FullName]);

            Assert.Equal((1, 1), (exitCode, checkCode));
            Assert.Matches(@"campaign\.yaml:\d+: ", output);
            Assert.Matches(@"campaign\.yaml:\d+: ", checkOutput);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Program_WithATrainedModel_UsesItWhereItFits()
    {
        var folder = Directory.CreateTempSubdirectory("model-");
        try
        {
            string[] names = ["content", "few", "foreign"];
            var models = Array.ConvertAll(names, name => Path.Combine(folder.FullName, name + ".model"));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "few.csv"), "text,intent\nhi,greeting\nhello,greeting\nbye,goodbye\nsee you,goodbye\n");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "foreign.csv"), "text,intent\nhi,greeting\nhello,greeting\nbook a flight,book_flight\nfly me,book_flight\n");
            await BotProgram.RunAsync(["train", "-o", models[0]]);
            await BotProgram.RunAsync(["train", "--data", Path.Combine(folder.FullName, "few.csv"), "-o", models[1]]);
            await BotProgram.RunAsync(["train", "--data", Path.Combine(folder.FullName, "foreign.csv"), "-o", models[2]]);

            await using var fits = await BotProgram.StartAsync(("Understanding:Model", models[0]));
            await using var fitsLittle = await BotProgram.StartAsync(("Understanding:Model", models[1]));
            var (refused, why) = await BotProgram.RunAsync(["--Urls=http://127.0.0.1:0"], ("Understanding:Model", models[2]));

            Assert.DoesNotContain("Understanding:Model:", fits.Output, StringComparison.Ordinal);
            Assert.Contains("Understanding:Model: the model in " + models[1] + " understands only", fitsLittle.Output, StringComparison.Ordinal);
            Assert.Equal(1, refused);
            Assert.Contains("Understanding:Model: " + models[2] + " can't be used: it knows intents that the bot has no reply to: book_flight", why, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Program_WithAnAddressThatIsNone_SaysSo()
    {
        var (exitCode, output) = await BotProgram.RunAsync(["--Urls=nonsense"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("Invalid url: 'nonsense'", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_OnATakenPort_SaysSo()
    {
        await using var program = await BotProgram.StartAsync();

        var (exitCode, output) = await BotProgram.RunAsync([$"--Urls={program.Address}"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("in use", output, StringComparison.Ordinal);
        Assert.Contains("the setting Urls", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }
}
