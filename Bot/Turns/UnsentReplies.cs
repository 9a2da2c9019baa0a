using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using CampaignBot.BotFramework;
using CampaignBot.Core.Documents;
using Microsoft.Bot.Schema;

namespace CampaignBot.Turns;

/// <summary>A reply that its platform refused for good.</summary>
/// <param name="Conversation">A <see cref="ConversationKey"/>.</param>
public sealed record UnsentReply(string Conversation, DateTimeOffset At, string Reason, Activity Activity);

/// <summary>
/// The replies that were given up because their platform refuses them or could not be reached in time, kept so that a person of the campaign
/// can see to them; <c>channels unsent</c> lists them. They go with their conversation, and by themselves after 30 days.
/// </summary>
public sealed class UnsentReplies(IDocumentStore documents, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>One document a reply: partition its conversation's key, id its own.</summary>
    public static DocumentKind Kind { get; } = new("unsent-reply", "at");

    /// <summary>Keeps one; keeping it again changes nothing but the time.</summary>
    internal async Task KeepAsync(string conversation, Reply reply, string reason, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var body = DocumentBody.Of((reply, reason, at: now.UtcTicks.ToString("D19", CultureInfo.InvariantCulture)), static (writer, unsent) =>
        {
            writer.WriteString("at", unsent.at);
            writer.WriteString("reason", unsent.reason);
            writer.WritePropertyName("activity");
            writer.WriteRawValue(unsent.reply.Json.Span, skipInputValidation: true);
        });
        await documents.WriteAsync(new DocumentWrite(new DocumentKey(Kind.Name, conversation, ConversationKey.Fit(reply.Id)), body, WriteCondition.None, now + Kept), cancellationToken);
    }

    /// <summary>All that are kept, the oldest first.</summary>
    public async IAsyncEnumerable<UnsentReply> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var query = new DocumentQuery(Kind.Name) { OrderBy = "at" };
        do
        {
            var page = await documents.QueryAsync(query, cancellationToken);
            foreach (var document in page.Documents)
            {
                using var json = JsonDocument.Parse(document.Body, new JsonDocumentOptions { MaxDepth = DocumentLimits.MaxDepth });
                var root = json.RootElement;
                yield return new UnsentReply(
                    document.Key.Partition,
                    Instants.Read(root.GetProperty("at").GetString()!),
                    root.GetProperty("reason").GetString()!,
                    root.GetProperty("activity").Deserialize<Activity>(BotJson.Options)!);
            }
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
    }

    /// <summary>Removes those of a conversation.</summary>
    internal async Task EraseAsync(string conversation, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery(Kind.Name, conversation);
        do
        {
            var page = await documents.QueryAsync(query, cancellationToken);
            foreach (var document in page.Documents)
                await documents.DeleteAsync(document.Key, cancellationToken: cancellationToken);
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
    }
}
