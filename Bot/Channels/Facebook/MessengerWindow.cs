using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;

namespace CampaignBot.Channels.Facebook;

/// <summary>
/// When each person last wrote to the page. A page may write for 24 hours after that; later only a person may, within 7 days and under
/// the tag HUMAN_AGENT, which nothing automated bears (Messenger Platform, "Messaging policy"). So what the bot has to say later is not sent.
/// </summary>
internal sealed class MessengerWindow(IDocumentStore documents, TimeProvider time) : IPersonalData
{
    private const string Id = "heard";
    private static readonly TimeSpan IsOpenFor = TimeSpan.FromHours(24);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>One document a person: partition their address.</summary>
    public static DocumentKind Kind { get; } = new("messenger-heard");

    /// <inheritdoc/>
    public string Name => "messenger";

    /// <summary>Notes that somebody did something; what comes late takes nothing back.</summary>
    public async Task OpenAsync(string person, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var heard = at < now ? at : now;
        if (await HeardAsync(person, cancellationToken) >= heard)
            return;
        await documents.WriteAsync(
            new DocumentWrite(Key(person), JsonSerializer.SerializeToUtf8Bytes(new LastHeard(heard), LastHeardJson.Default.LastHeard), WriteCondition.None, now + Kept), cancellationToken);
    }

    /// <summary>Whether it is known that Messenger would refuse what the bot sends now.</summary>
    public async Task<bool> IsClosedAsync(string person, CancellationToken cancellationToken) =>
        time.GetUtcNow() - await HeardAsync(person, cancellationToken) > IsOpenFor;

    /// <summary>Nothing of its own: the conversation shows when they wrote.</summary>
    public Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<JsonObject>>([]);

    /// <inheritdoc/>
    public async Task DeleteAsync(Someone someone, string act, CancellationToken cancellationToken)
    {
        foreach (var address in someone.Addresses.Where(a => a.ChannelId == MessengerEvents.ChannelId))
            await documents.DeleteAsync(Key(address.Address), cancellationToken: cancellationToken);
    }

    private async Task<DateTimeOffset?> HeardAsync(string person, CancellationToken cancellationToken) =>
        await documents.ReadAsync(Key(person), cancellationToken) is { } document ? JsonSerializer.Deserialize(document.Body.Span, LastHeardJson.Default.LastHeard)!.At : null;

    private static DocumentKey Key(string person) => new(Kind.Name, new ChannelAddress(MessengerEvents.ChannelId, person).Key, Id);
}

/// <summary>When somebody last did something that Messenger told of.</summary>
internal sealed record LastHeard(DateTimeOffset At);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LastHeard))]
internal sealed partial class LastHeardJson : JsonSerializerContext;
