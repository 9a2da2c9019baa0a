namespace CampaignBot.Outreach;

/// <summary>Settings of the reminders people asked for, section <c>Reminders</c>.</summary>
public sealed class ReminderOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Reminders";

    /// <summary>How often it is looked for what is due, 1 second to 1 hour.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>For how long a reminder is one instance's alone, 10 seconds to 1 hour; longer than a turn takes.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>From when on reminders may go out, on the campaign's clock.</summary>
    public TimeOnly Opens { get; set; } = new(8, 0);

    /// <summary>Until when, later on the same day.</summary>
    public TimeOnly Closes { get; set; } = new(21, 0);

    /// <summary>The campaign's registration to send text messages unasked (A2P 10DLC, or a toll-free number's); without one, no update goes out by SMS.</summary>
    public string SmsRegistration { get; set; } = "";

    /// <summary>What is wrong with these settings, naming each, or nothing.</summary>
    public IEnumerable<string> Errors()
    {
        if (Interval < TimeSpan.FromSeconds(1) || Interval > TimeSpan.FromHours(1))
            yield return $"{Section}:{nameof(Interval)} must be between 00:00:01 and 01:00:00.";
        if (Lease < TimeSpan.FromSeconds(10) || Lease > TimeSpan.FromHours(1))
            yield return $"{Section}:{nameof(Lease)} must be between 00:00:10 and 01:00:00.";
        if (Opens >= Closes)
            yield return $"{Section}:{nameof(Opens)} must be before {Section}:{nameof(Closes)}.";
    }
}
