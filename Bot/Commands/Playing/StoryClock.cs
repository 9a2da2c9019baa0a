namespace CampaignBot.Commands.Playing;

/// <summary>The time in a story: it begins where it is told to, and a wait that would take days takes none.</summary>
/// <param name="from">What it is ahead of: the machine's clock, or an instant that stands still.</param>
internal sealed class StoryClock(TimeProvider from) : TimeProvider
{
    /// <summary>A clock that stands still until the story moves it.</summary>
    public StoryClock(DateTimeOffset start)
        : this(new Instant(start))
    {
    }

    /// <summary>By how much the story has moved on.</summary>
    public TimeSpan Ahead { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => from.GetUtcNow() + Ahead;

    private sealed class Instant(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
