using System.Security.Claims;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Judges the claims of a token that is valid otherwise.</summary>
public abstract class ClaimsValidator
{
    /// <exception cref="UnauthorizedAccessException">The caller is not let in.</exception>
    public abstract Task ValidateClaimsAsync(IList<Claim> claims);
}
