using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Options;

namespace CampaignBot.Channels.AzureBotService;

/// <summary>
/// What the settings say of this channel: the bot's app (<c>MicrosoftAppType</c>, <c>MicrosoftAppId</c>,
/// <c>MicrosoftAppPassword</c>, <c>MicrosoftAppTenantId</c>), or <c>AzureBotService:AllowAnonymous</c>.
/// </summary>
/// <param name="AppId">The bot's app; empty for none.</param>
/// <param name="IsAnonymous">Whether callers on this machine need no token: without an app, in Development, where the setting says so.</param>
public sealed record AzureBotServiceOptions(string AppId, bool IsAnonymous)
{
    /// <summary>The setting that lets in callers without a token.</summary>
    public const string AllowAnonymousKey = "AzureBotService:AllowAnonymous";

    /// <summary>Reads the settings; null where there are none, and the channel is off.</summary>
    /// <exception cref="OptionsValidationException">They are incomplete or contradict each other; the message names the setting.</exception>
    public static AzureBotServiceOptions? Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var allowed = configuration[AllowAnonymousKey];
        var anonymous = false;
        if (!string.IsNullOrEmpty(allowed) && !bool.TryParse(allowed, out anonymous))
            throw Invalid($"{AllowAnonymousKey} must be true or false.");
        if (anonymous && !environment.IsDevelopment())
            throw Invalid($"{AllowAnonymousKey} lets in callers without a token; it is for the Development environment only.");

        string[] settings =
        [
            MicrosoftAppCredentials.MicrosoftAppTypeKey,
            MicrosoftAppCredentials.MicrosoftAppIdKey,
            MicrosoftAppCredentials.MicrosoftAppPasswordKey,
            MicrosoftAppCredentials.MicrosoftAppTenantIdKey,
        ];
        if (!Array.Exists(settings, s => !string.IsNullOrEmpty(configuration[s])))
            return anonymous ? new AzureBotServiceOptions("", true) : null;

        try
        {
            _ = new ConfigurationServiceClientCredentialFactory(configuration);
        }
        catch (ArgumentException e)
        {
            // The parameter's name, which the message ends with, says nothing to an operator.
            throw Invalid(e.Message.Split(" (Parameter")[0]);
        }

        var appId = configuration[MicrosoftAppCredentials.MicrosoftAppIdKey];
        return !string.IsNullOrWhiteSpace(appId)
            ? new AzureBotServiceOptions(appId, false)
            : throw Invalid($"{MicrosoftAppCredentials.MicrosoftAppIdKey} is missing.");
    }

    private static OptionsValidationException Invalid(string what) =>
        new(nameof(AzureBotServiceOptions), typeof(AzureBotServiceOptions), [$"Azure Bot Service: {what}"]);
}
