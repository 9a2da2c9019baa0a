using System.Text;

namespace CampaignBot.Channels.DirectLine;

/// <summary>Settings of the web channel, section <c>DirectLine</c>. Every one has a default that works.</summary>
public sealed class DirectLineOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "DirectLine";

    /// <summary>
    /// What a site's own server shows to get tokens (<c>tokens/generate</c>), at least 32 characters; empty: nobody
    /// gets tokens that way.
    /// </summary>
    public string? Secret { get; set; }

    /// <summary>
    /// Signs the tokens, at least 32 bytes as base64; empty: a key is made, kept in the store and changed every
    /// <see cref="SigningKeyLifetime"/>.
    /// </summary>
    public string? SigningKey { get; set; }

    /// <summary>The signing key before <see cref="SigningKey"/>, whose tokens stay valid while it is named.</summary>
    public string? PreviousSigningKey { get; set; }

    /// <summary>After how long a key of our own making gives way to a new one, 2 days to 1 year.</summary>
    public TimeSpan SigningKeyLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a token is valid, 1 second to 1 day. It can be refreshed while it is.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long after its end a token still takes up the widget's conversation again, 0 to 30 days.</summary>
    public TimeSpan ResumeWindow { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Origins (<c>https://example.org</c>) whose pages may use the chat; the bot's own pages always may.</summary>
    public IList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The largest activity, in bytes of JSON, 1,024 to 1,000,000.</summary>
    public int MaxActivityBytes { get; set; } = 256 * 1024;

    /// <summary>The largest file, in bytes, 0 (no uploads) to 1,350,000, which still fits a document.</summary>
    public int MaxUploadBytes { get; set; } = 1024 * 1024;

    /// <summary>The media types that may be uploaded, of those in <see cref="FileKinds"/>; empty: all of them.</summary>
    public IList<string> UploadTypes { get; init; } = [];

    /// <summary>How long conversations and files are kept, 1 day to 10 years.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How often an open socket is shown that the bot is there, and looks for what it may have missed, 1 second to 5 minutes.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How many sockets one conversation may hold open, 1 to 100.</summary>
    public int MaxSocketsPerConversation { get; set; } = 10;

    /// <summary>How much one caller may do.</summary>
    public DirectLineLimits Limits { get; init; } = new();

    /// <summary>What is wrong with these settings, naming each, or nothing.</summary>
    public IEnumerable<string> Errors()
    {
        if (Secret is { Length: > 0 and < 32 })
            yield return $"{Section}:Secret must have at least 32 characters.";
        foreach (var (name, key) in new[] { (nameof(SigningKey), SigningKey), (nameof(PreviousSigningKey), PreviousSigningKey) })
        {
            if (!string.IsNullOrEmpty(key) && !IsKey(key))
                yield return $"{Section}:{name} must be at least 32 bytes as base64.";
        }

        if (!string.IsNullOrEmpty(PreviousSigningKey) && string.IsNullOrEmpty(SigningKey))
            yield return $"{Section}:PreviousSigningKey is set without {Section}:SigningKey.";
        foreach (var origin in AllowedOrigins)
        {
            if (!Origins.IsOrigin(origin))
                yield return $"{Section}:AllowedOrigins: '{origin}' is no origin such as https://example.org (scheme, host and port alone).";
        }

        foreach (var type in UploadTypes)
        {
            if (!FileKinds.Known.Contains(type, StringComparer.OrdinalIgnoreCase))
                yield return $"{Section}:UploadTypes: '{type}' is none of {string.Join(", ", FileKinds.Known)}.";
        }

        var day = TimeSpan.FromDays(1);
        foreach (var (name, value, least, most) in new[]
        {
            (nameof(SigningKeyLifetime), SigningKeyLifetime, day * 2, day * 366),
            (nameof(TokenLifetime), TokenLifetime, TimeSpan.FromSeconds(1), day),
            (nameof(ResumeWindow), ResumeWindow, TimeSpan.Zero, day * 30),
            (nameof(Retention), Retention, day, day * 3660),
            (nameof(KeepAlive), KeepAlive, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
        })
        {
            if (value < least || value > most)
                yield return $"{Section}:{name} must be between {least:c} and {most:c}.";
        }

        foreach (var (name, value, least, most) in new[]
        {
            (nameof(MaxActivityBytes), MaxActivityBytes, 1024, 1_000_000),
            (nameof(MaxUploadBytes), MaxUploadBytes, 0, 1_350_000),
            (nameof(MaxSocketsPerConversation), MaxSocketsPerConversation, 1, 100),
            ($"{nameof(Limits)}:{nameof(Limits.RequestsPerMinute)}", Limits.RequestsPerMinute, 1, 1_000_000),
            ($"{nameof(Limits)}:{nameof(Limits.NewConversationsPerMinute)}", Limits.NewConversationsPerMinute, 1, 1_000_000),
            ($"{nameof(Limits)}:{nameof(Limits.KilobytesPerMinute)}", Limits.KilobytesPerMinute, 1, 1_000_000_000),
            ($"{nameof(Limits)}:{nameof(Limits.ActivitiesPerMinute)}", Limits.ActivitiesPerMinute, 1, 1_000_000),
        })
        {
            if (value < least || value > most)
                yield return FormattableString.Invariant($"{Section}:{name} must be {least} to {most}.");
        }
    }

    private static bool IsKey(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= 32;
    }
}

/// <summary>
/// How much one caller may do, section <c>DirectLine:Limits</c>. A minute's allowance may be used at once and comes
/// back evenly. An IPv6 address counts with its whole /64 network.
/// </summary>
public sealed class DirectLineLimits
{
    /// <summary>Requests of one address.</summary>
    public int RequestsPerMinute { get; set; } = 1_200;

    /// <summary>Conversations begun from one address. Many voters may share one: an office, a phone network.</summary>
    public int NewConversationsPerMinute { get; set; } = 60;

    /// <summary>What one address may have us store, in kB.</summary>
    public int KilobytesPerMinute { get; set; } = 16 * 1024;

    /// <summary>Activities posted to one conversation.</summary>
    public int ActivitiesPerMinute { get; set; } = 60;
}
