using System.Security.Cryptography;
using System.Text.Json;
using CampaignBot.Core.Documents;
using Microsoft.Extensions.Options;

namespace CampaignBot.Channels.DirectLine;

/// <summary>A file as it is kept.</summary>
/// <param name="Type">The media type, told by the content.</param>
internal sealed record StoredFile(string Name, string Type, byte[] Content);

/// <summary>The files that voters sent, each a document in its conversation's partition, under an id nobody can guess.</summary>
internal sealed class SentFiles(IDocumentStore documents, IOptions<DirectLineOptions> options, TimeProvider clock)
{
    public static readonly DocumentKind Kind = new("file");

    private const int MaxNameLength = 120;
    private const int MostShown = 5;

    /// <summary>The media types that are taken.</summary>
    public IReadOnlyList<string> Types { get; } =
        options.Value.UploadTypes is { Count: > 0 } types ? [.. types] : FileKinds.Known;

    /// <summary>Checks a file and says as what it is kept.</summary>
    /// <param name="declared">The media type its sender gave it; empty or application/octet-stream where it didn't know.</param>
    /// <exception cref="DirectLineProblem">415: not a type that is taken, or not what it is said to be.</exception>
    public StoredFile Check(string? name, string? declared, ReadOnlyMemory<byte> content)
    {
        var type = FileKinds.Tell(content.Span);
        if (type is null || !Types.Contains(type, StringComparer.OrdinalIgnoreCase))
            throw DirectLineProblem.Unsupported($"Files can be of these types: {string.Join(", ", Types)}.");
        var said = declared?.Split(';')[0].Trim();
        if (!string.IsNullOrEmpty(said)
            && !string.Equals(said, "application/octet-stream", StringComparison.OrdinalIgnoreCase)
            && !string.Equals(said, type, StringComparison.OrdinalIgnoreCase))
        {
            throw DirectLineProblem.Unsupported($"The file is said to be {Printable(said)} but its content is {type}.");
        }

        return new StoredFile(CleanName(name), type, content.ToArray());
    }

    /// <summary>Keeps a file and returns its id.</summary>
    public async Task<string> KeepAsync(string conversationId, StoredFile file, CancellationToken cancellationToken)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        await documents.WriteAsync(
            new DocumentWrite(
                Key(conversationId, id),
                JsonSerializer.SerializeToUtf8Bytes(file, DirectLineJson.Default.StoredFile),
                WriteCondition.Create,
                clock.GetUtcNow() + options.Value.Retention),
            cancellationToken);
        return id;
    }

    /// <summary>The file, or null.</summary>
    public async ValueTask<StoredFile?> FindAsync(string conversationId, string id, CancellationToken cancellationToken) =>
        await documents.ReadAsync(Key(conversationId, id), cancellationToken) is { } document
            ? JsonSerializer.Deserialize(document.Body.Span, DirectLineJson.Default.StoredFile)
            : null;

    /// <summary>The files of a conversation.</summary>
    public async Task<IReadOnlyList<(string Id, StoredFile File)>> OfAsync(string conversationId, CancellationToken cancellationToken)
    {
        var files = new List<(string, StoredFile)>();
        var query = new DocumentQuery(Kind.Name, conversationId) { PageSize = 10 };
        do
        {
            var page = await documents.QueryAsync(query, cancellationToken);
            files.AddRange(page.Documents.Select(d => (d.Key.Id, JsonSerializer.Deserialize(d.Body.Span, DirectLineJson.Default.StoredFile)!)));
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
        return files;
    }

    /// <summary>Where the last files of a conversation are read.</summary>
    /// <param name="home">The program's address.</param>
    public async Task<IReadOnlyList<string>> AddressesAsync(Uri home, string conversationId, CancellationToken cancellationToken) =>
        [.. (await documents.QueryAsync(new DocumentQuery(Kind.Name, conversationId) { PageSize = MostShown }, cancellationToken)).Documents.Select(d => AddressOf(home, conversationId, d.Key.Id))];

    /// <summary>Where a file is read.</summary>
    public static string AddressOf(Uri home, string conversationId, string id) => $"{home}{DirectLineChannel.Path}/conversations/{conversationId}/files/{id}";

    /// <summary>Removes a file.</summary>
    public Task RemoveAsync(string conversationId, string id, CancellationToken cancellationToken) => documents.DeleteAsync(Key(conversationId, id), cancellationToken: cancellationToken);

    private static DocumentKey Key(string conversationId, string id) => new(Kind.Name, conversationId, id);

    // The last part of whatever path a client sends, without anything that could lead a shell, a page or an eye astray.
    private static string CleanName(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var clean = new string([.. last.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && !IsDirection(c) && !"<>:\"|?*;".Contains(c, StringComparison.Ordinal))]).Trim(' ', '.');
        return clean.Length switch { 0 => "file", > MaxNameLength => clean[^MaxNameLength..], _ => clean };
    }

    // Marks that turn the direction of writing can make "exe.pdf" of "fdp.exe".
    private static bool IsDirection(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F';

    private static string Printable(string text) => new([.. text.Take(60).Where(c => c is > ' ' and < '\u007F')]);
}
