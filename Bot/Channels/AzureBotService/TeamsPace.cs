using System.Collections.Concurrent;

namespace CampaignBot.Channels.AzureBotService;

/// <summary>
/// How often Teams takes something of a bot: in a conversation 7 times in a second, 8 in two, 60 in half a minute and 1,800 in an hour;
/// in a tenant 50 times in a second ("Optimize your bot with rate limiting in Teams"). Counted for this instance; what others send
/// besides, Teams answers with 429.
/// </summary>
internal sealed class TeamsPace(TimeProvider time)
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly (int Most, TimeSpan Within)[] OfConversation = [(7, TimeSpan.FromSeconds(1)), (8, TimeSpan.FromSeconds(2)), (60, TimeSpan.FromSeconds(30)), (1_800, Hour)];
    private static readonly (int Most, TimeSpan Within)[] OfTenant = [(50, TimeSpan.FromSeconds(1))];

    // The clock of Teams runs by when a request comes, not by when it left.
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, List<long>> _sent = new(StringComparer.Ordinal);

    /// <summary>Zero where something may be sent now, which then counts as sent; else how long to wait before asking again.</summary>
    public TimeSpan Take(string conversation, string tenant)
    {
        if (_sent.Count > MostRemembered)
            Forget();
        var (inConversation, inTenant) = (_sent.GetOrAdd($"c {conversation}", static _ => []), _sent.GetOrAdd($"t {tenant}", static _ => []));
        // Always in this order, so that no two wait for each other.
        lock (inConversation)
        {
            lock (inTenant)
            {
                var wait = Wait(inConversation, OfConversation);
                var also = Wait(inTenant, OfTenant);
                wait = wait > also ? wait : also;
                if (wait > TimeSpan.Zero)
                    return wait;
                var now = time.GetTimestamp();
                inConversation.Add(now);
                inTenant.Add(now);
                return TimeSpan.Zero;
            }
        }
    }

    private TimeSpan Wait(List<long> sent, (int Most, TimeSpan Within)[] limits)
    {
        sent.RemoveRange(0, Math.Max(0, sent.Count - limits[^1].Most));
        var longest = TimeSpan.Zero;
        foreach (var (most, within) in limits)
        {
            if (sent.Count < most)
                continue;
            var wait = within + OnTheWay - time.GetElapsedTime(sent[^most]);
            longest = wait > longest ? wait : longest;
        }
        return longest;
    }

    private void Forget()
    {
        foreach (var (key, sent) in _sent)
        {
            lock (sent)
            {
                if (sent.Count == 0 || time.GetElapsedTime(sent[^1]) > Hour)
                    _sent.TryRemove(key, out _);
            }
        }
    }
}
