using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>A key that tokens are signed with, and what it may sign for.</summary>
/// <param name="Key">The public key.</param>
/// <param name="Endorsements">The channels the key speaks for.</param>
internal sealed record SigningKey(RsaSecurityKey Key, FrozenSet<string> Endorsements);

/// <summary>
/// The signing keys that an OpenID metadata document leads to. They are fetched once and kept; an unknown key id
/// fetches them again, for keys roll over, but not more often than every five minutes, whatever ids are sent. When
/// a renewal fails the keys known stay good for some days, and the failure is logged.
/// </summary>
internal sealed class SigningKeys(string metadataUrl, Func<HttpMessageInvoker> http, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Renewal = TimeSpan.FromHours(24);
    private static readonly TimeSpan Limit = TimeSpan.FromDays(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PauseWithoutKeys = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private const int MaxBytes = 1024 * 1024;

    private readonly Lock _gate = new();
    private Snapshot? _snapshot;
    private Task<Snapshot>? _renewal;
    private DateTimeOffset _lastAttempt = DateTimeOffset.MinValue;

    /// <summary>The key of this id, or null where there is none.</summary>
    /// <exception cref="HttpRequestException">No keys are known and none can be had.</exception>
    public async ValueTask<SigningKey?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var known = Volatile.Read(ref _snapshot);
        if (known is not null && time.GetUtcNow() - known.Fetched < Renewal && known.Keys.TryGetValue(id, out var key))
            return key;

        known = await RenewAsync(known).WaitAsync(cancellationToken);
        return known.Keys.GetValueOrDefault(id);
    }

    private Task<Snapshot> RenewAsync(Snapshot? seen)
    {
        lock (_gate)
        {
            if (_snapshot is not null && _snapshot != seen)
                return Task.FromResult(_snapshot);
            if (_renewal is { IsCompleted: false })
                return _renewal;

            var now = time.GetUtcNow();
            var usable = _snapshot is not null && now - _snapshot.Fetched < Limit ? _snapshot : null;
            if (now - _lastAttempt < (usable is null ? PauseWithoutKeys : Pause))
            {
                return usable is null
                    ? Task.FromException<Snapshot>(new HttpRequestException("The keys of the token's issuer could not be fetched just now."))
                    : Task.FromResult(usable);
            }

            _lastAttempt = now;
            return _renewal = FetchOrKeepAsync(usable, now);
        }
    }

    private async Task<Snapshot> FetchOrKeepAsync(Snapshot? usable, DateTimeOffset now)
    {
        try
        {
            var fetched = new Snapshot(await FetchAsync(), now);
            Volatile.Write(ref _snapshot, fetched);
            return fetched;
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException or JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            logger.LogWarning(e, "The signing keys of {MetadataUrl} could not be fetched", metadataUrl);
            return usable ?? throw new HttpRequestException("The keys of the token's issuer could not be fetched.", e);
        }
    }

    private async Task<FrozenDictionary<string, SigningKey>> FetchAsync()
    {
        using var metadata = await GetAsync(SecureAddress.Require(metadataUrl));
        var keysUrl = metadata.RootElement.TryGetProperty("jwks_uri", out var uri) ? uri.GetString() : null;
        using var document = await GetAsync(SecureAddress.Require(keysUrl));

        var keys = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        if (document.RootElement.TryGetProperty("keys", out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in list.EnumerateArray())
            {
                if (Parse(element) is { } key)
                    keys[key.Key.KeyId] = key;
            }
        }

        return keys.Count > 0
            ? keys.ToFrozenDictionary(StringComparer.Ordinal)
            : throw new JsonException("The document holds no RSA signing key.");
    }

    private async Task<JsonDocument> GetAsync(Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var (response, body) = await http().SendBoundedAsync(request, Timeout, MaxBytes, CancellationToken.None);
        using (response)
        {
            response.EnsureSuccessStatusCode();
            return JsonDocument.Parse(body);
        }
    }

    private static SigningKey? Parse(JsonElement key)
    {
        if (Text(key, "kty") != "RSA" || Text(key, "use") is not (null or "sig") || Text(key, "kid") is not { Length: > 0 } id
            || Text(key, "n") is not { } modulus || Text(key, "e") is not { } exponent)
        {
            return null;
        }

        var parameters = new RSAParameters { Modulus = Base64UrlEncoder.DecodeBytes(modulus), Exponent = Base64UrlEncoder.DecodeBytes(exponent) };
        if (parameters.Modulus.Length < 256)
            return null;

        var endorsements = key.TryGetProperty("endorsements", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)
            : [];
        return new SigningKey(new RsaSecurityKey(parameters) { KeyId = id }, endorsements.ToFrozenSet(StringComparer.Ordinal));
    }

    private static string? Text(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private sealed record Snapshot(FrozenDictionary<string, SigningKey> Keys, DateTimeOffset Fetched);
}
