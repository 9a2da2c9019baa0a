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

    private readonly ConcurrentDictionary<string, List<Request>> _sent = new(StringComparer.Ordinal);

    /// <summary>A request that may be sent now, to be ended when it is answered: Teams got it before that, whatever held it up on its way.</summary>
    /// <param name="wait">How long to wait before asking again, where there is none.</param>
    public Request? Take(string conversation, string tenant, out TimeSpan wait)
    {
        if (_sent.Count > MostRemembered)
            Forget();
        var (inConversation, inTenant) = (_sent.GetOrAdd($"c {conversation}", static _ => []), _sent.GetOrAdd($"t {tenant}", static _ => []));
        // Always in this order, so that no two wait for each other.
        lock (inConversation)
        {
            lock (inTenant)
            {
                var (here, there) = (Wait(inConversation, OfConversation), Wait(inTenant, OfTenant));
                wait = here > there ? here : there;
                if (wait > TimeSpan.Zero)
                    return null;
                var request = new Request(time);
                inConversation.Add(request);
                inTenant.Add(request);
                return request;
            }
        }
    }

    private static TimeSpan Wait(List<Request> sent, (int Most, TimeSpan Within)[] limits)
    {
        sent.RemoveRange(0, Math.Max(0, sent.Count - limits[^1].Most));
        var longest = TimeSpan.Zero;
        foreach (var (most, within) in limits)
        {
            if (sent.Count >= most && within - sent[^most].Age is var wait && wait > longest)
                longest = wait;
        }
        return longest;
    }

    private void Forget()
    {
        foreach (var (key, sent) in _sent)
        {
            lock (sent)
            {
                if (sent.Count == 0 || sent[^1].Age > Hour)
                    _sent.TryRemove(key, out _);
            }
        }
    }

    /// <summary>A request on its way, until it is ended.</summary>
    internal sealed class Request(TimeProvider time) : IDisposable
    {
        private long _ended = long.MinValue;

        /// <summary>How long ago it ended; zero while it is on its way.</summary>
        public TimeSpan Age => _ended == long.MinValue ? TimeSpan.Zero : time.GetElapsedTime(_ended);

        public void Dispose() => _ended = time.GetTimestamp();
    }
}
