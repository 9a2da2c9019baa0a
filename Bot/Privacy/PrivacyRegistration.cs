using CampaignBot.Channels.Media;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Feedback;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;
using CampaignBot.Core.Subscriptions;
using CampaignBot.Core.Surveys;
using CampaignBot.Dialogs.Privacy;
using CampaignBot.Operations;

namespace CampaignBot.Privacy;

/// <summary>Registers what is kept of people, and what "my data" shows and "delete my data" removes.</summary>
internal static class PrivacyRegistration
{
    /// <summary>Adds people, their consent and what they told the campaign.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddSingleton(Person.Kind);
        services.AddSingleton(PersonDirectory.AddressKind);
        services.AddSingleton(AddressLinks.Kind);
        services.AddSingleton(ConsentLedger.Kind);
        services.AddSingleton(FeedbackLedger.Kind);
        services.AddSingleton(Priorities.Kind);
        services.AddSingleton(Comment.Kind);
        services.AddSingleton(ConversationRating.Kind);
        services.AddSingleton(SurveyAnswers.Kind);
        services.AddSingleton(UpdateWishes.Kind);
        services.AddSingleton(Erasure.Kind);
        services.AddSingleton<Pseudonyms>();
        services.AddSingleton<Erasures>();
        services.AddSingleton<Worker, Eraser>();
        services.AddSingleton(DataFiles.Kind);
        // Declared where no channel takes files, too: what was kept while one did can still be moved.
        services.AddSingleton(MediaShelf.Kind);
        services.AddSingleton<DataFiles>();
        services.AddSingleton<LinkToFile>(provider => provider.GetRequiredService<DataFiles>().LinkAsync);
        // The people come last: who they are is known from their record while the rest is looked for.
        return services
            .AddPersonalData<FeedbackLedger>()
            .AddPersonalData<OpinionBook>()
            .AddPersonalData<SurveyBook>()
            .AddPersonalData<SubscriptionBook>()
            .AddPersonalData<ConsentLedger>()
            .AddPersonalData<AddressLinks>()
            .AddPersonalData<PersonDirectory>();
    }

    /// <summary><c>/my-data/{id}</c>: a file that a person asked for.</summary>
    public static IEndpointRouteBuilder MapPrivacy(this IEndpointRouteBuilder routes)
    {
        DataFiles.Map(routes);
        return routes;
    }

    /// <summary>Adds a store whose content is shown and removed.</summary>
    public static IServiceCollection AddPersonalData<T>(this IServiceCollection services)
        where T : class, IPersonalData => services.AddSingleton<T>().AddSingleton<IPersonalData>(provider => provider.GetRequiredService<T>());
}
