using CampaignBot.Dialogs.Conversations;
using CampaignBot.Dialogs.Joining;

namespace CampaignBot;

/// <summary>Registers what the bot can do beyond answering: every conversation, in the order of the menu.</summary>
internal static class ConversationsRegistration
{
    public static IServiceCollection AddConversations(this IServiceCollection services) => services
        .AddSingleton<Conversation, EventsDialog>()
        .AddSingleton<Conversation, VolunteerDialog>()
        .AddSingleton<Conversation, ShiftsDialog>()
        .AddSingleton<Conversation, MyEventsDialog>()
        .AddSingleton<Conversation, CancelDialog>()
        .AddSingleton<Conversation, TellAFriendDialog>()
        .AddSingleton<Conversation, DonateDialog>();
}
