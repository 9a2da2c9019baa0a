using CampaignBot.Widget;

var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.MapWebPages();
await app.RunAsync();
