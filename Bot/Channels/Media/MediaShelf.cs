using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;
using CampaignBot.Turns;
using Microsoft.Extensions.Options;

namespace CampaignBot.Channels.Media;

/// <summary>A file as it is kept.</summary>
/// <param name="Owner">Whose it is: a <see cref="ChannelAddress.Key"/>.</param>
internal sealed record KeptMedia(string Owner, string Conversation, string Type, byte[] Content, DateTimeOffset At);

/// <summary>
/// The files that people sent, for whoever of the campaign answers them: each for as long as the transcript it belongs to, under an id
/// that only its platform could tell.
/// </summary>
internal sealed class MediaShelf(IDocumentStore documents, PublicAddress address, IOptions<TurnOptions> options, TimeProvider time) : IPersonalData
{
    /// <summary>The path below which they are served.</summary>
    public const string Path = "media";

    private const int IdLength = 48;
    private const int MostADay = 10;
    private const int MostShown = 5;

    /// <summary>One document a file, its own partition.</summary>
    public static DocumentKind Kind { get; } = new("media", "owner", "conversation", "at");

    /// <inheritdoc/>
    public string Name => "media";

    /// <summary>Whether there is an address under which they could be seen.</summary>
    public bool IsOpen => address.Configured is not null;

    /// <summary>The id of a file of a message: the platform names messages by what nobody else can guess.</summary>
    public static string IdOf(string channelId, string message, int index) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{channelId} {message} {index}"))))[..IdLength];

    /// <summary>The file of an id; null where there is none.</summary>
    public async Task<KeptMedia?> FindAsync(string id, CancellationToken cancellationToken) =>
        id.Length == IdLength && id.All(char.IsAsciiHexDigitLower) && await documents.ReadAsync(Key(id), cancellationToken) is { } document ? Read(document) : null;

    /// <summary>Whether somebody has room for one more file today.</summary>
    public async Task<bool> HasRoomAsync(ChannelAddress owner, CancellationToken cancellationToken)
    {
        var dayAgo = time.GetUtcNow() - TimeSpan.FromDays(1);
        var query = new DocumentQuery(Kind.Name) { Where = [new("owner", Comparison.Equal, owner.Key), new("at", Comparison.Greater, SortableInstantConverter.Text(dayAgo))], PageSize = MostADay };
        return (await documents.QueryAsync(query, cancellationToken)).Documents.Count < MostADay;
    }

    /// <summary>Keeps a file.</summary>
    public Task KeepAsync(string id, ChannelAddress owner, string conversation, FetchedMedia file, CancellationToken cancellationToken)
    {
        var kept = new KeptMedia(owner.Key, conversation, file.Type, file.Content, time.GetUtcNow());
        return documents.WriteAsync(
            new DocumentWrite(Key(id), JsonSerializer.SerializeToUtf8Bytes(kept, MediaJson.Default.KeptMedia), Expires: kept.At + TimeSpan.FromDays(options.Value.TranscriptDays)), cancellationToken);
    }

    /// <summary>The addresses of the last files that came in a conversation since a time.</summary>
    public async Task<IReadOnlyList<string>> SentAsync(string channelId, string conversation, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (address.Configured is not { } home)
            return [];
        var query = new DocumentQuery(Kind.Name) { Where = [new("conversation", Comparison.Equal, ConversationKey.Of(channelId, conversation)), new("at", Comparison.Greater, SortableInstantConverter.Text(since))], PageSize = MostShown };
        return [.. (await documents.QueryAsync(query, cancellationToken)).Documents.Select(d => new Uri(home, $"{Path}/{d.Key.Id}").AbsoluteUri)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, CancellationToken cancellationToken) =>
        [.. (await OfAsync(someone, cancellationToken)).Select(d => Read(d)).Select(f => new JsonObject { ["type"] = f.Type, ["bytes"] = f.Content.Length })];

    /// <inheritdoc/>
    public async Task DeleteAsync(Someone someone, string act, CancellationToken cancellationToken)
    {
        foreach (var document in await OfAsync(someone, cancellationToken))
            await documents.DeleteAsync(document.Key, cancellationToken: cancellationToken);
    }

    private async Task<List<Document>> OfAsync(Someone someone, CancellationToken cancellationToken)
    {
        var all = new List<Document>();
        foreach (var owner in someone.Addresses)
        {
            var query = new DocumentQuery(Kind.Name) { Where = [new("owner", Comparison.Equal, owner.Key)], PageSize = MostADay };
            do
            {
                var page = await documents.QueryAsync(query, cancellationToken);
                all.AddRange(page.Documents);
                query = query with { Continuation = page.Continuation };
            }
            while (query.Continuation is not null);
        }
        return all;
    }

    private static KeptMedia Read(Document document) => JsonSerializer.Deserialize(document.Body.Span, MediaJson.Default.KeptMedia)!;

    private static DocumentKey Key(string id) => new(Kind.Name, id, id);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(SortableInstantConverter)])]
[JsonSerializable(typeof(KeptMedia))]
internal sealed partial class MediaJson : JsonSerializerContext;
