namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>One way to understand what a user said about time.</summary>
public class DateTimeResolution
{
    /// <summary>A moment: "2026-11-07", "17:30:00" or "2026-11-07 17:30:00". Null for a range.</summary>
    public string? Value { get; set; }

    /// <summary>A range's beginning, inclusive, written as <see cref="Value"/> is.</summary>
    public string? Start { get; set; }

    /// <summary>A range's end, exclusive.</summary>
    public string? End { get; set; }

    /// <summary>What was said and what was left open, in TIMEX: "XXXX-WXX-6T17" is a Saturday at five in the afternoon.</summary>
    public string? Timex { get; set; }
}
