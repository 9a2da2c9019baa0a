using System.Text.Json;
using CampaignBot.Core.Documents;
using Microsoft.Extensions.Options;

namespace CampaignBot.Channels.DirectLine;

/// <summary>A conversation that was started, with its one user.</summary>
/// <param name="Welcomed">Whether the bot was told that the user is there.</param>
internal sealed record Conversation(string Id, string UserId, string? UserName, bool Welcomed);

/// <summary>The conversations that were started. A reserved one, for which there is only a token, leaves no trace.</summary>
internal sealed class Conversations(IDocumentStore documents, IOptions<DirectLineOptions> options, TimeProvider clock)
{
    public static readonly DocumentKind Kind = new("directline");

    /// <summary>The conversation, or null where none was started by that id.</summary>
    public async ValueTask<Conversation?> FindAsync(string id, CancellationToken cancellationToken) =>
        await documents.ReadAsync(Key(id), cancellationToken) is { } document
            ? JsonSerializer.Deserialize(document.Body.Span, DirectLineJson.Default.Conversation)
            : null;

    /// <summary>Starts a conversation; of several calls at once, one does.</summary>
    /// <returns>Whether this call started it, and the conversation as it is.</returns>
    public async Task<(bool Started, Conversation Conversation)> StartAsync(
        Conversation conversation, CancellationToken cancellationToken)
    {
        if (await FindAsync(conversation.Id, cancellationToken) is { } earlier)
            return (false, earlier);
        try
        {
            await WriteAsync(conversation, WriteCondition.Create, cancellationToken);
            return (true, conversation);
        }
        catch (DocumentConflictException)
        {
            return (false, await FindAsync(conversation.Id, cancellationToken) ?? conversation);
        }
    }

    /// <summary>Notes that the bot was told.</summary>
    public Task SetWelcomedAsync(Conversation conversation, CancellationToken cancellationToken) =>
        WriteAsync(conversation with { Welcomed = true }, WriteCondition.None, cancellationToken);

    private Task<string> WriteAsync(Conversation conversation, WriteCondition condition, CancellationToken cancellationToken) =>
        documents.WriteAsync(
            new DocumentWrite(
                Key(conversation.Id),
                JsonSerializer.SerializeToUtf8Bytes(conversation, DirectLineJson.Default.Conversation),
                condition,
                clock.GetUtcNow() + options.Value.Retention),
            cancellationToken);

    private static DocumentKey Key(string id) => new(Kind.Name, id, "conversation");
}
