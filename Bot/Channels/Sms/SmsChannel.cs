using CampaignBot.Channels.Media;
using CampaignBot.Core.People;
using CampaignBot.Core.Subscriptions;
using CampaignBot.Turns;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CampaignBot.Channels.Sms;

/// <summary>SMS and MMS over Twilio: messages come to <c>POST /api/sms</c>, what became of those sent to <c>POST /api/sms/status</c>.</summary>
public static class SmsChannel
{
    /// <summary>Where messages come in; the number's or messaging service's webhook at Twilio.</summary>
    public const string Path = "/api/sms";

    /// <summary>Where delivery reports come in; named in every message sent.</summary>
    public const string StatusPath = "/api/sms/status";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>Registers the channel where it is configured.</summary>
    /// <exception cref="OptionsValidationException">It is configured by half; the message names the setting.</exception>
    public static IServiceCollection AddSms(this IServiceCollection services, IConfiguration configuration)
    {
        const string name = "SMS (Twilio)";
        // Declared where the channel is off, too: what was kept while it was on can still be moved.
        services.AddSingleton(DeliveryReports.Kind);
        services.AddSingleton(CodeTexts.Kind);
        if (SmsOptions.Read(configuration) is not { } options)
            return services.AddSingleton(new ChannelState(name, IsOn: false, $"{SmsOptions.Section}:{nameof(SmsOptions.AccountSid)}"));

        services.AddSingleton(new ChannelState(name, IsOn: true, Path));
        services.AddHttpClient(SmsSender.Client, client => client.Timeout = Timeout);
        services.TryAddSingleton<ChannelMetrics>();
        services.AddSingleton(options);
        // Twilio's API sends on to where the file lies.
        services.AddMedia(new MediaSource(TwilioMessage.ChannelId, options.Api, SmsSender.Credentials(options), "twiliocdn.com"));
        services.AddSingleton<DeliveryReports>();
        services.AddSingleton(new SmsRenderer(options.WithoutAccents, options.MaxSegments));
        services.AddSingleton<Microsoft.Bot.Builder.IMiddleware, SmsBudget>();
        services.AddSingleton<SmsEndpoint>();
        services.AddKeyedSingleton<IChannelSender, SmsSender>(TwilioMessage.ChannelId);
        services.AddSingleton<CodeTexts>();
        if (options.From is { } number)
            services.AddSingleton(new TextLine(number));
        services.AddSingleton<SendCode>(provider => provider.GetRequiredService<CodeTexts>().SendAsync);
        return services;
    }

    /// <summary>Maps the channel's endpoints; without a configuration there are none, and the paths are not found.</summary>
    public static IEndpointRouteBuilder MapSms(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<SmsEndpoint>() is not { } endpoint)
            return routes;
        routes.MapPost(Path, endpoint.MessageAsync);
        routes.MapPost(StatusPath, endpoint.StatusAsync);
        return routes;
    }
}
