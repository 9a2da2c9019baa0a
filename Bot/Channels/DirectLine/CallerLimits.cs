using System.Threading.RateLimiting;
using CampaignBot.Operations;
using Microsoft.Extensions.Options;

namespace CampaignBot.Channels.DirectLine;

/// <summary>Bounds what one address and one conversation may ask for, so that nobody can take the bot from the others.</summary>
internal sealed class CallerLimits(IOptions<DirectLineOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _requests = PerMinute(options.Value.Limits.RequestsPerMinute);
    private readonly PartitionedRateLimiter<string> _conversations = PerMinute(options.Value.Limits.NewConversationsPerMinute);
    private readonly PartitionedRateLimiter<string> _kilobytes = PerMinute(options.Value.Limits.KilobytesPerMinute);
    private readonly PartitionedRateLimiter<string> _activities = PerMinute(options.Value.Limits.ActivitiesPerMinute);

    /// <exception cref="DirectLineProblem">429: the address has sent too many requests.</exception>
    public void CountRequest(HttpContext context) => Take(_requests, AddressLimit.Of(context));

    /// <exception cref="DirectLineProblem">429: the address has begun too many conversations.</exception>
    public void CountConversation(HttpContext context) => Take(_conversations, AddressLimit.Of(context));

    /// <exception cref="DirectLineProblem">429: the conversation is too busy, or the address has stored too much.</exception>
    public void CountActivity(HttpContext context, string conversationId, long bytes)
    {
        Take(_activities, conversationId);
        Take(_kilobytes, AddressLimit.Of(context), (int)Math.Min(options.Value.Limits.KilobytesPerMinute, 1 + bytes / 1024));
    }

    public void Dispose()
    {
        foreach (var limiter in new[] { _requests, _conversations, _kilobytes, _activities })
            limiter.Dispose();
    }

    private static void Take(PartitionedRateLimiter<string> limiter, string key, int permits = 1)
    {
        using var lease = limiter.AttemptAcquire(key, permits);
        if (!lease.IsAcquired)
            throw DirectLineProblem.TooMany(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1));
    }

    private static PartitionedRateLimiter<string> PerMinute(int count) =>
        PartitionedRateLimiter.Create<string, string>(
            key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = count,
                TokensPerPeriod = Math.Max(1, count / 60),
                ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60.0 / count)),
                QueueLimit = 0,
                AutoReplenishment = false,
            }),
            StringComparer.Ordinal);
}
