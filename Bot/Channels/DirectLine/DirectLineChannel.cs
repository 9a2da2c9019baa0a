using System.Buffers.Text;
using System.Security.Cryptography;
using CampaignBot.Channels.DirectLine.Streams;
using CampaignBot.Channels.DirectLine.Tokens;
using CampaignBot.Core.Cases;
using CampaignBot.Core.Privacy;
using CampaignBot.Turns;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CampaignBot.Channels.DirectLine;

/// <summary>
/// The web channel: Direct Line 3.0, spoken by this program itself, so that the chat widget, Web Chat and every other
/// client of that protocol can talk to it without a service in between.
/// </summary>
public static class DirectLineChannel
{
    /// <summary>The channel's name in activities.</summary>
    public const string Id = "directline";

    /// <summary>Where the endpoints are.</summary>
    public const string Path = "v3/directline";

    /// <summary>Registers the channel; its settings are checked when the program starts.</summary>
    public static IServiceCollection AddDirectLine(this IServiceCollection services)
    {
        services.AddOptions<DirectLineOptions>().BindConfiguration(DirectLineOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DirectLineOptions>, OptionsValidation>();
        services.AddSingleton(SigningKeys.Kind);
        services.AddSingleton(TokenIssuer.SpentKind);
        services.AddSingleton(Conversations.Kind);
        services.AddSingleton(SentFiles.Kind);
        services.TryAddSingleton<PublicAddress>();
        services.TryAddSingleton<ChannelMetrics>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<TokenIssuer>();
        services.AddSingleton<Origins>();
        services.AddSingleton<CallerVerification>();
        services.AddSingleton<CallerLimits>();
        services.AddSingleton<Conversations>();
        services.AddSingleton<SentFiles>();
        services.AddSingleton<IPersonalData, FilesOfPeople>();
        services.AddSingleton<FilesSent>(provider => (place, _, cancellationToken) => place.ChannelId == Id && provider.GetRequiredService<PublicAddress>().Configured is { } home
            ? provider.GetRequiredService<SentFiles>().AddressesAsync(home, place.ConversationId, cancellationToken)
            : Task.FromResult<IReadOnlyList<string>>([]));
        services.AddSingleton<IncomingActivity>();
        services.AddSingleton<OpenStreams>();
        services.AddSingleton(new ChannelState("Web (Direct Line 3.0)", IsOn: true, "/" + Path));
        services.AddKeyedSingleton<IChannelSender, DirectLineSender>(Id);
        return services;
    }

    /// <summary>Maps the protocol's endpoints and the widget's.</summary>
    public static IEndpointRouteBuilder MapDirectLine(this IEndpointRouteBuilder routes)
    {
        // Made now, so that a setting it can't use keeps the program from starting.
        _ = routes.ServiceProvider.GetRequiredService<PublicAddress>();
        var group = routes.MapGroup(Path).AddEndpointFilter(RefusalFilter.InvokeAsync);
        group.MapTokens();
        group.MapConversations();
        group.MapActivities();
        group.MapUploads();
        group.MapStream();
        group.MapMethods("{**path}", ["OPTIONS"], Origins.Preflight);
        group.Map("{**path}", () => { throw new DirectLineProblem(404, "NotFound", "There is no such endpoint."); });
        routes.MapWidget();
        return routes;
    }

    /// <summary>Where a conversation's documents are.</summary>
    internal static string KeyOf(string conversationId) => ConversationKey.Of(Id, conversationId);

    /// <summary>An id for a conversation or a user that nobody can guess.</summary>
    internal static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    private sealed class OptionsValidation : IValidateOptions<DirectLineOptions>
    {
        public ValidateOptionsResult Validate(string? name, DirectLineOptions options) =>
            options.Errors().ToList() is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }
}
