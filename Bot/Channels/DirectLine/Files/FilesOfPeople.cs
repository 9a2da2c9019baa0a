using System.Text.Json.Nodes;
using CampaignBot.Core.Privacy;
using CampaignBot.Turns;

namespace CampaignBot.Channels.DirectLine;

/// <summary>The files that a person sent in their conversations.</summary>
internal sealed class FilesOfPeople(SentFiles files, ConversationHistory history) : IPersonalData
{
    private const string Prefix = $"{DirectLineChannel.Id}/";

    public string Name => "files";

    public async Task<IReadOnlyList<JsonObject>> CollectAsync(Someone someone, CancellationToken cancellationToken)
    {
        var shown = new List<JsonObject>();
        foreach (var conversation in await ConversationsAsync(someone, cancellationToken))
        {
            shown.AddRange((await files.OfAsync(conversation, cancellationToken))
                .Select(f => new JsonObject { ["name"] = f.File.Name, ["type"] = f.File.Type, ["bytes"] = f.File.Content.Length }));
        }
        return shown;
    }

    public async Task DeleteAsync(Someone someone, string act, CancellationToken cancellationToken)
    {
        foreach (var conversation in await ConversationsAsync(someone, cancellationToken))
        {
            foreach (var (id, _) in await files.OfAsync(conversation, cancellationToken))
                await files.RemoveAsync(conversation, id, cancellationToken);
        }
    }

    private async Task<IEnumerable<string>> ConversationsAsync(Someone someone, CancellationToken cancellationToken) =>
        (await history.FindAsync(someone, cancellationToken)).Where(key => key.StartsWith(Prefix, StringComparison.Ordinal)).Select(key => key[Prefix.Length..]);
}
