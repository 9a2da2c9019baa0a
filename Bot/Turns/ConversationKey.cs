using System.Security.Cryptography;
using System.Text;
using CampaignBot.Core.Documents;
using Microsoft.Bot.Schema;

namespace CampaignBot.Turns;

/// <summary>The partition under which a conversation's documents live: <c>{channelId}/{conversationId}</c>.</summary>
public static class ConversationKey
{
    /// <summary>The key of a conversation; where the ids don't fit into a document's key, with a hash of them in it.</summary>
    public static string Of(string channelId, string conversationId) => Fit($"{channelId}/{conversationId}");

    /// <summary>The key of an activity's conversation.</summary>
    /// <exception cref="ArgumentException">The activity names no channel or no conversation.</exception>
    public static string Of(Activity activity) =>
        activity is { ChannelId: { Length: > 0 } channel, Conversation.Id: { Length: > 0 } conversation }
            ? Of(channel, conversation)
            : throw new ArgumentException("The activity must name its channel and conversation.", nameof(activity));

    /// <summary>A stranger's id as it is where it can be part of a document's key, else its SHA-256 in hex.</summary>
    internal static string Fit(string id) =>
        DocumentKey.IsValidPart(id) ? id : "sha256-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(id)));
}
