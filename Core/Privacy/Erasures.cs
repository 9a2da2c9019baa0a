using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;

namespace CampaignBot.Core.Privacy;

/// <summary>That somebody wants everything deleted: kept until all of it is done, so that no crash leaves it half done.</summary>
/// <param name="Act">The id of the activity that asked for it.</param>
/// <param name="PersonId">Their record then; null where there was none.</param>
/// <param name="Addresses">All of theirs then, the one they asked from first.</param>
/// <param name="ConversationId">Where they asked, on the first address's channel: they are told there when it is done.</param>
/// <param name="Language">To tell them in, ISO 639-1.</param>
public sealed record Erasure(string Act, string? PersonId, IReadOnlyList<ChannelAddress> Addresses, string ConversationId, string Language, DateTimeOffset At)
{
    /// <summary>One document a request.</summary>
    public static DocumentKind Kind { get; } = new("erasure", "at");

    /// <summary>Whose.</summary>
    [JsonIgnore]
    public Someone Someone => new(PersonId, Addresses) { ConversationId = ConversationId };

    /// <summary>Whether everything is deleted but the conversation in which they are told.</summary>
    public bool IsDataGone { get; init; }
}

/// <summary>The deletions that were asked for and are not done, on the document store.</summary>
/// <param name="documents">A store in which <see cref="Erasure.Kind"/> is declared.</param>
public sealed class Erasures(IDocumentStore documents)
{
    private const string Id = "erasure";

    private readonly Channel<bool> _requested = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Done when there was a request since the last call. Its turn may still be under way.</summary>
    public async Task RequestedAsync(CancellationToken cancellationToken) => await _requested.Reader.ReadAsync(cancellationToken);

    /// <summary>Keeps a request; by the same act again, it changes nothing.</summary>
    public async Task RequestAsync(Erasure erasure, CancellationToken cancellationToken = default)
    {
        await KeepAsync(erasure, cancellationToken);
        _requested.Writer.TryWrite(true);
    }

    /// <summary>Keeps how far one has come.</summary>
    public Task KeepAsync(Erasure erasure, CancellationToken cancellationToken = default) =>
        documents.WriteAsync(new DocumentWrite(Key(erasure), JsonSerializer.SerializeToUtf8Bytes(erasure, PrivacyJson.Default.Erasure)), cancellationToken);

    /// <summary>Those not done, the oldest first.</summary>
    public async IAsyncEnumerable<Erasure> PendingAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var query = new DocumentQuery(Erasure.Kind.Name) { OrderBy = "at" };
        do
        {
            var page = await documents.QueryAsync(query, cancellationToken);
            foreach (var document in page.Documents)
                yield return JsonSerializer.Deserialize(document.Body.Span, PrivacyJson.Default.Erasure)!;
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
    }

    /// <summary>Notes that all is done, of which nothing is kept.</summary>
    public Task DoneAsync(Erasure erasure, CancellationToken cancellationToken = default) => documents.DeleteAsync(Key(erasure), cancellationToken: cancellationToken);

    private static DocumentKey Key(Erasure erasure) => new(Erasure.Kind.Name, new ChannelAddress(erasure.Addresses[0].ChannelId, erasure.Act).Key, Id);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(SortableInstantConverter)])]
[JsonSerializable(typeof(Erasure))]
internal sealed partial class PrivacyJson : JsonSerializerContext;
