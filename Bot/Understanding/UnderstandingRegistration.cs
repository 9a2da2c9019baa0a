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
    /// <summary>The model and the guard are read while the rest of the program starts, or trained when it has; a message that comes before waits for them.</summary>
    public static IServiceCollection AddUnderstanding(this IServiceCollection services)
    {
        services.AddOptions<UnderstandingOptions>()
            .BindConfiguration(UnderstandingOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddSingleton<KeptModels>();
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

    /// <summary>Has both made. A model of the settings that can't be used refuses the start, a training that fails ends the program.</summary>
    private sealed class ModelAtStart(CampaignModel model, CampaignGuard guard, IOptions<UnderstandingOptions> options, IHostApplicationLifetime program, ILogger<CampaignModel> log)
        : BackgroundService
    {
        public override async Task StartAsync(CancellationToken cancellationToken)
        {
            if (options.Value.Model is { Length: > 0 })
                await model.Ready.WaitAsync(cancellationToken);
            await base.StartAsync(cancellationToken);
        }

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            try
            {
                await Task.WhenAll(model.Ready, guard.Ready).WaitAsync(stoppingToken);
            }
            catch (ArgumentException e)
            {
                log.LogCritical("The content's examples can't be learnt: {Problem}", e.Message);
                Environment.ExitCode = 1;
                program.StopApplication();
            }
        }
    }
}
