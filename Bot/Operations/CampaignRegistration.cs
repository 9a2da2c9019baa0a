using CampaignBot.Core.Campaign;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Feedback;
using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs;
using CampaignBot.Dialogs.Consent;
using CampaignBot.Turns;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace CampaignBot.Operations;

/// <summary>Registers the campaign's bot: what it says, what it remembers of people, and who answers.</summary>
public static class CampaignRegistration
{
    /// <summary>Adds the bot that speaks for this content, with the words that stop it heard before all else.</summary>
    public static IServiceCollection AddCampaign(this IServiceCollection services, CampaignContent content)
    {
        services.AddSingleton(content);
        services.AddSingleton(ConsentLedger.Kind);
        services.AddSingleton(FeedbackLedger.Kind);
        services.AddSingleton<ConsentLedger>();
        services.AddSingleton<FeedbackLedger>();
        services.AddSingleton(LanguageDetector.Of(content));
        services.AddSingleton<IMiddleware, ConsentMiddleware>();
        services.AddSingleton(provider => RootDialogParts.For(content, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<BotFactory>(provider => (conversationState, _) => new CampaignActivityHandler(
            provider.GetRequiredService<RootDialogParts>(), provider.GetRequiredService<FeedbackLedger>(), conversationState));
        return services;
    }
}
