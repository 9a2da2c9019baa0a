namespace CampaignBot;

/// <summary>Settings of how the bot converses, section <c>Conversation</c>.</summary>
internal sealed class ConversationOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Conversation";

    /// <summary>After how long a silence the bot says again that it is automated, 1 minute to 366 days.</summary>
    public TimeSpan LongPause { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Whether the bot can go by these.</summary>
    public bool IsValid => LongPause >= TimeSpan.FromMinutes(1) && LongPause <= TimeSpan.FromDays(366);
}
