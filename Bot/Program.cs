using CampaignBot.Channels.AzureBotService;
using CampaignBot.Channels.DirectLine;
using CampaignBot.Channels.Facebook;
using CampaignBot.Channels.Media;
using CampaignBot.Channels.Sms;
using CampaignBot.Commands;
using CampaignBot.Core.Campaign;
using CampaignBot.LanguageModels;
using CampaignBot.Operations;
using CampaignBot.Outreach;
using CampaignBot.Privacy;
using CampaignBot.Storage;
using CampaignBot.Turns;
using CampaignBot.Understanding;
using CampaignBot.Voting;
using CampaignBot.Widget;

namespace CampaignBot;

/// <summary>The program, as a table of contents.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => CommandLine.AsksForCommand(args)
        ? CommandLine.RunAsync(args, serve: settings => Startup.RunAsync(() => MakeAsync(settings)))
        : Startup.RunAsync(() => MakeAsync(args));

    /// <summary>The program, put together and not yet started.</summary>
    /// <param name="args">Settings, as <c>--Name=value</c>.</param>
    /// <param name="also">Registers what is to take the place of something here (for a benchmark).</param>
    internal static async Task<WebApplication> MakeAsync(string[] args, Action<IServiceCollection>? also = null)
    {
        // Settings, content and pages lie beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        await AddBotAsync(builder);

        // Channels
        builder.Services.AddDirectLine();
        builder.Services.AddAzureBotService(builder.Configuration, builder.Environment);
        builder.Services.AddFacebook(builder.Configuration);
        builder.Services.AddSms(builder.Configuration);

        // Running it
        builder.Services.AddHostedService<Workers>();
        builder.AddServer();
        builder.AddTelemetry();
        builder.Services.AddHealth();
        also?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseServer();
        app.MapDirectLine();
        app.MapAzureBotService();
        app.MapFacebook();
        app.MapSms();
        app.MapWebPages();

        // Open to anyone who has the address
        var open = app.MapLimited();
        open.MapHealth();
        open.MapMedia();
        open.MapPrivacy();
        open.MapCalendar();
        return app;
    }

    /// <summary>Adds the bot itself, without the channels on which it is reached.</summary>
    /// <param name="content">What the campaign says, where it is read already; else it is read from the settings' folder.</param>
    internal static async Task AddBotAsync(IHostApplicationBuilder builder, CampaignContent? content = null)
    {
        builder.Configuration.AddSavedSettings();

        // What the campaign says
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddCases();
        builder.Services.AddCampaign(
            content ?? await CampaignContent.LoadAsync(ContentLocation.Of(builder.Configuration), TimeProvider.System));
        builder.Services.AddVotingGuide(ContentLocation.Of(builder.Configuration));
        builder.Services.AddGoogleCivic(builder.Configuration);
        builder.Services.AddReminders();
        builder.Services.AddJoining();
        builder.Services.AddConversations();
        builder.Services.AddUnderstanding();
        builder.Services.AddLanguageModel(builder.Configuration);

        // A message's way
        builder.Services.AddDocuments(builder.Configuration);
        builder.Services.AddTurns();
    }
}
