using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CampaignBot.Channels.Facebook;
using CampaignBot.Core.Campaign;
using CampaignBot.Dialogs;
using CampaignBot.Operations;
using CampaignBot.Storage;
using CampaignBot.Turns;

namespace CampaignBot.Commands;

/// <summary><c>channels</c>: sets up at a platform what belongs to its side of a channel.</summary>
internal static class ChannelsCommand
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Make() => new("channels", "Set up a channel at its platform. The settings are those of serving (appsettings.json, environment)") { Facebook(), TeamsPackageCommand.Make(), Unsent() };

    private static Command Facebook()
    {
        var show = new Option<bool>("--show") { Description = "Print what would be set, and set nothing" };
        var facebook = new Command(
            "facebook",
            "Set Messenger's greeting, 'get started' button, first questions and menu, in every language of the campaign. "
            + "The questions are campaign.yaml's suggestions. Run it again after changing them. Example: channels facebook --show") { show };
        facebook.Does(async (parsed, cancellationToken) =>
        {
            var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
            builder.Logging.ClearProviders();
            await Program.AddBotAsync(builder);
            builder.Services.AddFacebook(builder.Configuration);
            using var program = builder.Build();
            var parts = program.Services.GetRequiredService<RootDialogParts>();
            var profile = MessengerProfile.Of(program.Services.GetRequiredService<CampaignContent>(), language => Menu(parts, language));
            if (parsed.GetValue(show))
            {
                await Console.Out.WriteLineAsync(profile.ToJsonString(Readable));
                return 0;
            }
            var graph = program.Services.GetService<GraphApi>()
                ?? throw new InvalidDataException($"Messenger is not configured: set {FacebookOptions.Section}:{nameof(FacebookOptions.PageId)} and the settings beside it.");
            var answer = await graph.PostAsync("me/messenger_profile", profile, cancellationToken);
            if (answer.Error is null && (int)answer.Status == StatusCodes.Status200OK)
            {
                await Console.Out.WriteLineAsync("Messenger's greeting, first questions and menu are set.");
                return 0;
            }
            await Console.Error.WriteLineAsync($"Meta refused it (HTTP {(int)answer.Status}): {answer.Body["error"]?["message"]?.ToString() ?? "no reason given"}");
            return 1;
        });
        return facebook;
    }

    private static Command Unsent()
    {
        var unsent = new Command("unsent", "List the replies of the last 30 days that a platform refused: when, in which conversation, why, and what they say. Somebody may have to be called");
        unsent.Does(async (_, cancellationToken) =>
        {
            var settings = SavedSettings.Read();
            await using var services = new ServiceCollection()
                .AddSingleton<IConfiguration>(settings)
                .AddSingleton(UnsentReplies.Kind)
                .AddSingleton<UnsentReplies>()
                .AddDocuments(settings)
                .BuildServiceProvider();
            var count = 0;
            await foreach (var reply in services.GetRequiredService<UnsentReplies>().AllAsync(cancellationToken))
            {
                count++;
                await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{reply.At:yyyy-MM-dd HH:mm}Z  {reply.Conversation}  {reply.Reason}\n    {reply.Activity.Text?.ReplaceLineEndings("\n    ")}"));
            }
            if (count == 0)
                await Console.Out.WriteLineAsync("There are none: every reply of the last 30 days was taken.");
            return 0;
        });
        return unsent;
    }

    /// <summary>What the bot can do on Messenger; where that is nothing yet, what it is asked most.</summary>
    private static List<string> Menu(RootDialogParts parts, string language)
    {
        var conversations = parts.Conversations.Where(c => c.IsInMenu && c.IsOfferedOn(MessengerEvents.ChannelId)).Select(c => c.Title(language)).ToList();
        return conversations.Count > 0
            ? conversations
            : [.. parts.Content.Profile.Suggestions.Select(id => parts.Content.Find(id, language)?.Title).OfType<string>()];
    }
}
