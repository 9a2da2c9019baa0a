using CampaignBot.Core.Campaign;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Knowledge;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CampaignBot.LanguageModels;

/// <summary>Registers the language model, where there is one.</summary>
public static class LanguageModelRegistration
{
    /// <summary>
    /// Adds an <see cref="IChatClient"/> and an <see cref="IEmbeddingGenerator{TInput, TEmbedding}"/> as the section
    /// <c>LanguageModel</c> says: both, one or neither, so ask for them by <c>GetService</c>. To be registered besides: an
    /// <see cref="IDocumentStore"/>, the <see cref="CampaignContent"/> and an <see cref="Answerer"/> of it.
    /// </summary>
    public static IServiceCollection AddLanguageModel(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<LanguageModelOptions>()
            .BindConfiguration(LanguageModelOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<LanguageModelOptions>, Validation>();
        services.AddSingleton(TokenBudget.Kind);
        services.AddSingleton(StoredVectors.Kind);

        // What isn't configured is not in the container, so that whoever asks for it sees that there is none.
        var section = configuration.GetSection(LanguageModelOptions.Section);
        if (string.IsNullOrEmpty(section[nameof(LanguageModelOptions.Endpoint)]))
            return services;
        services.AddSingleton<ModelMetrics>();
        services.AddSingleton(provider => new TokenBudget(
            provider.GetRequiredService<IDocumentStore>(),
            Options(provider).TokensPerDay,
            provider.GetRequiredService<CampaignContent>().Profile.TimeZone,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ModelCalls(
            Options(provider),
            provider.GetRequiredService<TokenBudget>(),
            provider.GetRequiredService<ModelMetrics>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ModelCalls>>()));
        if (!string.IsNullOrEmpty(section[nameof(LanguageModelOptions.Model)]))
            services.AddSingleton<IChatClient>(ChatClient);
        if (!string.IsNullOrEmpty(section[nameof(LanguageModelOptions.EmbeddingModel)]))
            AddVectors(services);
        return services;
    }

    private static void AddVectors(IServiceCollection services)
    {
        services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(Embeddings);
        services.AddSingleton<HybridSearch>();
        services.AddSingleton(provider => new StoredVectors(
            provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>(),
            provider.GetRequiredService<IDocumentStore>(),
            Options(provider),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<VectorsInBackground>();
    }

    private static LanguageModelOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<LanguageModelOptions>>().Value;

    private static CarefulChatClient ChatClient(IServiceProvider provider)
    {
        var (options, clock) = (Options(provider), provider.GetRequiredService<TimeProvider>());
        return new CarefulChatClient(
            new OpenAIChatClient(
                OpenAIConnection.Open(options, Timeout.InfiniteTimeSpan).GetChatClient(options.Model),
                new ChatClientMetadata("openai", options.Address, options.Model)),
            provider.GetRequiredService<ModelCalls>(),
            new AnswerCache(options.CachedAnswers, options.CacheFor, clock),
            options,
            provider.GetRequiredService<ModelMetrics>());
    }

    private static CarefulEmbeddings Embeddings(IServiceProvider provider)
    {
        var options = Options(provider);
        return new CarefulEmbeddings(
            new OpenAIEmbeddings(
                OpenAIConnection.Open(options, Timeout.InfiniteTimeSpan).GetEmbeddingClient(options.EmbeddingModel),
                new EmbeddingGeneratorMetadata(
                    "openai", options.Address, options.EmbeddingModel, options.EmbeddingDimensions > 0 ? options.EmbeddingDimensions : null)),
            provider.GetRequiredService<ModelCalls>());
    }

    private sealed class Validation : IValidateOptions<LanguageModelOptions>
    {
        public ValidateOptionsResult Validate(string? name, LanguageModelOptions options)
        {
            var errors = options.Errors().ToList();
            return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
        }
    }
}
