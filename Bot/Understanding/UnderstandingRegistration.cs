using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding.Classification;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.LanguageModels;
using CampaignBot.Training;
using Microsoft.Bot.Builder;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace CampaignBot.Understanding;

/// <summary>Registers what tells the meaning of a message.</summary>
internal static class UnderstandingRegistration
{
    /// <summary>The model and the guard are made or read while the rest of the program starts; they are there before the first message is taken.</summary>
    public static IServiceCollection AddUnderstanding(this IServiceCollection services)
    {
        services.AddOptions<UnderstandingOptions>()
            .BindConfiguration(UnderstandingOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddSingleton<CampaignModel>();
        services.AddSingleton<IRecognizer>(Recognizer);
        services.AddSingleton<CampaignGuard>();
        services.AddHostedService<ModelAtStart>();
        return services;
    }

    /// <summary>The embedded recognizer; with a language model around it where the settings name one for this.</summary>
    private static IRecognizer Recognizer(IServiceProvider provider)
    {
        var embedded = new EmbeddedRecognizer(
            provider.GetRequiredService<CampaignModel>().Ready,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<CampaignContent>().Profile.TimeZone);
        var options = provider.GetRequiredService<IOptions<LanguageModelOptions>>().Value;
        return provider.GetService<IChatClient>() is { } model && options.Use != ModelUse.Never
            ? new LlmRecognizer(
                embedded,
                model,
                provider.GetRequiredService<CampaignContent>(),
                provider.GetRequiredService<Answerer>(),
                options.Use == ModelUse.Always ? double.PositiveInfinity : options.UnsureBelow,
                provider.GetRequiredService<TimeProvider>())
            : embedded;
    }

    private sealed class ModelAtStart(CampaignModel model, CampaignGuard guard) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(model.Ready, guard.Ready).WaitAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
