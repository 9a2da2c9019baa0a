using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using CampaignBot.Core.Documents;

namespace CampaignBot.Storage;

/// <summary>How far a move is with a kind of document.</summary>
/// <param name="Kind">Its name.</param>
/// <param name="Done">How many of the source's were seen.</param>
/// <param name="IsChecking">Whether they are compared now, and no longer written.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MoveProgress(string Kind, int Done, bool IsChecking);

/// <summary>What was moved of a kind.</summary>
/// <param name="Documents">How many there are, in the source and as found in the target.</param>
/// <param name="Written">How many of them were written now; the others were there already.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MovedKind(string Kind, int Documents, int Written);

/// <summary>
/// Copies every document of a store into another, then reads both and compares them by count and content. What is in the target
/// already, from a move that was broken off, is not written again. Neither store may be served from meanwhile: what is written to the
/// source is found as a difference at the end.
/// </summary>
/// <param name="from">Where everything is; nothing is changed there.</param>
/// <param name="to">Where it is to be.</param>
/// <param name="kinds">All kinds of documents there are.</param>
public sealed class StorageMove(IDocumentStore from, IDocumentStore to, DocumentKinds kinds, TimeProvider clock, IProgress<MoveProgress>? progress = null)
{
    private const int AtATime = 16;

    // What goes by itself in the meantime is copied but not compared.
    private static readonly TimeSpan SoonGone = TimeSpan.FromHours(1);

    /// <summary>Copies and compares.</summary>
    /// <param name="resume">Whether the target may hold documents already; else any stops the move before it begins.</param>
    /// <returns>What was moved, by kind, those without documents left out.</returns>
    /// <exception cref="InvalidDataException">The target isn't empty, or holds something else than the source at the end; the message says what to do.</exception>
    public async Task<IReadOnlyList<MovedKind>> RunAsync(bool resume, CancellationToken cancellationToken)
    {
        var names = kinds.All.Select(k => k.Name).Order(StringComparer.Ordinal).ToList();
        if (!resume)
            await RequireEmptyAsync(names, cancellationToken);
        var soon = clock.GetUtcNow() + SoonGone;
        var moved = new List<MovedKind>();
        foreach (var kind in names)
        {
            var written = await CopyAsync(kind, cancellationToken);
            if (written.All > 0)
                moved.Add(new MovedKind(kind, written.All, written.Written));
        }

        var differing = new List<string>();
        foreach (var kind in names)
        {
            var (ours, theirs) = (await Digest.OfAsync(from, kind, soon, progress, cancellationToken), await Digest.OfAsync(to, kind, soon, null, cancellationToken));
            if (ours != theirs)
                differing.Add($"{kind} ({ours.Count} there, {theirs.Count} in the target)");
        }
        return differing.Count == 0
            ? moved
            : throw new InvalidDataException(
                $"The target differs from the source: {string.Join(", ", differing)}. Stop every program that serves from either, and run the command again with --resume; "
                + "if it differs still, the target holds documents of another bot: use an empty one.");
    }

    private async Task RequireEmptyAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        foreach (var kind in names)
        {
            if ((await to.QueryAsync(new DocumentQuery(kind) { PageSize = 1 }, cancellationToken)).Documents.Count > 0)
                throw new InvalidDataException($"The target isn't empty: it has documents of kind '{kind}'. With --resume a move that was broken off goes on there.");
        }
    }

    private async Task<(int All, int Written)> CopyAsync(string kind, CancellationToken cancellationToken)
    {
        var there = new HashSet<UInt128>();
        await foreach (var document in Digest.AllAsync(to, kind, cancellationToken))
            there.Add(Digest.Name(document));
        var (all, written) = (0, 0);
        await Parallel.ForEachAsync(
            Digest.AllAsync(from, kind, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
            async (document, token) =>
            {
                if (!there.Contains(Digest.Name(document)))
                {
                    await to.WriteAsync(new DocumentWrite(document.Key, document.Body, Expires: document.Expires), token);
                    Interlocked.Increment(ref written);
                }
                var done = Interlocked.Increment(ref all);
                progress?.Report(new MoveProgress(kind, done, false));
            });
        return (all, written);
    }

    /// <summary>How many documents there are and the sum of their SHA-256, which is the same in whatever order they come.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Digest(int Count, UInt128 High, UInt128 Low)
    {
        public static async Task<Digest> OfAsync(IDocumentStore store, string kind, DateTimeOffset soon, IProgress<MoveProgress>? progress, CancellationToken cancellationToken)
        {
            var digest = default(Digest);
            await foreach (var document in AllAsync(store, kind, cancellationToken))
            {
                if (document.Expires <= soon)
                    continue;
                var hash = Hash(document);
                digest = new Digest(
                    digest.Count + 1,
                    unchecked(digest.High + BinaryPrimitives.ReadUInt128BigEndian(hash)),
                    unchecked(digest.Low + BinaryPrimitives.ReadUInt128BigEndian(hash.AsSpan(16))));
                progress?.Report(new MoveProgress(kind, digest.Count, true));
            }
            return digest;
        }

        public static UInt128 Name(Document document) => BinaryPrimitives.ReadUInt128BigEndian(Hash(document));

        public static async IAsyncEnumerable<Document> AllAsync(IDocumentStore store, string kind, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var query = new DocumentQuery(kind) { PageSize = 200 };
            do
            {
                var page = await store.QueryAsync(query, cancellationToken);
                foreach (var document in page.Documents)
                    yield return document;
                query = query with { Continuation = page.Continuation };
            }
            while (query.Continuation is not null);
        }

        /// <summary>Of the key, the expiry and the body, each with its length before it.</summary>
        private static byte[] Hash(Document document)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Add(Encoding.UTF8.GetBytes(document.Key.Partition));
            Add(Encoding.UTF8.GetBytes(document.Key.Id));
            Span<byte> expires = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(expires, document.Expires?.UtcTicks ?? 0);
            hash.AppendData(expires);
            Add(document.Body.Span);
            return hash.GetHashAndReset();

            void Add(ReadOnlySpan<byte> part)
            {
                Span<byte> length = stackalloc byte[sizeof(int)];
                BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
                hash.AppendData(length);
                hash.AppendData(part);
            }
        }
    }
}
