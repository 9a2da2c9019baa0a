using CampaignBot.Channels.Sms;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Events;
using CampaignBot.Core.Feedback;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Knowledge.Generation;
using CampaignBot.Core.People;
using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs;
using CampaignBot.Dialogs.Consent;
using CampaignBot.Dialogs.Pace;
using CampaignBot.Dialogs.Replies;
using CampaignBot.Dialogs.Wording;
using CampaignBot.LanguageModels;
using CampaignBot.Privacy;
using CampaignBot.Turns;
using CampaignBot.Understanding;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace CampaignBot;

/// <summary>Registers the campaign's bot itself: what it says, and what it keeps of people, events, and what people say about messages and answers.</summary>
internal static class CampaignRegistration
{
    /// <param name="content">What the campaign says, read from its folder.</param>
    public static IServiceCollection AddCampaign(this IServiceCollection services, CampaignContent content)
    {
        services.AddSingleton(content);
        services.AddSingleton(content.Profile);
        services.AddSingleton(CampaignEvent.Kind);
        services.AddPeople();
        services.AddSingleton<MaySend>(provider => (reply, since, cancellationToken) =>
            MaySendAsync(provider.GetRequiredService<ConsentLedger>(), reply, since, cancellationToken));
        services.AddSingleton<ReadOn>(language => Words.Say(Phrase.ReadOn, language));
        services.AddSingleton(LanguageDetector.Of(content));
        services.AddSingleton<IMiddleware, NormalizeMentionsMiddleware>();
        services.AddSingleton<IMiddleware, ConsentMiddleware>();
        services.AddSingleton<IMiddleware>(provider => new PaceMiddleware(
            provider.GetRequiredService<IOptions<ConversationOptions>>().Value.MessagesPerMinute,
            provider.GetRequiredService<LanguageDetector>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddOptions<ConversationOptions>()
            .BindConfiguration(ConversationOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConversationOptions>, ConversationOptionsValidation>();
        services.AddSingleton(provider => new Answerer(content, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => RootDialogParts.For(
            content,
            provider.GetRequiredService<CampaignGuard>().Ready,
            provider.GetRequiredService<IRecognizer>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Answerer>()) with
        {
            LongPause = provider.GetRequiredService<IOptions<ConversationOptions>>().Value.LongPause,
            Conversations = [.. provider.GetServices<Dialogs.Conversations.Conversation>()],
            People = provider.GetRequiredService<PersonDirectory>(),
            Writer = Writer(provider),
            Search = provider.GetService<HybridSearch>(),
        });
        services.AddSingleton<BotFactory>(provider =>
        {
            var (parts, feedback) = (provider.GetRequiredService<RootDialogParts>(), provider.GetRequiredService<FeedbackLedger>());
            return (conversation, _) => new CampaignActivityHandler(parts, feedback, conversation);
        });
        return services;
    }

    /// <summary>Writes answers with the language model, where the settings want it.</summary>
    private static AnswerWriter? Writer(IServiceProvider provider) =>
        provider.GetService<IChatClient>() is { } model && provider.GetRequiredService<IOptions<LanguageModelOptions>>().Value.GenerateAnswers
            ? new AnswerWriter(
                new AnswerGenerator(model, provider.GetRequiredService<CampaignContent>()),
                provider.GetRequiredService<CampaignContent>(),
                provider.GetRequiredService<Answerer>(),
                provider.GetRequiredService<TimeProvider>())
            : null;

    // What was waiting when the person opted out is dropped; what answers that very message, and what came after, is not.
    private static async Task<bool> MaySendAsync(ConsentLedger ledger, Activity reply, DateTimeOffset since, CancellationToken cancellationToken) =>
        reply is not { ChannelId: { } channel, Recipient.Id: { Length: > 0 } address }
        || await ledger.LatestAsync(channel, address, exceptActId: reply.ReplyToId, cancellationToken: cancellationToken)
            is not { Act: ConsentAct.OptOut, At: var at }
        || at < since;
}
