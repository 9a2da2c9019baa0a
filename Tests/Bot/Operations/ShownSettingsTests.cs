using CampaignBot.Operations;
using CampaignBot.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace CampaignBot.Tests.Bot.Operations;

public sealed class ShownSettingsTests
{
    [Fact]
    public void Settings_ThatDiffer_AreShownWithTheirSecretsHidden()
    {
        Dictionary<string, string?> file = new() { ["Sms:AuthToken"] = "", ["DirectLine:TokenLifetime"] = "00:30:00", ["LanguageModel:Key"] = "", ["LanguageModel:Endpoint"] = "", ["Turns:Deadline"] = "00:01:00", ["PublicUrl"] = "" };
        Dictionary<string, string?> set = new()
        {
            ["Sms:AuthToken"] = "the-twilio-token",
            ["DirectLine:TokenLifetime"] = "00:10:00",
            ["DirectLine:SigningKey"] = "c2lnbmluZw==",
            ["LanguageModel:Key"] = "sk-secret",
            ["LanguageModel:Endpoint"] = "https://me:passw@models.example/v1?sig=abc",
            ["Turns:Deadline"] = "00:01:00",
            ["PublicUrl"] = "https://chat.example.org",
            ["HOME"] = "/home/me",
            ["AWS_SECRET_ACCESS_KEY"] = "not ours",
        };
        var settings = new ConfigurationBuilder().AddInMemoryCollection(file).AddInMemoryCollection(set).Build();

        Assert.Equal(
            [
                "DirectLine:SigningKey = ********",
                "DirectLine:TokenLifetime = 00:10:00",
                "LanguageModel:Endpoint = https://********@models.example/v1",
                "LanguageModel:Key = ********",
                "PublicUrl = https://chat.example.org",
                "Sms:AuthToken = ********",
            ],
            ShownSettings.Of(settings, new ConfigurationBuilder().AddInMemoryCollection([.. file, new("DirectLine:SigningKey", "")]).Build()));
    }

    [Fact]
    public void Settings_OfTheFile_AreHiddenWhereTheyAreSecretAndShownWhereNot()
    {
        var file = new ConfigurationBuilder().AddJsonFile(Path.Combine(BotProgram.RepositoryRoot(), "appsettings.json")).Build();
        var settings = new ConfigurationBuilder().AddConfiguration(file).AddInMemoryCollection(file.AsEnumerable().Where(s => s.Value is not null).Select(s => new KeyValuePair<string, string?>(s.Key, "set"))).Build();

        var shown = ShownSettings.Of(settings, file).ToList();

        Assert.True(shown.Count > 80);
        Assert.Equal(
            [
                "AzureBotService:CertificatePassword", "DirectLine:PreviousSigningKey", "DirectLine:Secret", "DirectLine:SigningKey", "Facebook:AppSecret", "Facebook:PageAccessToken",
                "Facebook:VerifyToken", "GoogleCivic:Key", "LanguageModel:Key", "MicrosoftAppPassword", "Sms:AuthToken", "Storage:Cosmos:Key",
            ],
            shown.Where(s => s.EndsWith(" = ********", StringComparison.Ordinal)).Select(s => s.Split(' ')[0]));
    }

    [Theory]
    [InlineData("AccountEndpoint=https://a.documents.azure.com:443/;AccountKey=c2VjcmV0;")]
    [InlineData("Server=db;Password=hidden1")]
    public void Setting_WithASecretInside_IsHidden(string value)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Cosmos:Endpoint"] = value }).Build();

        Assert.Equal("Storage:Cosmos:Endpoint = ********", Assert.Single(ShownSettings.Of(settings, new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Cosmos:Endpoint"] = "" }).Build())));
    }
}
