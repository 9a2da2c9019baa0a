using CampaignBot.Core.Voting;
using Microsoft.Extensions.Options;

namespace CampaignBot.Voting;

/// <summary>Registers Google's Civic Information API, where there is a key for it.</summary>
internal static class GoogleCivicRegistration
{
    public static IServiceCollection AddGoogleCivic(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GoogleCivicOptions>().BindConfiguration(GoogleCivicOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GoogleCivicOptions>, Validation>();
        // What isn't configured is not in the container, so that whoever asks for it sees that there is none.
        if (string.IsNullOrEmpty(configuration.GetSection(GoogleCivicOptions.Section)[nameof(GoogleCivicOptions.Key)]))
            return services;
        // The factory's own log lines would hold the request's address, and in it somebody's.
        services.AddHttpClient(GoogleCivic.Client, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.AddSingleton<CivicMetrics>();
        services.AddSingleton<IVoterInfoService, GoogleCivic>();
        return services;
    }

    private sealed class Validation : IValidateOptions<GoogleCivicOptions>
    {
        public ValidateOptionsResult Validate(string? name, GoogleCivicOptions options) =>
            options.Errors().ToList() is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }
}
