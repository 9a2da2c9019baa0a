using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>Keeps what is said.</summary>
public interface ITranscriptLogger
{
    Task LogActivityAsync(IActivity activity);
}

/// <summary>Keeps what is said, and finds it again.</summary>
public interface ITranscriptStore : ITranscriptLogger
{
    /// <summary>The activities of a conversation since <paramref name="startDate"/>, oldest first, a page at a time.</summary>
    Task<PagedResult<IActivity>> GetTranscriptActivitiesAsync(string channelId, string conversationId, string? continuationToken = null, DateTimeOffset startDate = default);

    /// <summary>The conversations of a channel, a page at a time.</summary>
    Task<PagedResult<TranscriptInfo>> ListTranscriptsAsync(string channelId, string? continuationToken = null);

    Task DeleteTranscriptAsync(string channelId, string conversationId);
}

/// <summary>A conversation that there is a transcript of.</summary>
public class TranscriptInfo
{
    public string ChannelId { get; set; } = "";

    /// <summary>The conversation's id.</summary>
    public string Id { get; set; } = "";

    /// <summary>When the first activity was logged.</summary>
    public DateTimeOffset Created { get; set; }
}

/// <summary>A page of a longer list.</summary>
public class PagedResult<T>
{
    public T[] Items { get; set; } = [];

    /// <summary>What to ask for the next page with; null on the last.</summary>
    public string? ContinuationToken { get; set; }
}
