using CampaignBot.Core.Events;
using CampaignBot.Core.Reminders;
using CampaignBot.Core.Volunteering;
using CampaignBot.Dialogs.Joining;
using CampaignBot.Privacy;

namespace CampaignBot;

/// <summary>Registers what people join in with: events, shifts, sign-ups for both, and volunteers.</summary>
internal static class JoiningRegistration
{
    public static IServiceCollection AddJoining(this IServiceCollection services)
    {
        services.AddSingleton(SignUp.Kind);
        services.AddSingleton(Roll.Kind);
        services.AddSingleton(Volunteer.Kind);
        services.AddSingleton<EventCalendar>();
        services.AddSingleton<EventGuide>();
        services.AddSingleton<ShiftGuide>();
        services.AddSingleton<TellMovedUp>(provider => (signUp, act, cancellationToken) => provider.GetRequiredService<ReminderBook>()
            .ScheduleAsync(MovedUp.Message(signUp, act, provider.GetRequiredService<TimeProvider>().GetUtcNow()), cancellationToken));
        services.AddSingleton<MovedUpText>();
        services.AddKeyedSingleton<ReminderText>(SignUps.WaitingList, (provider, _) => provider.GetRequiredService<MovedUpText>().WriteAsync);
        services.AddSingleton<OccasionChangeText>();
        services.AddKeyedSingleton<ReminderText>(OccasionChange.Topic, (provider, _) => provider.GetRequiredService<OccasionChangeText>().WriteAsync);
        services.AddSingleton<OccasionReminderText>();
        services.AddKeyedSingleton<ReminderText>(OccasionReminder.Topic, (provider, _) => provider.GetRequiredService<OccasionReminderText>().WriteAsync);
        services.AddSingleton<SignUps>();
        services.AddSingleton<MySignUps>();
        services.AddSingleton<FindOccasion>(provider => async (id, cancellationToken) => await provider.GetRequiredService<MySignUps>().FindAsync(id, cancellationToken));
        services.AddPersonalData<SignUpData>();
        services.AddPersonalData<VolunteerBook>();
        return services;
    }
}
