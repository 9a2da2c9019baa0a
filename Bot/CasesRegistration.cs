using CampaignBot.Core.Canvassing;
using CampaignBot.Core.Cases;
using CampaignBot.Dialogs.Volunteers;
using CampaignBot.Operations;
using CampaignBot.Outreach;
using CampaignBot.Privacy;
using Microsoft.Bot.Connector.Authentication;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace CampaignBot;

/// <summary>Registers cases for people of the campaign, and what volunteers do in Teams.</summary>
internal static class CasesRegistration
{
    public static IServiceCollection AddCases(this IServiceCollection services)
    {
        services.AddSingleton(Case.DocumentKind);
        services.AddSingleton(CaseNotice.Kind);
        services.AddSingleton(CaseBook.DeskKind);
        services.AddSingleton(ContactReport.Kind);
        services.AddSingleton<CaseBook>();
        services.AddSingleton(provider => new StaffTenant(provider.GetRequiredService<IConfiguration>()[MicrosoftAppCredentials.MicrosoftAppTenantIdKey] is { Length: > 0 } tenant ? tenant : null));
        services.AddSingleton<ContactLog>();
        services.AddSingleton<ScriptShelf>();
        services.AddPersonalData<CaseBook>();
        services.AddPersonalData<ContactLog>();
        // Before STOP is looked for: what people say to one another is not read.
        services.AddSingleton<IMiddleware, GroupMiddleware>();
        services.AddSingleton<Worker, CaseNotices>();
        return services;
    }
}
