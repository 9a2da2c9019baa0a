using CampaignBot.Dialogs.Conversations;
using CampaignBot.Dialogs.Joining;
using CampaignBot.Dialogs.Linking;
using CampaignBot.Dialogs.Office;
using CampaignBot.Dialogs.Opinions;
using CampaignBot.Dialogs.Privacy;
using CampaignBot.Dialogs.Surveys;
using CampaignBot.Dialogs.Updates;
using CampaignBot.Dialogs.Volunteers;
using CampaignBot.Dialogs.Voting;

namespace CampaignBot;

/// <summary>Registers what the bot can do beyond answering: every conversation, in the order of the menu.</summary>
internal static class ConversationsRegistration
{
    public static IServiceCollection AddConversations(this IServiceCollection services) => services
        // To be had in Teams only, and first there.
        .AddSingleton<Conversation, TalkingPointsDialog>()
        .AddSingleton<Conversation, ReportDialog>()
        .AddSingleton<Conversation, CheckInDialog>()
        .AddSingleton<Conversation, AskExpertDialog>()
        .AddSingleton<Conversation, NumbersDialog>()
        .AddSingleton<Conversation, AnswerCaseDialog>()
        .AddSingleton<Conversation, ExpertsHereDialog>()
        .AddSingleton<Conversation, OfficeHereDialog>()
        .AddSingleton<Conversation, WhereToVoteDialog>()
        .AddSingleton<Conversation, PlanToVoteDialog>()
        .AddSingleton<Conversation, EventsDialog>()
        .AddSingleton<Conversation, VolunteerDialog>()
        .AddSingleton<Conversation, ShiftsDialog>()
        .AddSingleton<Conversation, MyEventsDialog>()
        .AddSingleton<Conversation, CancelDialog>()
        .AddSingleton<Conversation, TellAFriendDialog>()
        .AddSingleton<Conversation, DonateDialog>()
        .AddSingleton<Conversation, PrioritiesDialog>()
        .AddSingleton<Conversation, FeedbackDialog>()
        .AddSingleton<Conversation, SurveyDialog>()
        .AddSingleton<Conversation, StayInTouchDialog>()
        .AddSingleton<Conversation, PauseDialog>()
        .AddSingleton<Conversation, MyDataConversation>()
        .AddSingleton<Conversation, DeleteMyDataDialog>()
        .AddSingleton<Conversation, LinkDialog>()
        .AddSingleton<Conversation, RateAnswerConversation>()
        .AddSingleton<Conversation, RateConversationConversation>()
        .AddSingleton<Conversation, PersonDialog>();
}
