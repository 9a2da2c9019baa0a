using Microsoft.Extensions.Options;

namespace CampaignBot.Channels.Facebook;

/// <summary>Settings of Messenger, section <c>Facebook</c>. None of them: the channel is off.</summary>
/// <param name="PageId">The page that people write to.</param>
/// <param name="PageAccessToken">Sends in the page's name.</param>
/// <param name="AppSecret">Signs the webhooks.</param>
/// <param name="VerifyToken">A word of our own that is shown when the webhook is set up at Meta.</param>
/// <param name="Api">The Graph API with its version.</param>
public sealed record FacebookOptions(string PageId, string PageAccessToken, string AppSecret, string VerifyToken, Uri Api)
{
    /// <summary>The section's name.</summary>
    public const string Section = "Facebook";

    private const string DefaultApi = "https://graph.facebook.com/v25.0/";

    /// <summary>Reads the settings; null where there are none, and the channel is off.</summary>
    /// <exception cref="OptionsValidationException">They are incomplete or wrong; the message names each setting.</exception>
    public static FacebookOptions? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        string[] names = [nameof(PageId), nameof(PageAccessToken), nameof(AppSecret), nameof(VerifyToken)];
        var errors = section.GetChildren().Select(c => c.Key).Except([.. names, nameof(Api)], StringComparer.OrdinalIgnoreCase).Select(k => $"{Section}:{k} is no setting.").ToList();
        if (Array.TrueForAll(names, n => string.IsNullOrEmpty(section[n])) && errors.Count == 0)
            return null;

        errors.AddRange(names.Where(n => string.IsNullOrEmpty(section[n])).Select(n => $"{Section}:{n} is missing."));
        if (section[nameof(PageId)] is { Length: > 0 } page && !page.All(char.IsAsciiDigit))
            errors.Add($"{Section}:{nameof(PageId)} must be the page's number.");
        var text = section[nameof(Api)] is { Length: > 0 } given ? given.TrimEnd('/') + "/" : DefaultApi;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var api) || api.Scheme is not ("https" or "http"))
            errors.Add($"{Section}:{nameof(Api)} must be an address such as {DefaultApi}.");
        return errors.Count == 0
            ? new FacebookOptions(section[nameof(PageId)]!, section[nameof(PageAccessToken)]!, section[nameof(AppSecret)]!, section[nameof(VerifyToken)]!, api!)
            : throw new OptionsValidationException(Section, typeof(FacebookOptions), errors);
    }

    /// <summary>Leaves out the secrets.</summary>
    public override string ToString() => $"{nameof(FacebookOptions)} of page {PageId}";
}
