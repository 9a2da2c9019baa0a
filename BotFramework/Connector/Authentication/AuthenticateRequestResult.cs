using System.Security.Claims;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Who made a request, and how to answer.</summary>
public class AuthenticateRequestResult
{
    /// <summary>What tokens for the answers are asked for.</summary>
    public string? Audience { get; set; }

    public ClaimsIdentity? ClaimsIdentity { get; set; }

    /// <summary>A URN for the caller, such as <c>urn:botframework:azure</c>.</summary>
    public string? CallerId { get; set; }

    public ConnectorFactory? ConnectorFactory { get; set; }
}
