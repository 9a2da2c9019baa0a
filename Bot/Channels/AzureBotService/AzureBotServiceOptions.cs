using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Options;

namespace CampaignBot.Channels.AzureBotService;

/// <summary>
/// What the settings say of this channel: the bot's app (<c>MicrosoftAppType</c>, <c>MicrosoftAppId</c>,
/// <c>MicrosoftAppPassword</c>, <c>MicrosoftAppTenantId</c>; <c>AzureBotService:CertificatePath</c> in the password's place), or
/// <c>AzureBotService:AllowAnonymous</c>.
/// </summary>
/// <param name="AppId">The bot's app; empty for none.</param>
/// <param name="IsAnonymous">Whether callers on this machine need no token: without an app, in Development, where the setting says so.</param>
/// <param name="Certificate">What the app proves itself with in the place of a password; null for none.</param>
public sealed record AzureBotServiceOptions(string AppId, bool IsAnonymous, X509Certificate2? Certificate = null)
{
    /// <summary>The file of the app's certificate with its private key: PFX (.pfx, .p12) or PEM.</summary>
    public const string CertificatePathKey = "AzureBotService:CertificatePath";

    /// <summary>The password of that file.</summary>
    public const string CertificatePasswordKey = "AzureBotService:CertificatePassword";

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
            CertificatePathKey,
            CertificatePasswordKey,
        ];
        if (!Array.Exists(settings, s => !string.IsNullOrEmpty(configuration[s])))
            return anonymous ? new AzureBotServiceOptions("", true) : null;

        if (!string.IsNullOrEmpty(configuration[CertificatePathKey]) || !string.IsNullOrEmpty(configuration[CertificatePasswordKey]))
            return OfCertificate(configuration);
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

    /// <summary>What gets the bot's tokens.</summary>
    /// <param name="http">What they are asked for with; null: shared connections.</param>
    public ServiceClientCredentialsFactory Credentials(IConfiguration configuration, HttpClient? http = null) => Certificate is { } certificate
        ? new CertificateServiceClientCredentialsFactory(certificate, AppId, TenantOf(configuration), http)
        : new ConfigurationServiceClientCredentialFactory(configuration, http);

    private static AzureBotServiceOptions OfCertificate(IConfiguration configuration)
    {
        var (path, password) = (configuration[CertificatePathKey], configuration[CertificatePasswordKey]);
        var (type, appId) = (configuration[MicrosoftAppCredentials.MicrosoftAppTypeKey], configuration[MicrosoftAppCredentials.MicrosoftAppIdKey]);
        var isSingle = string.Equals(type, "SingleTenant", StringComparison.OrdinalIgnoreCase);
        if (string.IsNullOrEmpty(path))
            throw Invalid($"{CertificatePathKey} is missing; {CertificatePasswordKey} is of no use without it.");
        if (!isSingle && !string.IsNullOrEmpty(type) && !string.Equals(type, "MultiTenant", StringComparison.OrdinalIgnoreCase))
            throw Invalid($"{MicrosoftAppCredentials.MicrosoftAppTypeKey} must be MultiTenant or SingleTenant with {CertificatePathKey}.");
        if (!string.IsNullOrEmpty(configuration[MicrosoftAppCredentials.MicrosoftAppPasswordKey]))
            throw Invalid($"set either {MicrosoftAppCredentials.MicrosoftAppPasswordKey} or {CertificatePathKey}.");
        if (string.IsNullOrWhiteSpace(appId))
            throw Invalid($"{MicrosoftAppCredentials.MicrosoftAppIdKey} is missing.");
        if (isSingle && TenantOf(configuration) is null)
            throw Invalid($"{MicrosoftAppCredentials.MicrosoftAppTenantIdKey} is missing; {MicrosoftAppCredentials.MicrosoftAppTypeKey} {type} needs it.");
        try
        {
            var isPfx = Path.GetExtension(path) is var extension && (extension.Equals(".pfx", StringComparison.OrdinalIgnoreCase) || extension.Equals(".p12", StringComparison.OrdinalIgnoreCase));
            var certificate = isPfx ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
                : string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPemFile(path)
                : X509Certificate2.CreateFromEncryptedPemFile(path, password);
            return certificate.GetRSAPrivateKey() is not null
                ? new AzureBotServiceOptions(appId, false, certificate)
                : throw Invalid($"{CertificatePathKey}: the file has no RSA private key.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Invalid($"{CertificatePathKey}: the certificate can't be read. {e.Message}");
        }
    }

    // Only an app of a single tenant has one of its own.
    private static string? TenantOf(IConfiguration configuration) =>
        string.Equals(configuration[MicrosoftAppCredentials.MicrosoftAppTypeKey], "SingleTenant", StringComparison.OrdinalIgnoreCase)
            && configuration[MicrosoftAppCredentials.MicrosoftAppTenantIdKey] is { Length: > 0 } tenant ? tenant : null;

    private static OptionsValidationException Invalid(string what) =>
        new(nameof(AzureBotServiceOptions), typeof(AzureBotServiceOptions), [$"Azure Bot Service: {what}"]);
}
