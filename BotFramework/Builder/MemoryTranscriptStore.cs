using System.Globalization;
using System.Text.Json;
using CampaignBot.BotFramework;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>Transcripts in the process, for tests and trying things out. Pages hold 20.</summary>
public class MemoryTranscriptStore : ITranscriptStore
{
    private const int PageSize = 20;
    private readonly Dictionary<(string Channel, string Conversation), (DateTimeOffset Created, List<Activity> Activities)> transcripts = [];
    private readonly Lock gate = new();

    public Task LogActivityAsync(IActivity activity)
    {
        BotAssert.ActivityNotNull(activity);
        var copy = JsonSerializer.Deserialize<Activity>(JsonSerializer.SerializeToUtf8Bytes((Activity)activity, BotJson.Options), BotJson.Options)!;
        var key = (activity.ChannelId ?? "", activity.Conversation?.Id ?? "");
        lock (gate)
        {
            if (!transcripts.TryGetValue(key, out var transcript))
                transcripts.Add(key, transcript = (activity.Timestamp ?? TimeProvider.System.GetUtcNow(), []));
            transcript.Activities.Add(copy);
        }

        return Task.CompletedTask;
    }

    public Task<PagedResult<IActivity>> GetTranscriptActivitiesAsync(string channelId, string conversationId, string? continuationToken = null, DateTimeOffset startDate = default)
    {
        lock (gate)
        {
            var activities = transcripts.TryGetValue((channelId, conversationId), out var transcript) ? transcript.Activities : [];
            return Task.FromResult(Page(activities.Where(a => startDate == default || a.Timestamp >= startDate).ToList<IActivity>(), continuationToken));
        }
    }

    public Task<PagedResult<TranscriptInfo>> ListTranscriptsAsync(string channelId, string? continuationToken = null)
    {
        lock (gate)
        {
            var list = transcripts.Where(t => t.Key.Channel == channelId)
                .OrderBy(t => t.Value.Created)
                .Select(t => new TranscriptInfo { ChannelId = channelId, Id = t.Key.Conversation, Created = t.Value.Created })
                .ToList();
            return Task.FromResult(Page(list, continuationToken));
        }
    }

    public Task DeleteTranscriptAsync(string channelId, string conversationId)
    {
        lock (gate)
        {
            transcripts.Remove((channelId, conversationId));
        }

        return Task.CompletedTask;
    }

    private static PagedResult<T> Page<T>(List<T> all, string? continuationToken)
    {
        var start = continuationToken is null ? 0 : int.Parse(continuationToken, NumberStyles.None, CultureInfo.InvariantCulture);
        var next = start + PageSize;
        return new PagedResult<T>
        {
            Items = [.. all.Skip(start).Take(PageSize)],
            ContinuationToken = next < all.Count ? next.ToString(CultureInfo.InvariantCulture) : null,
        };
    }
}
