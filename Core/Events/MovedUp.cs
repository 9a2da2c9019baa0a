using System.Security.Cryptography;
using System.Text;
using CampaignBot.Core.Reminders;

namespace CampaignBot.Core.Events;

/// <summary>The message to who moved up from a waiting list.</summary>
public static class MovedUp
{
    /// <summary>The message: as soon as may be, and of no use once it has begun. From the same act always the same, so that it is sent once.</summary>
    /// <param name="act">The activity that made room.</param>
    /// <param name="now">When it did.</param>
    public static Reminder Message(SignUp signUp, string act, DateTimeOffset now) => new(
        $"{SignUps.WaitingList}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{signUp.What} {act}")).AsSpan(0, 12))}",
        signUp.ChannelId,
        signUp.Address,
        signUp.Conversation,
        SignUps.WaitingList,
        signUp.What,
        now,
        signUp.Start,
        signUp.At);
}
