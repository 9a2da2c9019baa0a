using CampaignBot.Channels;
using CampaignBot.Core.Campaign;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace CampaignBot.Operations;

/// <summary>How the program starts and ends, as whoever started it sees it.</summary>
public static class Startup
{
    /// <summary>
    /// Runs what <paramref name="make"/> makes until it is told to stop, having printed where it is reached. What keeps it
    /// from starting and can be put right (settings, content, a taken port) is printed by name, without a stack.
    /// </summary>
    /// <returns>The exit code: 0, or 1 where it did not start or had to end itself.</returns>
    public static Task<int> RunAsync(Func<Task<WebApplication>> make) => ExplainedAsync(async () =>
    {
        await using var app = await make();
        await app.StartAsync(CancellationToken.None);
        Print(app, Console.Out);
        await app.WaitForShutdownAsync(CancellationToken.None);
        return Environment.ExitCode;
    });

    /// <summary>Does some work with the program's settings; what can be put right is printed by name, without a stack.</summary>
    /// <returns>The work's exit code, or 1 where it failed for such a reason.</returns>
    internal static async Task<int> ExplainedAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (Explain(e) is { } reasons)
        {
            foreach (var reason in reasons)
                await Console.Error.WriteLineAsync(reason);
            return 1;
        }
    }

    private static IEnumerable<string>? Explain(Exception exception) => exception switch
    {
        OptionsValidationException e => e.Failures.Prepend("The settings can't be used:"),
        ContentException e => [e.Message],
        IOException { InnerException: AddressInUseException } e =>
            [e.Message, "Another program listens there. Stop it, or choose another address by the setting Urls: --Urls=http://localhost:4000"],
        IOException e => [e.Message],
        InvalidDataException e => ["The settings can't be used:", e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message],
        FormatException e => ["The settings can't be used:", e.Message],
        InvalidOperationException e => ["The settings can't be used:", e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message],
        AggregateException e => e.InnerExceptions.Select(Explain).Aggregate((all, next) => all is null || next is null ? null : all.Concat(next)),
        _ => null,
    };

    private static void Print(WebApplication app, TextWriter output)
    {
        var name = app.Services.GetRequiredService<CampaignContent>().Profile;
        output.WriteLine($"{name.Name[name.Languages[0]]} is ready.");
        foreach (var address in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            output.WriteLine($"  {address.Replace("[::]", "localhost", StringComparison.Ordinal)}");
        foreach (var channel in app.Services.GetServices<ChannelState>())
            output.WriteLine($"  {(channel.IsOn ? "on " : "off")}  {channel.Name}: {channel.Note}");
        if (!app.Environment.IsProduction())
            output.WriteLine($"  Environment: {app.Environment.EnvironmentName}");
        var file = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true).Build();
        foreach (var setting in ShownSettings.Of(app.Configuration, file))
            output.WriteLine($"  {setting}");
    }
}
