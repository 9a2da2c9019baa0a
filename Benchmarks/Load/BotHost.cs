using System.Diagnostics;
using CampaignBot.Core.Campaign;
using CampaignBot.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Benchmarks.Load;

/// <summary>
/// The program under load, in a process of its own so that its memory and processor time are its alone: the real one,
/// with a page that tells them, and an echo in place of the campaign's bot where that is asked for.
/// </summary>
internal static class BotHost
{
    /// <summary>Where the page is that tells what the process used so far.</summary>
    public const string UsagePath = "/benchmark/usage";

    public static Task<int> RunAsync(bool echo, string[] settings) => Startup.RunAsync(async () =>
    {
        var app = await CampaignBot.Program.MakeAsync(settings, services =>
        {
            if (echo)
                services.AddSingleton<Turns.BotFactory>((_, _) => new EchoBot());
        });
        app.MapGet(UsagePath, () => new Usage(GC.GetTotalAllocatedBytes(precise: true), Process.GetCurrentProcess().TotalProcessorTime.Ticks));
        return app;
    });

    /// <summary>What a process used since it started.</summary>
    internal sealed record Usage(long AllocatedBytes, long ProcessorTicks);

    private sealed class EchoBot : ActivityHandler
    {
        protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
            turnContext.SendActivityAsync(MessageFactory.Text($"You said: {turnContext.Activity.Text}"), cancellationToken);
    }
}
