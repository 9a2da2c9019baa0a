using System.Security.Claims;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace CampaignBot.Channels.AzureBotService;

/// <summary>Gives a turn that came by the service its connector client, with which the bot asks Teams about members, teams and meetings.</summary>
internal sealed class ConnectorMiddleware(BotFrameworkAuthentication authentication, AzureBotServiceOptions options) : IMiddleware
{
    private readonly ConnectorFactory _connectors = authentication.CreateConnectorFactory(
        new ClaimsIdentity([new Claim(AuthenticationConstants.AudienceClaim, options.AppId)]));

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        using var connector = turnContext.Activity is { ServiceUrl: { Length: > 0 } service, ChannelId: Microsoft.Bot.Connector.Channels.Msteams }
            ? await ConnectorAsync(service, cancellationToken)
            : null;
        if (connector is not null)
            turnContext.TurnState.Set(connector);
        await next(cancellationToken);
    }

    /// <summary>The client of a service; null where it is none of the Bot Framework's, to which nothing is sent.</summary>
    private async Task<IConnectorClient?> ConnectorAsync(string service, CancellationToken cancellationToken)
    {
        try
        {
            return await _connectors.CreateAsync(service, null, cancellationToken);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
