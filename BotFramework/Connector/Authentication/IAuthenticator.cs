namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Gets tokens for an app.</summary>
public interface IAuthenticator
{
    /// <param name="forceRefresh">Whether the token held must not be used.</param>
    Task<AuthenticatorResult> GetTokenAsync(bool forceRefresh = false);
}

/// <summary>A token and how long it lasts.</summary>
public class AuthenticatorResult
{
    public string? AccessToken { get; set; }

    public DateTimeOffset ExpiresOn { get; set; }
}
