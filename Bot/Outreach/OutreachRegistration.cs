using CampaignBot.Core.Reminders;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Voting;
using CampaignBot.Privacy;
using Microsoft.Extensions.Options;

namespace CampaignBot.Outreach;

/// <summary>Registers what people are written to who asked for it.</summary>
internal static class OutreachRegistration
{
    /// <summary>Adds the reminders themselves: what is kept of them, and when they may go out.</summary>
    public static IServiceCollection AddReminders(this IServiceCollection services)
    {
        services.AddOptions<ReminderOptions>().BindConfiguration(ReminderOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReminderOptions>, Validation>();
        services.AddSingleton(Reminder.Kind);
        services.AddSingleton<ReminderBook>();
        services.AddPersonalData<ReminderBook>();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<ReminderOptions>>().Value;
            return new QuietHours(options.Opens, options.Closes);
        });
        services.AddSingleton<PlanReminderText>();
        services.AddKeyedSingleton<ReminderText>(PlanReminders.Topic, (provider, _) => provider.GetRequiredService<PlanReminderText>().WriteAsync);
        return services;
    }

    /// <summary>Adds the worker that sends them, for a program that serves.</summary>
    public static IServiceCollection AddOutreach(this IServiceCollection services)
    {
        services.AddSingleton<ReminderMetrics>();
        services.AddHostedService<ReminderWorker>();
        return services;
    }

    private sealed class Validation : IValidateOptions<ReminderOptions>
    {
        public ValidateOptionsResult Validate(string? name, ReminderOptions options) =>
            options.Errors().ToList() is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }
}
