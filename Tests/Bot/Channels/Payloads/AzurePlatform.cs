using System.Net.Http.Headers;
using CampaignBot.Channels.AzureBotService;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Channels.Payloads;

/// <summary>The Bot Framework's channel service, as Teams and every other channel of Azure Bot Service come by it.</summary>
internal sealed class AzurePlatform(BotFrameworkService microsoft) : IPlatform
{
    public string ChannelId => AzureBotServiceChannel.Id;

    public Task<IReadOnlyDictionary<string, string>> BeginAsync(HttpClient client) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string> { ["serviceUrl"] = BotFrameworkService.TeamsServiceUrl });

    public void Sign(HttpRequestMessage request, byte[] body, string signature, IReadOnlyDictionary<string, string> words)
    {
        var token = signature switch
        {
            "right" => microsoft.ChannelToken(),
            "wrong" => microsoft.ChannelToken(t => t.Key = new TokenKey("channel-1")),
            "expired" => microsoft.ChannelToken(t => (t.NotBefore, t.Expires) = (t.NotBefore!.Value.AddHours(-3), t.Expires!.Value.AddHours(-3))),
            "another bot's" => microsoft.ChannelToken(t => t.Audience = Guid.NewGuid().ToString()),
            "missing" => null,
            _ => throw new InvalidDataException($"There is no signature '{signature}'."),
        };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }
}
