using System.CommandLine;
using CampaignBot.Channels;
using CampaignBot.Channels.AzureBotService;
using CampaignBot.Core.Campaign;
using CampaignBot.Dialogs;
using CampaignBot.Operations;
using Microsoft.Bot.Connector.Authentication;

namespace CampaignBot.Commands;

/// <summary><c>channels teams</c>: makes the package by which the bot is added to Teams.</summary>
internal static class TeamsPackageCommand
{
    public static Command Make()
    {
        var output = new Option<string>("--out") { Description = "The file to write", DefaultValueFactory = _ => "campaignbot-teams.zip" };
        var app = new Option<string?>("--app-id") { Description = "The bot's app id; else the setting MicrosoftAppId" };
        var version = new Option<string>("--package-version") { Description = "A version such as 1.2.0; Teams takes an update only where it is higher", DefaultValueFactory = _ => "1.0.0" };
        var privacy = new Option<string?>("--privacy") { Description = "The campaign's page on privacy; else its website" };
        var terms = new Option<string?>("--terms") { Description = "The campaign's terms of use; else its website" };
        var teams = new Command(
            "teams",
            "Make the package that adds the bot to Teams, in every language of the campaign, with the icons of content/teams. "
            + "Upload it in the Teams admin centre, or in Teams under Apps, Manage your apps. Example: channels teams --app-id 3f1c… --out alderfalls.zip")
            { output, app, version, privacy, terms };
        teams.Does(async (parsed, cancellationToken) =>
        {
            var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
            builder.Logging.ClearProviders();
            await Program.AddBotAsync(builder);
            using var program = builder.Build();
            var content = program.Services.GetRequiredService<CampaignContent>();
            var web = content.Profile.Office.Web;
            var package = new TeamsPackage(
                content,
                AppId(parsed.GetValue(app) ?? builder.Configuration[MicrosoftAppCredentials.MicrosoftAppIdKey]),
                language => Commands(program.Services.GetRequiredService<RootDialogParts>(), language))
            {
                Version = Version.TryParse(parsed.GetValue(version), out var number) && number.Build >= 0
                    ? number
                    : throw new InvalidDataException($"--package-version: '{parsed.GetValue(version)}' is no version such as 1.2.0."),
                Privacy = Page(parsed, privacy) ?? web,
                Terms = Page(parsed, terms) ?? web,
                Host = new PublicAddress(builder.Configuration).Configured?.Host,
            };
            var path = parsed.GetValue(output)!;
            // Into memory first: what fails leaves no broken file.
            using var zip = new MemoryStream();
            await package.WriteAsync(zip, Path.Combine(ContentLocation.Of(builder.Configuration), "teams"), cancellationToken);
            await File.WriteAllBytesAsync(path, zip.ToArray(), cancellationToken);
            await Console.Out.WriteLineAsync($"{path} is made. Upload it in the Teams admin centre (Teams apps, Manage apps).");
            return 0;
        });
        return teams;
    }

    private static Uri? Page(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttps => page,
        var text => throw new InvalidDataException($"{option.Name}: '{text}' is no address that begins with https://."),
    };

    private static Guid AppId(string? text) => Guid.TryParse(text, out var id)
        ? id
        : throw new InvalidDataException(string.IsNullOrEmpty(text)
            ? $"Say which app is the bot's: --app-id, or the setting {MicrosoftAppCredentials.MicrosoftAppIdKey}."
            : $"'{text}' is no app id: a GUID such as 3f1c8f0e-2f0b-4b6e-9a53-0c1d2e3f4a5b.");

    /// <summary>What the bot can do in Teams, volunteers' own things first; each with how somebody might say it.</summary>
    private static List<TeamsCommand> Commands(RootDialogParts parts, string language) =>
    [
        .. parts.Conversations
            .Where(c => c.IsInMenu && c.IsOfferedOn(Microsoft.Bot.Connector.Channels.Msteams))
            .OrderBy(c => c.IsOfferedOn(Microsoft.Bot.Connector.Channels.Sms))
            .Select(c => new TeamsCommand(c.Title(language), Example(parts.Content, c.Id, c.Title(language), language))),
    ];

    private static string Example(CampaignContent content, string intent, string title, string language) => content.Examples
        .Where(e => e.Intent == intent && e.Language == language)
        .SelectMany(e => e.Utterances)
        .FirstOrDefault(u => !u.Equals(title, StringComparison.OrdinalIgnoreCase), title);
}
