using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CampaignBot.Core.Reminders;

namespace CampaignBot.Core.Events;

/// <summary>The message to who signed up for what was called off or moved since.</summary>
public static class OccasionChange
{
    /// <summary>What such messages are about; it belongs to what they signed up for.</summary>
    public const string Topic = "occasion-change";

    /// <summary>Whether something has changed of which they weren't told.</summary>
    public static bool IsNews(SignUp signUp, Occasion occasion) => IsCancelled(occasion) != signUp.IsToldCancelled || (!IsCancelled(occasion) && occasion.Start.ToUniversalTime() != signUp.Start.ToUniversalTime());

    /// <summary>The sign-up as it is once they are told.</summary>
    public static SignUp Told(SignUp signUp, Occasion occasion) => IsCancelled(occasion)
        ? signUp with { IsToldCancelled = true }
        : signUp with { IsToldCancelled = false, Start = occasion.Start };

    /// <summary>The message: as soon as may be, and of no use once it would have begun. Of the same change always the same, so that it is sent once.</summary>
    public static Reminder Message(SignUp signUp, Occasion occasion, DateTimeOffset now) => new(
        $"change-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{signUp.What} {IsCancelled(occasion)} {occasion.Start.UtcTicks}"))).AsSpan(0, 12))}",
        signUp.ChannelId,
        signUp.Address,
        signUp.Conversation,
        Topic,
        signUp.What,
        now,
        signUp.Start < occasion.Start ? occasion.Start : signUp.Start,
        signUp.At);

    private static bool IsCancelled(Occasion occasion) => occasion.Status == EventStatus.Cancelled;
}
