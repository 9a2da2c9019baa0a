using System.Diagnostics.CodeAnalysis;

namespace CampaignBot.Core.Documents;

/// <summary>
/// Where a document lives. Each part is 1 to 255 characters of any script, without control characters or halves of
/// surrogate pairs (no store keeps them apart reliably); parts compare by Unicode value.
/// </summary>
/// <param name="Kind">What it is ("conversation", "inbox", "transcript", ...), declared in <see cref="DocumentKinds"/>.</param>
/// <param name="Partition">What it belongs to; queries within one partition are cheap everywhere.</param>
/// <param name="Id">Its name within the partition.</param>
public readonly record struct DocumentKey(string Kind, string Partition, string Id)
{
    /// <summary>The most characters in a part.</summary>
    public const int MaxPartLength = 255;

    /// <summary>Whether a text can be a part of a key. Ids given by strangers are asked first, and hashed if they can't.</summary>
    public static bool IsValidPart([NotNullWhen(true)] string? text)
    {
        if (text is not { Length: > 0 and <= MaxPartLength })
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]))
                return false;
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
                return false;
        }

        return true;
    }

    /// <summary>Checks all parts, for providers.</summary>
    /// <exception cref="ArgumentException">A part is empty, too long or holds a character that no key can.</exception>
    public static void ThrowIfInvalid(DocumentKey key)
    {
        if (!IsValidPart(key.Kind) || !IsValidPart(key.Partition) || !IsValidPart(key.Id))
            throw new ArgumentException($"Not a valid key of a {key.Kind} document: each part has 1 to {MaxPartLength} printable characters.", nameof(key));
    }
}

/// <summary>A stored document.</summary>
/// <param name="Body">The JSON object as UTF-8.</param>
/// <param name="ETag">Opaque; changes with every write.</param>
/// <param name="Expires">The instant from which it is gone; null where it stays.</param>
public sealed record Document(DocumentKey Key, ReadOnlyMemory<byte> Body, string ETag, DateTimeOffset? Expires);

/// <summary>A write of one document.</summary>
/// <param name="Body">A JSON object as UTF-8.</param>
/// <param name="Condition">What must hold for the write to happen.</param>
/// <param name="Expires">The instant from which the document is gone; null to keep it.</param>
public readonly record struct DocumentWrite(
    DocumentKey Key,
    ReadOnlyMemory<byte> Body,
    WriteCondition Condition = default,
    DateTimeOffset? Expires = null);

/// <summary>What must hold for a write to happen. The default asks for nothing.</summary>
public readonly record struct WriteCondition
{
    private WriteCondition(string? ifMatch, bool mustNotExist) => (IfMatch, IsCreate) = (ifMatch, mustNotExist);

    /// <summary>The ETag the stored document must have, or null.</summary>
    public string? IfMatch { get; }

    /// <summary>Whether no live document may have this key.</summary>
    public bool IsCreate { get; }

    /// <summary>Writes whatever is there.</summary>
    public static WriteCondition None => default;

    /// <summary>Writes only where there is no such document yet (an expired one counts as none).</summary>
    public static WriteCondition Create => new(null, true);

    /// <summary>Writes only over the version that has this ETag.</summary>
    public static WriteCondition Match(string etag) => new(etag, false);
}

/// <summary>The condition of a write or delete did not hold: someone else wrote first. Read again, then decide.</summary>
public sealed class DocumentConflictException(DocumentKey key)
    : Exception($"The {key.Kind} document was changed or created by someone else.")
{
    /// <summary>The document in question. Its partition and id may be personal, so the message leaves them out.</summary>
    public DocumentKey Key { get; } = key;
}

/// <summary>The body is larger than any provider can hold.</summary>
public sealed class DocumentTooLargeException(DocumentKey key, int bytes)
    : Exception($"A {key.Kind} document has {bytes} bytes; at most {DocumentLimits.MaxBodyBytes} are stored.")
{
    /// <summary>The document in question.</summary>
    public DocumentKey Key { get; } = key;
}

/// <summary>The store did not do what it was asked, through no fault of who asked; it may in a moment. Whether a write was done is not known.</summary>
public abstract class DocumentStoreException(string message) : Exception(message);

/// <summary>Bounds that hold on every provider.</summary>
public static class DocumentLimits
{
    /// <summary>The largest body, in bytes: Cosmos DB holds 2 MB with its own fields.</summary>
    public const int MaxBodyBytes = 1_900_000;

    /// <summary>How deep a body may be nested: Cosmos DB's limit is 128.</summary>
    public const int MaxDepth = 128;

    /// <summary>The largest page of a query.</summary>
    public const int MaxPageSize = 1_000;
}
