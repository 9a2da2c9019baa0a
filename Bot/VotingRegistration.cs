using CampaignBot.Core.Campaign;
using CampaignBot.Core.Voting;

namespace CampaignBot;

/// <summary>Registers where people vote: the feeds of the content's <c>voting</c> folder.</summary>
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
        return services;
    }

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
