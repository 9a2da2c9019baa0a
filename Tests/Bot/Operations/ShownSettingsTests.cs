using CampaignBot.Operations;
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
}
