using System.Globalization;

namespace CampaignBot.Turns;

/// <summary>
/// Instants as texts that sort like them: 19 digits of UTC ticks (100 ns), which is more than a number of every store holds.
/// </summary>
internal sealed class Instants(TimeProvider time)
{
    private long _last;

    /// <summary>Now, or just after the last one given out: no two are the same, so they order what they name.</summary>
    public string Next()
    {
        while (true)
        {
            var last = Interlocked.Read(ref _last);
            var next = Math.Max(last + 1, time.GetUtcNow().UtcTicks);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
                return Format(next);
        }
    }

    /// <summary>The instant that lies this long back.</summary>
    public string Before(TimeSpan ago) => Format((time.GetUtcNow() - ago).UtcTicks);

    public TimeSpan Age(string instant) => time.GetUtcNow() - Read(instant);

    public static DateTimeOffset Read(string instant) => new(long.Parse(instant, NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero);

    private static string Format(long ticks) => ticks.ToString("D19", CultureInfo.InvariantCulture);
}
