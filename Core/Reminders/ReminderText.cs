namespace CampaignBot.Core.Reminders;

/// <summary>What a reminder says.</summary>
/// <param name="Language">ISO 639-1.</param>
public sealed record ReminderMessage(string Text, string Language);

/// <summary>Puts reminders of a topic into words, when they are sent.</summary>
/// <returns>Null where what it was about is over or was called off.</returns>
public delegate Task<ReminderMessage?> ReminderText(Reminder reminder, DateTimeOffset now, CancellationToken cancellationToken);
