using System.Security.Cryptography;
using System.Text.Json;
using CampaignBot.Core.Documents;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace CampaignBot.Channels.DirectLine.Tokens;

/// <summary>
/// The keys that sign tokens, newest first: the first signs, all verify. They come from the settings, or are made here
/// and kept in the store, where every instance finds the same ones.
/// </summary>
internal sealed class SigningKeys(IDocumentStore documents, IOptions<DirectLineOptions> options, TimeProvider clock) : IDisposable
{
    public static readonly DocumentKind Kind = new("signing-keys");

    private static readonly DocumentKey Key = new(Kind.Name, "directline", "keys");
    private static readonly TimeSpan ReadAgain = TimeSpan.FromHours(1);
    private static readonly TimeSpan ReadAgainForUnknown = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _reading = new(1);
    private volatile Loaded? _loaded;

    private sealed record Loaded(IReadOnlyList<SymmetricSecurityKey> Keys, DateTimeOffset At);

    /// <summary>The keys, of which there is at least one.</summary>
    public async ValueTask<IReadOnlyList<SymmetricSecurityKey>> GetAsync(CancellationToken cancellationToken) =>
        _loaded is { } loaded && clock.GetUtcNow() - loaded.At < ReadAgain
            ? loaded.Keys
            : await ReadAsync(ReadAgain, cancellationToken);

    /// <summary>The keys, read again if that was not done just now: another instance may have made a new one.</summary>
    public async ValueTask<IReadOnlyList<SymmetricSecurityKey>> GetWithAsync(string? keyId, CancellationToken cancellationToken)
    {
        var keys = await GetAsync(cancellationToken);
        return keyId is null || keys.Any(k => k.KeyId == keyId) ? keys : await ReadAsync(ReadAgainForUnknown, cancellationToken);
    }

    public void Dispose() => _reading.Dispose();

    private async Task<IReadOnlyList<SymmetricSecurityKey>> ReadAsync(TimeSpan freshness, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_loaded is { } loaded && clock.GetUtcNow() - loaded.At < freshness)
                return loaded.Keys;
            var keys = string.IsNullOrEmpty(options.Value.SigningKey) ? await StoredAsync(cancellationToken) : Configured();
            _loaded = new Loaded(keys, clock.GetUtcNow());
            return keys;
        }
        finally
        {
            _reading.Release();
        }
    }

    private List<SymmetricSecurityKey> Configured() =>
        [.. new[] { options.Value.SigningKey, options.Value.PreviousSigningKey }
            .Where(k => !string.IsNullOrEmpty(k))
            .Select(k => ToKey(Convert.FromBase64String(k!)))];

    private async Task<List<SymmetricSecurityKey>> StoredAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var document = await documents.ReadAsync(Key, cancellationToken);
            var stored = document is null ? null : JsonSerializer.Deserialize(document.Body.Span, DirectLineJson.Default.StoredKeys);
            var now = clock.GetUtcNow();
            if (stored is { Keys: [var newest, ..] } && now - newest.Created < options.Value.SigningKeyLifetime)
                return [.. stored.Keys.Select(k => ToKey(k.Secret))];

            // The one before stays, so that tokens it signed go on.
            var keys = new StoredKeys([new StoredKey(RandomNumberGenerator.GetBytes(32), now), .. stored?.Keys.Take(1) ?? []]);
            var body = JsonSerializer.SerializeToUtf8Bytes(keys, DirectLineJson.Default.StoredKeys);
            try
            {
                await documents.WriteAsync(
                    new DocumentWrite(Key, body, document is null ? WriteCondition.Create : WriteCondition.Match(document.ETag)),
                    cancellationToken);
            }
            catch (DocumentConflictException)
            {
                // Another instance made one at the same moment; its key counts.
            }
        }
    }

    private static SymmetricSecurityKey ToKey(byte[] secret) =>
        new(secret) { KeyId = Convert.ToHexStringLower(SHA256.HashData(secret).AsSpan(0, 8)) };

    internal sealed record StoredKeys(IReadOnlyList<StoredKey> Keys);

    internal sealed record StoredKey(byte[] Secret, DateTimeOffset Created);
}
