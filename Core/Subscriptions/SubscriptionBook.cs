using System.Text.Json.Nodes;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;

namespace CampaignBot.Core.Subscriptions;

/// <summary>Who wants to hear of what, on the document store, with the evidence that they said so.</summary>
/// <param name="documents">A store in which <see cref="UpdateWishes.Kind"/> and <see cref="ConsentLedger.Kind"/> are declared.</param>
public sealed class SubscriptionBook(IDocumentStore documents, ConsentLedger consent, Pseudonyms pseudonyms) : IPersonalData
{
    private const string Id = "wishes";
    private readonly PersonalShelf<UpdateWishes> _shelf = new(documents, pseudonyms, UpdateWishes.Kind, SubscriptionsJson.Default.UpdateWishes);

    /// <inheritdoc/>
    public string Name => "updates";

    /// <summary>What somebody asked to be told; null where that is nothing.</summary>
    public Task<UpdateWishes?> FindAsync(ChannelAddress person, CancellationToken cancellationToken = default) => _shelf.FindAsync(person, Id, cancellationToken);

    /// <summary>
    /// Keeps what somebody wants to be told. Each topic that they have agreed to is recorded as an opt-in, each
    /// that they had and want no more as an opt-out. Done again by the same act, it changes nothing.
    /// </summary>
    /// <param name="wording">What they said yes to.</param>
    /// <param name="act">The id of the activity that said so.</param>
    public async Task KeepAsync(UpdateWishes wishes, string wording, string act, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(wishes.Person, cancellationToken) is { } before)
            await WithdrawAsync(before, [.. before.Topics.Except(wishes.Topics, StringComparer.Ordinal)], wishes.At, act, cancellationToken);
        foreach (var topic in wishes.Topics)
            await RecordAsync(wishes, topic, ConsentAct.OptIn, wishes.At, wording, act, cancellationToken);
        await _shelf.KeepAsync(wishes.Person, Id, wishes, cancellationToken);
    }

    /// <summary>Stops some topics of those that somebody asked to be told; by the same act again, it changes nothing.</summary>
    /// <returns>What they still want; null where that is nothing.</returns>
    public async Task<UpdateWishes?> DropAsync(ChannelAddress person, IReadOnlyList<string> topics, DateTimeOffset at, string act, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(person, cancellationToken) is not { } wishes)
            return null;
        await WithdrawAsync(wishes, topics, at, act, cancellationToken);
        var left = wishes.Topics.Except(topics, StringComparer.Ordinal).ToList();
        if (left.Count > 0)
            return await _shelf.ChangeAsync(person, Id, known => known is null ? null : known with { Topics = left }, cancellationToken);
        await _shelf.RemoveAsync(person, Id, cancellationToken);
        return null;
    }

    /// <summary>Stops everything that somebody asked to be told. What the bot answers them is not touched.</summary>
    /// <param name="act">The id of the activity that said so.</param>
    public async Task StopAsync(ChannelAddress person, DateTimeOffset at, string act, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(person, cancellationToken) is not { } wishes)
            return;
        await WithdrawAsync(wishes, wishes.Topics, at, act, cancellationToken);
        await _shelf.RemoveAsync(person, Id, cancellationToken);
    }

    /// <summary>Sets until when somebody wants nothing; null lets it go on at once.</summary>
    /// <returns>What they want now; null where that is nothing.</returns>
    public Task<UpdateWishes?> PauseAsync(ChannelAddress person, DateTimeOffset? until, CancellationToken cancellationToken = default) =>
        _shelf.ChangeAsync(person, Id, wishes => wishes is null ? null : wishes with { PausedUntil = until }, cancellationToken);

    /// <summary>What everybody asked to be told, in no order.</summary>
    public IAsyncEnumerable<UpdateWishes> AllAsync(CancellationToken cancellationToken = default) => _shelf.AllAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, CancellationToken cancellationToken) => _shelf.CollectAsync(someone, ["person", "conversation"], cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(Someone someone, string act, CancellationToken cancellationToken) => _shelf.DeleteAsync(someone, cancellationToken);

    private async Task WithdrawAsync(UpdateWishes wishes, IReadOnlyList<string> topics, DateTimeOffset at, string act, CancellationToken cancellationToken)
    {
        foreach (var topic in topics)
            await RecordAsync(wishes, topic, ConsentAct.OptOut, at, null, act, cancellationToken);
    }

    private Task RecordAsync(UpdateWishes wishes, string topic, ConsentAct way, DateTimeOffset at, string? wording, string act, CancellationToken cancellationToken) => consent.AddAsync(
        wishes.Person.ChannelId,
        wishes.Person.Address,
        $"{act}:{topic}",
        new ConsentRecord(way, at, UpdateWishes.ProgrammeOf(topic), wishes.Person.ChannelId, wording, wishes.Language),
        cancellationToken);
}
