namespace CampaignBot.Turns;

/// <summary>Settings of the turns, section <c>Turns</c>.</summary>
public sealed class TurnOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Turns";

    /// <summary><see cref="TakeOverAfter"/> with a store that instances share.</summary>
    public static readonly TimeSpan SharedTakeOverAfter = TimeSpan.FromMinutes(1);

    /// <summary><see cref="TranscriptPoll"/> with a store that instances share.</summary>
    public static readonly TimeSpan SharedTranscriptPoll = TimeSpan.FromSeconds(1);

    /// <summary>How many days an entry of a transcript is kept, 1 to 3650.</summary>
    public int TranscriptDays { get; set; } = 90;

    /// <summary>How long a turn may take before it is given up with an apology, 1 second to 10 minutes.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How many messages may wait in all conversations together, 1 or more; further ones are refused for now.</summary>
    public int MaxWaiting { get; set; } = 10_000;

    /// <summary>How many messages may wait in one conversation, 1 or more; further ones are refused for now.</summary>
    public int MaxWaitingPerConversation { get; set; } = 100;

    /// <summary>How many bytes of waiting messages are held in memory; the rest are read from the store at their turn.</summary>
    public long MaxWaitingBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How many conversations are held in memory between their turns.</summary>
    public int ConversationsInMemory { get; set; } = 2_000;

    /// <summary>How long one attempt to send a reply may take, 1 second to 10 minutes.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest pause between two attempts to send a reply, 1 second to 1 day.</summary>
    public TimeSpan LongestRetryPause { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The age at which a reply that could not be delivered is given up.</summary>
    public TimeSpan MaxReplyAge { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// With several instances, for how long one must not be heard of before others take over what it left unfinished; longer
    /// than <see cref="SendTimeout"/>. Zero where this is the only instance: what a predecessor left is taken up at once.
    /// Where nothing is set, <see cref="SharedTakeOverAfter"/> with a store that is shared, zero with another.
    /// </summary>
    public TimeSpan? TakeOverAfter { get; set; }

    /// <summary>Whether no other instance can be at work on the same conversations.</summary>
    public bool IsAlone => TakeOverAfter is null || TakeOverAfter == TimeSpan.Zero;

    /// <summary>How often messages and replies left unfinished are looked for, 1 second to 1 hour.</summary>
    public TimeSpan RecoveryInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often another instance's entries are looked for while a transcript is followed, by one point read; zero for never.
    /// Where nothing is set, <see cref="SharedTranscriptPoll"/> with a store that is shared, zero with another.
    /// </summary>
    public TimeSpan? TranscriptPoll { get; set; }

    /// <summary>How long a stopping program goes on answering what it took; the rest is left to the next start, or another instance.</summary>
    public TimeSpan StopWithin { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>What is wrong with these settings, naming each, or nothing.</summary>
    public IEnumerable<string> Errors()
    {
        if (TranscriptDays is < 1 or > 3650)
            yield return $"{Section}:TranscriptDays must be 1 to 3650.";
        foreach (var (name, value, least, most) in new[]
        {
            (nameof(Deadline), Deadline, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
            (nameof(SendTimeout), SendTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
            (nameof(LongestRetryPause), LongestRetryPause, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
            (nameof(MaxReplyAge), MaxReplyAge, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30)),
            (nameof(TakeOverAfter), TakeOverAfter ?? TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(1)),
            (nameof(RecoveryInterval), RecoveryInterval, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            (nameof(TranscriptPoll), TranscriptPoll ?? TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
            (nameof(StopWithin), StopWithin, TimeSpan.Zero, TimeSpan.FromMinutes(10)),
        })
        {
            if (value < least || value > most)
                yield return $"{Section}:{name} must be between {least:c} and {most:c}.";
        }

        if (!IsAlone && TakeOverAfter <= SendTimeout)
            yield return $"{Section}:TakeOverAfter must be longer than {Section}:SendTimeout, or zero with one instance.";
        if (MaxWaiting < 1 || MaxWaitingPerConversation < 1 || ConversationsInMemory < 1 || MaxWaitingBytes < 0)
            yield return $"{Section}:MaxWaiting, MaxWaitingPerConversation and ConversationsInMemory must be 1 or more, MaxWaitingBytes 0 or more.";
    }
}
