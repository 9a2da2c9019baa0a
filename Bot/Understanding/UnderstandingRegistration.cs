using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding.Classification;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Training;
using Microsoft.Bot.Builder;
using Microsoft.Extensions.Options;

namespace CampaignBot.Understanding;

/// <summary>Registers what tells the meaning of a message.</summary>
internal static class UnderstandingRegistration
{
    /// <summary>The model is made or read while the rest of the program starts; it is there before the first message is taken.</summary>
    public static IServiceCollection AddUnderstanding(this IServiceCollection services)
    {
        services.AddOptions<UnderstandingOptions>()
            .BindConfiguration(UnderstandingOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddSingleton<CampaignModel>();
        services.AddSingleton<IRecognizer>(provider => new EmbeddedRecognizer(provider.GetRequiredService<CampaignModel>().Ready));
        services.AddHostedService<ModelAtStart>();
        return services;
    }

    private sealed class ModelAtStart(CampaignModel model) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => model.Ready.WaitAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
