using CampaignBot.Turns;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CampaignBot.Channels.AzureBotService;

/// <summary>
/// Teams and the other channels that Azure Bot Service brings, by the Bot Framework's protocol: activities come to
/// <c>POST /api/messages</c>, replies go to the service URL they name.
/// </summary>
public static class AzureBotServiceChannel
{
    /// <summary>What all its channels are counted under: what is refused names none that can be believed.</summary>
    internal const string Id = "azure-bot-service";

    /// <summary>Where activities come in.</summary>
    public const string Path = "/api/messages";

    /// <summary>Registers the channel where it is configured.</summary>
    /// <exception cref="OptionsValidationException">It is configured by half; the message names the setting.</exception>
    public static IServiceCollection AddAzureBotService(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        const string name = "Teams and other channels (Azure Bot Service)";
        if (AzureBotServiceOptions.Read(configuration, environment) is not { } options)
            return services.AddSingleton(new ChannelState(name, IsOn: false, MicrosoftAppCredentials.MicrosoftAppIdKey));

        services.AddSingleton(new ChannelState(name, IsOn: true, options.IsAnonymous ? $"{Path}, without a token, from this machine" : Path));
        services.AddHttpClient();
        services.TryAddSingleton<ChannelMetrics>();
        services.AddSingleton(options);
        services.TryAddSingleton(_ => options.Credentials(configuration));
        services.AddSingleton<BotFrameworkAuthentication, ConfigurationBotFrameworkAuthentication>();
        services.AddSingleton<ActivityEndpoint>();
        services.AddSingleton<ConnectorSender>();
        services.AddSingleton<Microsoft.Bot.Builder.IMiddleware, ConnectorMiddleware>();
        // One sender for every channel of the service; the program's own channels are registered by name.
        services.AddKeyedSingleton<IChannelSender>(KeyedService.AnyKey, (provider, _) => provider.GetRequiredService<ConnectorSender>());
        return services;
    }

    /// <summary>Maps the channel's endpoint; without a configuration there is none, and the path is not found.</summary>
    public static IEndpointRouteBuilder MapAzureBotService(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<ActivityEndpoint>() is { } endpoint)
            routes.MapPost(Path, endpoint.HandleAsync);
        return routes;
    }
}
