using CampaignBot.Core.Privacy;

namespace CampaignBot.Privacy;

/// <summary>Registers what "my data" shows and "delete my data" removes.</summary>
internal static class PrivacyRegistration
{
    /// <summary>Adds a registered store to what is shown and removed.</summary>
    public static IServiceCollection AddPersonalData<T>(this IServiceCollection services)
        where T : class, IPersonalData => services.AddSingleton<IPersonalData>(provider => provider.GetRequiredService<T>());
}
