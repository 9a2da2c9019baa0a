namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Keeps a token until five minutes before its end; of many callers at once, one fetches.</summary>
internal sealed class TokenCache(Func<Task<AuthenticatorResult>> fetch, TimeProvider time) : IAuthenticator
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private AuthenticatorResult? _token;
    private Task<AuthenticatorResult>? _fetching;

    public Task<AuthenticatorResult> GetTokenAsync(bool forceRefresh = false)
    {
        lock (_gate)
        {
            if (!forceRefresh && _token is not null && _token.ExpiresOn - Margin > time.GetUtcNow())
                return Task.FromResult(_token);
            return _fetching is { IsCompleted: false } ? _fetching : _fetching = FetchAsync();
        }
    }

    private async Task<AuthenticatorResult> FetchAsync()
    {
        var token = await fetch();
        lock (_gate)
            return _token = token;
    }
}
