namespace Microsoft.Bot.Connector.Authentication;

/// <summary>What a bot asks of incoming tokens beyond the protocol's own rules.</summary>
public class AuthenticationConfiguration
{
    /// <summary>Endorsements that the signing key must have beside the one for the activity's channel.</summary>
    public string[] RequiredEndorsements { get; set; } = [];

    /// <summary>A last word on the claims of a valid token.</summary>
    public virtual ClaimsValidator? ClaimsValidator { get; set; }

    /// <summary>
    /// Issuers accepted for tokens that an emulator got with the bot's own credentials, beside the Bot Framework's
    /// own tenants: those of the bot's tenant. They count in the Development environment only.
    /// </summary>
    public IEnumerable<string> ValidTokenIssuers { get; set; } = [];
}
