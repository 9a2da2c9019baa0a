using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CampaignBot.Core.Documents;
using CampaignBot.Storage.Cosmos;
using CampaignBot.Tests.Bot.Turns;
using CampaignBot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampaignBot.Tests.Bot.Storage;

/// <summary>The whole program over Cosmos DB: how it shows who it is, and what it says while the account can't be reached.</summary>
[Collection(CosmosCollection.Name)]
public sealed class CosmosProgramTests(CosmosServer server)
{
    [CosmosFact]
    public async Task Program_WithAManagedIdentity_ShowsItsTokenAndNoKey()
    {
        var database = server.NewDatabase();
        using (var store = new CosmosDocumentStore(database, new DocumentKinds(), TimeProvider.System))
            await store.OpenAsync();
        await using var identity = await IdentityEndpoint.StartAsync();

        await using var program = await BotProgram.StartAsync(
        [
            .. identity.Environment, ("AZURE_CLIENT_ID", "the-bots-client-id"),
            ("Storage:Provider", "Cosmos"), ("Storage:Cosmos:Endpoint", database.Endpoint!), ("Storage:Cosmos:UseEntraId", "true"),
            ("Storage:Cosmos:Database", database.Database), ("Storage:Cosmos:Mode", "Gateway"),
        ]);

        var client = await DirectLineClient.StartAsync(program);
        Assert.NotEmpty(await client.AnswersAsync(await client.SayAsync("do i need id to vote")));
        Assert.Equal($"type=aad&ver=1.0&sig={IdentityEndpoint.Token}", await server.AuthorizationAsync());
        Assert.All(identity.Asked, asked => Assert.Equal("the-bots-client-id", asked.ClientId));
        Assert.DoesNotContain(IdentityEndpoint.Token, program.Output, StringComparison.Ordinal);
    }

    [CosmosFact]
    public async Task Account_OutOfReachForAWhile_IsSaidByHealthAndNothingIsTakenThatCouldBeLost()
    {
        var database = server.NewDatabase();
        await using var line = new CutProxy(new Uri(database.Endpoint!));
        database.Endpoint = line.Address.AbsoluteUri;
        var log = new LogLines();
        await using var app = await Program.MakeAsync(
            ["--Urls=http://127.0.0.1:0", $"--DirectLine:Secret={BotProgram.Secret}", "--Storage:Cosmos:Timeout=00:00:05", .. CosmosServer.Settings(database).Select(s => $"--{s.Name}={s.Value}")],
            services => services.AddLogging(logging => logging.ClearProviders().AddProvider(log)));
        await app.StartAsync(CancellationToken.None);
#pragma warning disable RS0030 // A caller from outside shares nothing with the bot.
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
#pragma warning restore RS0030
        var (_, generated) = await DirectLineClient.SendAsync(http, HttpMethod.Post, DirectLineClient.Endpoint(http.BaseAddress, "tokens/generate"), BotProgram.Secret);
        var client = new DirectLineClient(http.BaseAddress, http, generated["token"]!.GetValue<string>(), generated["conversationId"]!.GetValue<string>());
        await client.SendAsync(HttpMethod.Post, "conversations");
        await client.AnswersAsync(await client.SayAsync("hello"));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync(http, "health/ready"));

        line.Cut();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await AskAsync(http, "health/ready"));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync(http, "health/live"));
        using (var message = new HttpRequestMessage(HttpMethod.Post, DirectLineClient.Endpoint(http.BaseAddress, $"conversations/{client.ConversationId}/activities")))
        {
            message.Headers.Authorization = new("Bearer", client.Token);
            message.Content = JsonContent.Create(new JsonObject { ["type"] = "message", ["text"] = "quetzalcoatl", ["from"] = new JsonObject { ["id"] = "anyone" } });
            using var refused = await http.SendAsync(message, CancellationToken.None);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        }

        line.Mend();
        await Poll.UntilAsync(async () => (await AskAsync(http, "health/ready")).Status == HttpStatusCode.OK);
        Assert.NotEmpty(await client.AnswersAsync(await client.SayAsync("do i need id to vote")));
        await app.StopAsync(CancellationToken.None);
        Assert.Contains(log.Lines, l => l.Contains("Cosmos DB", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, l => l.Contains("quetzal", StringComparison.Ordinal) || l.Contains(client.ConversationId, StringComparison.Ordinal));
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
