using Microsoft.Bot.Connector;

namespace CampaignBot.Dialogs.Volunteers;

/// <summary>What is for volunteers is to be had in Teams, which only the campaign's own people are in.</summary>
internal static class TeamsConversation
{
    public static bool IsOn(string? channelId) => channelId == Channels.Msteams;
}
