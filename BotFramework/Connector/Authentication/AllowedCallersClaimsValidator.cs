using System.Security.Claims;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Lets in channels, and of other apps only those named.</summary>
public class AllowedCallersClaimsValidator : ClaimsValidator
{
    private readonly HashSet<string> _allowed;

    /// <param name="allowedCallers">App ids; "*" for any. None means that no other app may call.</param>
    public AllowedCallersClaimsValidator(IList<string> allowedCallers)
    {
        ArgumentNullException.ThrowIfNull(allowedCallers);
        _allowed = new HashSet<string>(allowedCallers, StringComparer.OrdinalIgnoreCase);
    }

    public override Task ValidateClaimsAsync(IList<Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        // A channel's token names no app; an emulator's names the bot itself.
        var caller = AppTokens.CallerAppId(claims);
        var audience = claims.FirstOrDefault(c => c.Type == AuthenticationConstants.AudienceClaim)?.Value;
        return caller is null || caller == audience || _allowed.Contains("*") || _allowed.Contains(caller)
            ? Task.CompletedTask
            : throw new UnauthorizedAccessException("The calling app is not among the allowed callers.");
    }
}
