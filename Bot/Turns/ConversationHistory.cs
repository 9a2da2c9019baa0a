using System.Globalization;
using System.Text.Json.Nodes;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;
using Microsoft.Bot.Schema;

namespace CampaignBot.Turns;

/// <summary>What is kept of a person's conversations: the bot's state in each, and what was said. Groups belong to no one person.</summary>
public sealed class ConversationHistory : IPersonalData
{
    private static readonly TimeSpan LongestDelivery = TimeSpan.FromSeconds(10);
    private readonly IDocumentStore _documents;
    private readonly Conversations _conversations;
    private readonly Transcript _transcript;
    private readonly UnsentReplies _unsent;
    private readonly TimeProvider _time;

    internal ConversationHistory(IDocumentStore documents, Conversations conversations, Transcript transcript, UnsentReplies unsent, TimeProvider time) =>
        (_documents, _conversations, _transcript, _unsent, _time) = (documents, conversations, transcript, unsent, time);

    /// <inheritdoc/>
    public string Name => "conversations";

    /// <summary>The keys (<see cref="ConversationKey"/>) of somebody's conversations.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(Someone someone, CancellationToken cancellationToken = default)
    {
        var keys = new List<string>();
        foreach (var address in someone.Addresses)
        {
            var query = new DocumentQuery(ConversationRecord.Kind.Name) { Where = [new("person", Comparison.Equal, address.Key)] };
            do
            {
                var page = await _documents.QueryAsync(query, cancellationToken);
                keys.AddRange(page.Documents.Select(d => d.Key.Partition));
                query = query with { Continuation = page.Continuation };
            }
            while (query.Continuation is not null);
        }
        return keys;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, CancellationToken cancellationToken)
    {
        var shown = new List<JsonObject>();
        foreach (var key in await FindAsync(someone, cancellationToken))
        {
            await WrittenDownAsync(key);
            var messages = new JsonArray();
            string? since = null;
            for (long after = 0; await _transcript.ReadAsync(key, after, 1_000, cancellationToken) is { Count: > 0 } entries; after = entries[^1].Number)
            {
                foreach (var activity in entries.Select(e => e.ReadActivity()).Where(a => a.Type == ActivityTypes.Message))
                {
                    var at = activity.Timestamp?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
                    since ??= at;
                    messages.Add(new JsonObject { ["at"] = at, ["from"] = someone.Addresses.Any(a => a.Address == activity.From?.Id) ? "you" : "us", ["text"] = activity.Text });
                }
            }
            shown.Add(new JsonObject { ["channel"] = key.Split('/')[0], ["since"] = since, ["messages"] = messages });
        }
        return shown;
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(Someone someone, string act, CancellationToken cancellationToken)
    {
        var goesLast = someone is { ConversationId: { } id, Addresses: [var first, ..] } ? ConversationKey.Of(first.ChannelId, id) : null;
        foreach (var key in await FindAsync(someone, cancellationToken))
        {
            await _transcript.EraseAsync(key, cancellationToken: cancellationToken);
            await _unsent.EraseAsync(key, cancellationToken);
            if (key != goesLast)
                await RemoveAsync(key, static _ => true, cancellationToken);
        }
    }

    /// <summary>Deletes a conversation in which somebody was just told that all is deleted, but for that; what they say next begins anew.</summary>
    /// <param name="key">A <see cref="ConversationKey"/>.</param>
    /// <param name="told">The id of the turn that told them.</param>
    /// <returns>False where that waits to be delivered: it is to be tried again later.</returns>
    public async Task<bool> CloseAsync(string key, string told, CancellationToken cancellationToken)
    {
        var conversation = _conversations.Enter(key);
        try
        {
            await conversation.Deliveries.WaitAsync(LongestDelivery, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if ((await conversation.RecordAsync(cancellationToken)).Outbox.Count > 0)
                return false;
            await _transcript.EraseAsync(key, (await _transcript.FindAsync(key, TurnReplies.IdOf(told, 0), cancellationToken))?.Number, cancellationToken);
            // Where they have written again since, the record is of that.
            await conversation.RemoveAsync(record => record.HasHandledLast(ConversationKey.Fit(told)), cancellationToken);
            return true;
        }
        finally
        {
            conversation.Leave();
        }
    }

    /// <summary>Waits until the transcript has what was said last: it is written beside the turn.</summary>
    private async Task WrittenDownAsync(string key)
    {
        var conversation = _conversations.Enter(key);
        try
        {
            _ = await conversation.LastEcho;
        }
        finally
        {
            conversation.Leave();
        }
    }

    private async Task RemoveAsync(string key, Func<ConversationRecord, bool> expected, CancellationToken cancellationToken)
    {
        var conversation = _conversations.Enter(key);
        try
        {
            await conversation.RemoveAsync(expected, cancellationToken);
        }
        finally
        {
            conversation.Leave();
        }
    }
}
