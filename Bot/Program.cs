using CampaignBot;
using CampaignBot.Channels.DirectLine;
using CampaignBot.Commands;
using CampaignBot.Core.Campaign;
using CampaignBot.Operations;
using CampaignBot.Storage;
using CampaignBot.Turns;
using CampaignBot.Widget;

return CommandLine.AsksForCommand(args)
    ? await CommandLine.RunAsync(args, serve: ServeAsync)
    : await ServeAsync(args);

static Task<int> ServeAsync(string[] args) => Startup.RunAsync(async () =>
{
    // Settings, content and pages lie beside the program, wherever it is started from.
    var builder = WebApplication.CreateBuilder(
        new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

    // What the campaign says
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddSingleton(
        await CampaignContent.LoadAsync(ContentLocation.Of(builder.Configuration), TimeProvider.System));

    // A message's way
    builder.Services.AddSqliteDocuments();
    builder.Services.AddTurns();
    builder.Services.AddSingleton<BotFactory>((_, _) => new EchoBot());

    // Channels
    builder.Services.AddDirectLine();

    // Running it
    builder.AddServer();
    builder.Services.AddHealth();

    var app = builder.Build();
    app.UseServer();
    app.UseSecurityHeaders();
    app.MapHealth();
    app.MapDirectLine();
    app.MapWebPages();
    return app;
});
