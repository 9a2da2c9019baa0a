using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>Registers a bot with the adapter that it is reached through.</summary>
public static class ServiceCollectionExtensions
{
    public static IServiceCollection AddBot<TBot>(this IServiceCollection services, Action<BotFrameworkOptions>? configureAction = null)
        where TBot : class, IBot
    {
        services.AddTransient<IBot, TBot>();
        return services.AddBotFrameworkAdapterIntegration(configureAction);
    }

    public static IServiceCollection AddBot<TBot>(this IServiceCollection services, TBot bot, Action<BotFrameworkOptions>? configureAction = null)
        where TBot : class, IBot
    {
        services.AddSingleton<IBot>(bot);
        return services.AddBotFrameworkAdapterIntegration(configureAction);
    }

    public static IServiceCollection AddBot<TBot>(this IServiceCollection services, Func<IServiceProvider, TBot> botFactory, Action<BotFrameworkOptions>? configureAction = null)
        where TBot : class, IBot
    {
        services.AddTransient<IBot>(botFactory);
        return services.AddBotFrameworkAdapterIntegration(configureAction);
    }

    /// <summary>Registers a <see cref="CloudAdapter"/> whose identity comes from the settings, where there is no adapter yet.</summary>
    public static IServiceCollection AddBotFrameworkAdapterIntegration(this IServiceCollection services, Action<BotFrameworkOptions>? configureAction = null)
    {
        services.AddHttpClient();
        services.AddOptions<BotFrameworkOptions>();
        if (configureAction is not null)
            services.Configure(configureAction);

        services.TryAddSingleton<BotFrameworkAuthentication, ConfigurationBotFrameworkAuthentication>();
        services.TryAddSingleton(CreateAdapter);
        services.TryAddSingleton<IBotFrameworkHttpAdapter>(s => s.GetRequiredService<CloudAdapter>());
        services.TryAddSingleton<BotAdapter>(s => s.GetRequiredService<CloudAdapter>());
        return services;
    }

    private static CloudAdapter CreateAdapter(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<BotFrameworkOptions>>().Value;
        var adapter = new CloudAdapter(
            services.GetRequiredService<BotFrameworkAuthentication>(),
            services.GetService<ILogger<CloudAdapter>>())
        {
            OnTurnError = options.OnTurnError,
        };
        foreach (var middleware in options.Middleware)
            adapter.Use(middleware);
        return adapter;
    }
}
