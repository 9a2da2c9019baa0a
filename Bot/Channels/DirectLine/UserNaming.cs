using CampaignBot.Channels.DirectLine.Tokens;

namespace CampaignBot.Channels.DirectLine;

/// <summary>Who a new conversation is with.</summary>
internal static class UserNaming
{
    /// <summary>Ids that begin so are given out by us; a client that could choose one could be someone else.</summary>
    private const string OwnPrefix = "dl_";

    private const int MaxLength = 100;

    /// <summary>A new conversation with the user whom a site names, or one we make up.</summary>
    /// <exception cref="DirectLineProblem">400: the name or id can't be used.</exception>
    public static ConversationToken NewConversation(UserRequest? user)
    {
        if (user?.Id is { } id && (id.StartsWith(OwnPrefix, StringComparison.OrdinalIgnoreCase) || !IsUsable(id)))
            throw DirectLineProblem.BadArgument("user.id must have 1 to 100 characters and not begin with dl_, which stands for ids given out here.");
        if (user?.Name is { } name && !IsUsable(name))
            throw DirectLineProblem.BadArgument("user.name must have 1 to 100 characters.");
        return new ConversationToken(
            DirectLineChannel.NewId(), user?.Id ?? OwnPrefix + DirectLineChannel.NewId(), user?.Name, Origins: []);
    }

    private static bool IsUsable(string text) =>
        text.Length is > 0 and <= MaxLength && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);
}
