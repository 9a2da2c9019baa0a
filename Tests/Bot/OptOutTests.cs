using CampaignBot.Core.Consent;
using CampaignBot.Storage;
using CampaignBot.Tests.Bot.Turns;
using CampaignBot.Tests.Support;
using CampaignBot.Turns;
using CampaignBot.Understanding;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CampaignBot.Tests.Bot;

/// <summary>"Nothing is sent after STOP", on the campaign's own bot and turns with a channel that is in trouble.</summary>
public sealed class OptOutTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("optout-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Replies_StillWaitingWhenThePersonOptsOut_AreDropped()
    {
        var (tries, isDown) = (0, true);
        var clock = new ManualTimeProvider();
        var channel = new TestChannel
        {
            Answer = _ => Interlocked.Increment(ref tries) > 0 && Volatile.Read(ref isDown) ? new SendOutcome.RetryLater() : new SendOutcome.Delivered(),
        };
        var builder = new HostApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Sqlite:Path"] = Path.Combine(_folder.FullName, "bot.db") });
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddCampaign(await SampleContent.Loaded);
        builder.Services.AddUnderstanding();
        builder.Services.AddSqliteDocuments();
        builder.Services.AddTurns();
        builder.Services.AddKeyedSingleton<IChannelSender>("test", channel);
        using var host = builder.Build();
        await host.StartAsync();
        var inbox = host.Services.GetRequiredService<Inbox>();

        await inbox.AcceptAsync(TurnRuntime.Message("where do i vote"), "1", CancellationToken.None);
        await Poll.UntilAsync(() => Task.FromResult(Volatile.Read(ref tries) > 0));
        clock.Advance(TimeSpan.FromMilliseconds(10));
        await inbox.AcceptAsync(TurnRuntime.Message("STOP"), "2", CancellationToken.None);
        var ledger = host.Services.GetRequiredService<ConsentLedger>();
        await Poll.UntilAsync(async () => await ledger.LatestAsync("test", "ana") is not null);
        Volatile.Write(ref isDown, false);
        await Poll.UntilAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            return Task.FromResult(channel.Sent.Any(a => a.Type == ActivityTypes.Event));
        });
        await host.StopAsync();

        Assert.Equal(["message", "event"], channel.Sent.Select(a => a.Type));
        Assert.StartsWith("Done: you'll get no more messages", channel.Sent.First().Text, StringComparison.Ordinal);
    }
}
