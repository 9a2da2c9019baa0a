using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CampaignBot.Channels.DirectLine;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Channels.Payloads;

/// <summary>A client of Direct Line, with a conversation of its own in each case.</summary>
internal sealed class DirectLinePlatform : IPlatform
{
    public string ChannelId => DirectLineChannel.Id;

    public async Task<IReadOnlyDictionary<string, string>> BeginAsync(HttpClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        var (mine, others) = (await ConversationAsync(client), await ConversationAsync(client));
        return new Dictionary<string, string> { ["conversation"] = (string)mine["conversationId"]!, ["token"] = (string)mine["token"]!, ["other"] = (string)others["token"]! };
    }

    public void Sign(HttpRequestMessage request, byte[] body, string signature, IReadOnlyDictionary<string, string> words)
    {
        var token = signature switch
        {
            "right" => words["token"],
            "another conversation's" => words["other"],
            "wrong" => words["token"][..^4] + "AAAA",
            "missing" => null,
            _ => throw new InvalidDataException($"There is no signature '{signature}'."),
        };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private static async Task<JsonNode> ConversationAsync(HttpClient client)
    {
        var generated = await PostAsync("tokens/generate", BotProgram.Secret);
        await PostAsync("conversations", (string)generated["token"]!);
        return generated;

        async Task<JsonNode> PostAsync(string path, string bearer)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/{DirectLineChannel.Path}/{path}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            using var response = await client.SendAsync(request, CancellationToken.None);
            response.EnsureSuccessStatusCode();
            return (await response.Content.ReadFromJsonAsync<JsonNode>(CancellationToken.None))!;
        }
    }
}
