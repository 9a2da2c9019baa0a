using CampaignBot.Channels.Media;
using CampaignBot.Core.Privacy;
using CampaignBot.Turns;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CampaignBot.Channels.Facebook;

/// <summary>Facebook Messenger: Meta's webhooks come to <c>/api/facebook</c>.</summary>
public static class FacebookChannel
{
    /// <summary>Where webhooks come in.</summary>
    public const string Path = "/api/facebook";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>Registers the channel where it is configured.</summary>
    /// <exception cref="OptionsValidationException">It is configured by half; the message names the setting.</exception>
    public static IServiceCollection AddFacebook(this IServiceCollection services, IConfiguration configuration)
    {
        const string name = "Facebook Messenger";
        // Declared where the channel is off, too: what was kept while it was on can still be moved.
        services.AddSingleton(MessengerWindow.Kind);
        if (FacebookOptions.Read(configuration) is not { } options)
            return services.AddSingleton(new ChannelState(name, IsOn: false, $"{FacebookOptions.Section}:{nameof(FacebookOptions.PageId)}"));

        services.AddSingleton(new ChannelState(name, IsOn: true, Path));
        services.AddHttpClient(GraphApi.Client, client => client.Timeout = Timeout);
        services.AddSingleton(options);
        services.TryAddSingleton<ChannelMetrics>();
        // The addresses of files are signed themselves, and are asked without the page's token.
        services.AddMedia(new MediaSource(MessengerEvents.ChannelId, options.Api, null, "fbcdn.net", "fbsbx.com"));
        services.AddSingleton<MessengerWindow>();
        services.AddSingleton<IPersonalData>(provider => provider.GetRequiredService<MessengerWindow>());
        services.AddSingleton<GraphApi>();
        services.AddSingleton<Microsoft.Bot.Builder.IMiddleware, MessengerPresence>();
        services.AddSingleton<FacebookEndpoint>();
        services.AddKeyedSingleton<IChannelSender, MessengerSender>(MessengerEvents.ChannelId);
        return services;
    }

    /// <summary>Maps the channel's endpoints; without a configuration there are none, and the path is not found.</summary>
    public static IEndpointRouteBuilder MapFacebook(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<FacebookEndpoint>() is not { } endpoint)
            return routes;
        routes.MapGet(Path, endpoint.VerifyAsync);
        routes.MapPost(Path, endpoint.ReceiveAsync);
        return routes;
    }
}
