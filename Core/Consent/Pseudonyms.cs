using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;

namespace CampaignBot.Core.Consent;

/// <summary>
/// Names that stand for an address without telling it: HMAC-SHA256 under a salt of this store's own. Whoever has the address finds
/// what is kept under its name; whoever reads only the name learns nothing.
/// </summary>
/// <param name="documents">A store in which <see cref="ConsentLedger.Kind"/> is declared: the salt is kept beside the evidence that needs it.</param>
public sealed class Pseudonyms(IDocumentStore documents)
{
    private static readonly DocumentKey SaltKey = new(ConsentLedger.Kind.Name, "salt", "salt");
    private byte[]? _salt;

    /// <summary>The name of an address.</summary>
    /// <param name="address">A <see cref="People.ChannelAddress.Key"/>.</param>
    public async Task<string> OfAsync(string address, CancellationToken cancellationToken = default) => Name(address, await SaltAsync(cancellationToken));

    /// <summary>The name of an address, where any was ever given; else null.</summary>
    /// <param name="address">A <see cref="People.ChannelAddress.Key"/>.</param>
    public async Task<string?> KnownAsync(string address, CancellationToken cancellationToken = default) =>
        await ReadAsync(cancellationToken) is { } salt ? Name(address, salt) : null;

    private async Task<byte[]> SaltAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is { } known)
            return known;
        try
        {
            var made = JsonSerializer.SerializeToUtf8Bytes(new Salt(RandomNumberGenerator.GetBytes(32)), SaltJson.Default.Salt);
            await documents.WriteAsync(new DocumentWrite(SaltKey, made, WriteCondition.Create), cancellationToken);
        }
        catch (DocumentConflictException)
        {
            // Another has made one: that is it.
        }
        return (await ReadAsync(cancellationToken))!;
    }

    private async ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken) =>
        _salt ??= await documents.ReadAsync(SaltKey, cancellationToken) is { } document
            ? JsonSerializer.Deserialize(document.Body.Span, SaltJson.Default.Salt)!.Value
            : null;

    private static string Name(string address, byte[] salt) => "salted-" + Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(address)));
}

internal sealed record Salt(byte[] Value);

[JsonSerializable(typeof(Salt))]
internal sealed partial class SaltJson : JsonSerializerContext;
