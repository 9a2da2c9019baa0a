using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;

namespace CampaignBot.Core.Calendar;

/// <summary>What a link to a calendar file leads to: somebody's plan for an election.</summary>
public sealed record CalendarTarget(string ChannelId, string Address, DateOnly Election);

/// <summary>
/// Names for calendar files that say nothing of whose they are: 96 bits derived from what made the link, so that the same turn
/// gives the same name, and 80 bits that sign them. A name that isn't signed is refused before the store is asked.
/// </summary>
/// <param name="documents">A store in which <see cref="Kind"/> is declared.</param>
public sealed class CalendarLinks(IDocumentStore documents)
{
    /// <summary>One document a link, and one with the key that signs them.</summary>
    public static DocumentKind Kind { get; } = new("calendar-link");

    private const int IdBytes = 12;
    private const int SignatureBytes = 10;
    private static readonly DocumentKey KeyKey = new(Kind.Name, "key", "key");
    private byte[]? _key;

    /// <summary>Makes a link's name; from the same seed always the same.</summary>
    /// <param name="seed">What it is made for: the id of the message.</param>
    /// <param name="expires">From when on it leads nowhere.</param>
    public async Task<string> MakeAsync(string seed, CalendarTarget target, DateTimeOffset expires, CancellationToken cancellationToken = default)
    {
        var key = await KeyAsync(cancellationToken);
        var name = new byte[IdBytes + SignatureBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("id " + seed)).AsSpan(0, IdBytes).CopyTo(name);
        Signature(key, name.AsSpan(0, IdBytes)).CopyTo(name.AsSpan(IdBytes));
        await documents.WriteAsync(
            new DocumentWrite(At(name), JsonSerializer.SerializeToUtf8Bytes(target, CalendarJson.Default.CalendarTarget), Expires: expires), cancellationToken);
        return Base64Url.EncodeToString(name);
    }

    /// <summary>What a name leads to; null where it is none of ours, or has expired.</summary>
    public async Task<CalendarTarget?> OpenAsync(string name, CancellationToken cancellationToken = default) =>
        await VerifiedAsync(name, cancellationToken) is { } verified && await documents.ReadAsync(At(verified), cancellationToken) is { } document
            ? JsonSerializer.Deserialize(document.Body.Span, CalendarJson.Default.CalendarTarget)
            : null;

    /// <summary>Makes a name lead nowhere.</summary>
    public async Task DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        if (await VerifiedAsync(name, cancellationToken) is { } verified)
            await documents.DeleteAsync(At(verified), cancellationToken: cancellationToken);
    }

    private async Task<byte[]?> VerifiedAsync(string name, CancellationToken cancellationToken)
    {
        var bytes = new byte[IdBytes + SignatureBytes];
        if (name.Length != Base64Url.GetEncodedLength(bytes.Length) || Base64Url.DecodeFromChars(name, bytes, out _, out var written) != OperationStatus.Done || written != bytes.Length)
            return null;
        var key = await KeyAsync(cancellationToken);
        return CryptographicOperations.FixedTimeEquals(Signature(key, bytes.AsSpan(0, IdBytes)), bytes.AsSpan(IdBytes)) ? bytes : null;
    }

    private static ReadOnlySpan<byte> Signature(byte[] key, ReadOnlySpan<byte> id) => HMACSHA256.HashData(key, id).AsSpan(0, SignatureBytes);

    private static DocumentKey At(byte[] name)
    {
        var id = Base64Url.EncodeToString(name.AsSpan(0, IdBytes));
        return new DocumentKey(Kind.Name, id, id);
    }

    /// <summary>The key, made by whoever needs it first.</summary>
    private async Task<byte[]> KeyAsync(CancellationToken cancellationToken)
    {
        while (_key is null)
        {
            if (await documents.ReadAsync(KeyKey, cancellationToken) is { } document)
            {
                _key = JsonSerializer.Deserialize(document.Body.Span, CalendarJson.Default.LinkKey)!.Secret;
                break;
            }
            var made = new LinkKey(RandomNumberGenerator.GetBytes(32));
            try
            {
                await documents.WriteAsync(new DocumentWrite(KeyKey, JsonSerializer.SerializeToUtf8Bytes(made, CalendarJson.Default.LinkKey), WriteCondition.Create), cancellationToken);
            }
            catch (DocumentConflictException)
            {
                // Another instance made one at the same moment; its key counts.
            }
        }
        return _key;
    }

    internal sealed record LinkKey(byte[] Secret);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CalendarTarget))]
[JsonSerializable(typeof(CalendarLinks.LinkKey))]
internal sealed partial class CalendarJson : JsonSerializerContext;
