using System.Net;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Operations;

/// <summary>What the program tells of itself by OpenTelemetry, as a collector receives it.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Telemetry_OfAConversation_HasStagesAndFiguresAndNothingPersonal()
    {
        await using var collector = await Collector.StartAsync();
        await using var program = await BotProgram.StartAsync(
            ("Operations:OtlpEndpoint", collector.Address), ("Operations:OtlpProtocol", "HttpProtobuf"));
        var client = await DirectLineClient.StartAsync(program);
        await client.AnswersAsync(await client.SayAsync("quetzalcoatl lives at 12 Zebra Lane, 555 010 7788"));
        var (_, stream) = await client.SendAsync(HttpMethod.Get, $"conversations/{client.ConversationId}?watermark=");
        using (var socket = await DirectLineClient.ConnectAsync(stream))
            Assert.NotNull(await DirectLineClient.ReceiveAsync(socket));
        var address = program.Address.AbsoluteUri;
        await program.StopAsync();

        var (traces, metrics) = (collector.All("traces"), collector.All("metrics"));
        Assert.Contains("campaignbot", traces, StringComparison.Ordinal);
        foreach (var span in new[] { "turn", "reading", "answering", "committing", "delivering", "Microsoft.AspNetCore", "answered" })
            Assert.Contains(span, traces, StringComparison.Ordinal);
        foreach (var metric in new[] { "campaignbot.turns", "campaignbot.turn.stage.duration", "campaignbot.replies.waiting", "http.server.request.duration", "dotnet.gc.collections" })
            Assert.Contains(metric, metrics, StringComparison.Ordinal);
        foreach (var secret in new[] { "quetzal", "Zebra", "010 7788", "0107788", "eyJ", client.ConversationId, "url.path", "url.query", "user_agent", "client.address", address })
        {
            Assert.DoesNotContain(secret, traces, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, metrics, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Telemetry_WithTheEnvironmentsEndpointGone_LetsTheBotServe()
    {
        await using var program = await BotProgram.StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"));
        var client = await DirectLineClient.StartAsync(program);

        Assert.NotEmpty(await client.AnswersAsync(await client.SayAsync("hello")));
        using var ready = await program.Http.GetAsync(new Uri(program.Address, "health/ready"));
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }
}
