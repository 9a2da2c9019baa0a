using CampaignBot.Channels;
using CampaignBot.Core.Calendar;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.People;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Voting;
using CampaignBot.Privacy;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CampaignBot;

/// <summary>Registers where people vote: the feeds of the content's <c>voting</c> folder, and what they plan.</summary>
internal static class VotingRegistration
{
    /// <param name="content">The content folder.</param>
    public static IServiceCollection AddVotingGuide(this IServiceCollection services, string content)
    {
        services.AddSingleton(provider => new VotingGuide(
            cancellationToken => VotingFolder.LoadAsync(content, cancellationToken),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<CampaignContent>().Profile.TimeZone));
        services.AddHostedService<Reading>();
        services.AddSingleton(provider => new HomeMemory(
            provider.GetRequiredService<PersonDirectory>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<CampaignProfile>().TimeZone));
        services.AddSingleton(VotingPlan.Kind);
        services.AddSingleton(CalendarLinks.Kind);
        services.AddSingleton<VotingPlans>();
        services.AddPersonalData<VotingPlans>();
        services.AddSingleton<CalendarLinks>();
        services.AddSingleton<PlanKeeper>();
        services.AddSingleton<RideRequests>();
        services.TryAddSingleton<PublicAddress>();
        services.AddSingleton<CalendarAddress>(provider => name => CalendarAt(provider) is { } root ? new Uri(root, CalendarEndpoint.PathOf(name)) : null);
        return services;
    }

    /// <summary>Where the world reaches the program: as set, or where it listens; null in a terminal.</summary>
    private static Uri? CalendarAt(IServiceProvider provider) =>
        provider.GetRequiredService<PublicAddress>().Configured
        ?? (provider.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } listening
            && Uri.TryCreate(listening.Replace("[::]", "localhost", StringComparison.Ordinal).TrimEnd('/') + "/", UriKind.Absolute, out var address)
            ? address
            : null);

    /// <summary>
    /// Has the feeds read while the program serves already, as a state's takes half a minute. One that can't be used ends the
    /// program, as any other content does.
    /// </summary>
    private sealed class Reading(VotingGuide guide, IHostApplicationLifetime program, ILogger<VotingGuide> log) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            try
            {
                foreach (var feed in await guide.FeedsAsync(stoppingToken))
                    log.LogInformation("Voting feed of {Source}: {Precincts} precincts, {Segments} street segments", feed.Source.Name, feed.Precincts.Count, feed.StreetSegments);
            }
            catch (Exception e) when (e is ContentException or IOException or UnauthorizedAccessException)
            {
                log.LogCritical("{Problem}", e.Message);
                Environment.ExitCode = 1;
                // A program can't be ended in the middle of its start.
                program.ApplicationStarted.Register(program.StopApplication);
            }
        }
    }
}
