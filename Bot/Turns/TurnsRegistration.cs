using CampaignBot.Core.Documents;
using CampaignBot.Core.Privacy;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace CampaignBot.Turns;

/// <summary>Registers the turns.</summary>
public static class TurnsRegistration
{
    /// <summary>
    /// Adds <see cref="Inbox"/>, <see cref="Transcript"/> and what runs turns behind them (<see cref="TurnOptions"/>). To be
    /// registered besides: an <see cref="IDocumentStore"/>, a <see cref="BotFactory"/>, an <see cref="IChannelSender"/> per
    /// channel, any <see cref="IMiddleware"/> in the order they are to run, and an <see cref="Apology"/> where the one
    /// here won't do, and a <see cref="MaySend"/> where replies may become unwanted.
    /// </summary>
    public static IServiceCollection AddTurns(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<TurnOptions>().BindConfiguration(TurnOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TurnOptions>, TurnOptionsValidation>();
        services.AddOptions<TurnOptions>().PostConfigure<IDocumentStore>((turns, documents) =>
        {
            turns.TakeOverAfter ??= documents.IsShared ? TurnOptions.SharedTakeOverAfter : TimeSpan.Zero;
            turns.TranscriptPoll ??= documents.IsShared ? TurnOptions.SharedTranscriptPoll : TimeSpan.Zero;
        });
        // Requests under way end first; what they began goes on meanwhile, so both together take little longer than the turns may.
        // The setting alone, as the host asks before it starts, and all options together open the store.
        services.AddOptions<HostOptions>().Configure<IConfiguration>((host, configuration) => host.ShutdownTimeout =
            configuration.GetValue($"{TurnOptions.Section}:{nameof(TurnOptions.StopWithin)}", new TurnOptions().StopWithin) + TimeSpan.FromSeconds(5));
        services.AddSingleton(Lease.Kind);
        services.AddSingleton(InboxItem.Kind);
        services.AddSingleton(ConversationRecord.Kind);
        services.AddSingleton(Transcript.Kind);
        services.AddSingleton(UnsentReplies.Kind);
        services.TryAddSingleton<Apology>(Apologize);
        services.TryAddSingleton<MaySend>((_, _, _) => Task.FromResult(true));
        services.AddSingleton<TurnMetrics>();
        services.AddSingleton<Work>();
        services.AddSingleton(provider => new Conversations(
            provider.GetRequiredService<IDocumentStore>(), provider.GetRequiredService<IOptions<TurnOptions>>().Value.ConversationsInMemory));
        services.AddSingleton<Transcript>();
        services.AddSingleton<UnsentReplies>();
        services.AddSingleton(provider => new ConversationHistory(
            provider.GetRequiredService<IDocumentStore>(),
            provider.GetRequiredService<Conversations>(),
            provider.GetRequiredService<Transcript>(),
            provider.GetRequiredService<UnsentReplies>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IPersonalData>(provider => provider.GetRequiredService<ConversationHistory>());
        services.AddSingleton<TurnAdapter>();
        services.AddSingleton<BotTurn>();
        services.AddSingleton<Instance>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<TurnRunner>();
        services.AddSingleton<Recovery>();
        services.AddHostedService(provider => provider.GetRequiredService<Recovery>());
        services.AddSingleton(provider => new Inbox(
            provider.GetRequiredService<IDocumentStore>(),
            provider.GetRequiredService<TurnRunner>(),
            provider.GetRequiredService<Conversations>(),
            provider.GetRequiredService<Recovery>(),
            provider.GetRequiredService<Instance>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Inbox>>()));
        return services;
    }

    private static string Apologize(Activity activity) => activity.Locale?.StartsWith("es", StringComparison.OrdinalIgnoreCase) == true
        ? "Lo siento: algo falló de nuestro lado y no pude responder. Inténtelo de nuevo en un momento, por favor."
        : "Sorry, something went wrong on our side and I couldn't answer. Please try again in a moment.";

    private sealed class TurnOptionsValidation : IValidateOptions<TurnOptions>
    {
        public ValidateOptionsResult Validate(string? name, TurnOptions options)
        {
            var errors = options.Errors().ToList();
            return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
        }
    }
}
