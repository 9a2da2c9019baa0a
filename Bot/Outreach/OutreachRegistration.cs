using CampaignBot.Core.Reminders;
using CampaignBot.Core.Subscriptions;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Updates;
using CampaignBot.Dialogs.Voting;
using CampaignBot.Operations;
using CampaignBot.Privacy;
using Microsoft.Extensions.Options;

namespace CampaignBot.Outreach;

/// <summary>Registers what people are written to who asked for it.</summary>
internal static class OutreachRegistration
{
    /// <summary>Adds the reminders: what is kept of them, when they may go out, and who sends them.</summary>
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
        services.AddSingleton(Update.Kind);
        services.AddSingleton<UpdateBook>();
        services.AddSingleton<MayWriteOn>(provider => channel => channel switch
        {
            Microsoft.Bot.Connector.Channels.Facebook => false,
            Microsoft.Bot.Connector.Channels.Sms => provider.GetRequiredService<IOptions<ReminderOptions>>().Value.SmsRegistration.Length > 0,
            _ => true,
        });
        services.AddSingleton<UpdateText>();
        services.AddKeyedSingleton<ReminderText>(UpdateBook.Topic, (provider, _) => provider.GetRequiredService<UpdateText>().WriteAsync);
        services.AddSingleton<PlanReminderText>();
        services.AddKeyedSingleton<ReminderText>(PlanReminders.Topic, (provider, _) => provider.GetRequiredService<PlanReminderText>().WriteAsync);
        services.AddSingleton<ReminderMetrics>();
        services.AddSingleton<Worker, ReminderWorker>();
        services.AddSingleton<Worker, OccasionNotices>();
        return services;
    }

    private sealed class Validation : IValidateOptions<ReminderOptions>
    {
        public ValidateOptionsResult Validate(string? name, ReminderOptions options) =>
            options.Errors().ToList() is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }
}
