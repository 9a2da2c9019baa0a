namespace CampaignBot;

/// <summary>Registers what the bot can do beyond answering: every conversation, in the order of the menu.</summary>
internal static class ConversationsRegistration
{
    public static IServiceCollection AddConversations(this IServiceCollection services) => services;
}
