using CampaignBot.Core.Events;
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
        services.AddSingleton<TellMovedUp>((_, _, _) => Task.CompletedTask);
        services.AddSingleton<SignUps>();
        services.AddSingleton<MySignUps>();
        services.AddSingleton<FindOccasion>(provider => async (id, cancellationToken) => await provider.GetRequiredService<MySignUps>().FindAsync(id, cancellationToken));
        services.AddPersonalData<SignUpData>();
        services.AddPersonalData<VolunteerBook>();
        return services;
    }
}
