using Microsoft.Extensions.Options;

namespace CampaignBot;

/// <summary>Settings of how the bot converses, section <c>Conversation</c>.</summary>
internal sealed class ConversationOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Conversation";

    /// <summary>After how long a silence the bot says again that it is automated, 1 minute to 366 days.</summary>
    public TimeSpan LongPause { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How many messages of one person in one conversation are answered within a minute, up to 10,000; 0 for any number.</summary>
    public int MessagesPerMinute { get; set; } = 60;

    /// <summary>What is wrong with these, by the setting's name; null where nothing is.</summary>
    public string? Fault =>
        LongPause < TimeSpan.FromMinutes(1) || LongPause > TimeSpan.FromDays(366) ? $"{Section}:{nameof(LongPause)} must be between 00:01:00 and 366.00:00:00."
        : MessagesPerMinute is < 0 or > 10_000 ? $"{Section}:{nameof(MessagesPerMinute)} must be between 0 and 10000."
        : null;
}

/// <summary>Refuses settings the bot can't go by.</summary>
internal sealed class ConversationOptionsValidation : IValidateOptions<ConversationOptions>
{
    public ValidateOptionsResult Validate(string? name, ConversationOptions options) =>
        options.Fault is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
}
