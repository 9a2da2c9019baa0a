using System.Security.Claims;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Tokens that Microsoft Entra issues to an app: an emulator's, or another bot's.</summary>
internal static class AppTokens
{
    /// <summary>
    /// The tenants in whose name the Bot Framework's own apps get tokens, and so the issuers an emulator's token may
    /// have: fixed ones, and never one read from a token that is still to be checked.
    /// </summary>
    public static readonly IReadOnlyList<string> BotFrameworkIssuers =
    [
        .. Issuers("d6d49420-f39b-4df7-a1dc-d59a935871db"),
        .. Issuers("f8cdef31-a31e-4b4a-93e4-5f571e91255a"),
        .. Issuers("cab8a31a-1906-4287-a0d8-4eef66b95f6e"),
    ];

    /// <summary>The issuers of tokens of one tenant, in both versions and both clouds.</summary>
    public static IEnumerable<string> Issuers(string tenantId) =>
    [
        AuthenticationConstants.ValidTokenIssuerUrlTemplateV1.Replace("{0}", tenantId, StringComparison.Ordinal),
        AuthenticationConstants.ValidTokenIssuerUrlTemplateV2.Replace("{0}", tenantId, StringComparison.Ordinal),
        AuthenticationConstants.ValidGovernmentTokenIssuerUrlTemplateV1.Replace("{0}", tenantId, StringComparison.Ordinal),
        AuthenticationConstants.ValidGovernmentTokenIssuerUrlTemplateV2.Replace("{0}", tenantId, StringComparison.Ordinal),
    ];

    /// <summary>The app that got the token; null for a channel's token, which names none.</summary>
    public static string? CallerAppId(IEnumerable<Claim> claims)
    {
        string? version = null, appId = null, party = null;
        foreach (var claim in claims)
        {
            switch (claim.Type)
            {
                case AuthenticationConstants.VersionClaim: version = claim.Value; break;
                case AuthenticationConstants.AppIdClaim: appId = claim.Value; break;
                case AuthenticationConstants.AuthorizedParty: party = claim.Value; break;
            }
        }

        return version switch
        {
            "2.0" => party,
            null or "" or "1.0" => appId,
            _ => null,
        };
    }
}
