using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace CampaignBot.Channels.Sms;

/// <summary>Settings of SMS over Twilio, section <c>Sms</c>. None of them: the channel is off.</summary>
/// <param name="AccountSid">The account, "AC" and 32 hex digits.</param>
/// <param name="AuthToken">The account's primary auth token: it signs webhooks and opens the API.</param>
/// <param name="From">The number to send from, in E.164 form; null where a messaging service sends.</param>
/// <param name="MessagingServiceSid">The messaging service to send with, "MG" and 32 hex digits; null where a number sends.</param>
/// <param name="PublicUrl">Where Twilio reaches this program, with a slash at its end; webhooks are signed for it.</param>
/// <param name="WithoutAccents">Whether Spanish is always sent without the accents that GSM-7 lacks, at half the cost; else only where it is over the budget with them.</param>
/// <param name="MaxSegments">The budget of one message, in segments, 1 to 10; what is over it is sent when asked for.</param>
/// <param name="Api">Twilio's API.</param>
public sealed partial record SmsOptions(
    string AccountSid, string AuthToken, string? From, string? MessagingServiceSid, Uri PublicUrl, bool WithoutAccents, int MaxSegments, Uri Api)
{
    /// <summary>The section's name.</summary>
    public const string Section = "Sms";

    private const int DefaultSegments = 6;
    private const int MostSegments = 10;

    /// <summary>Reads the settings; null where there are none, and the channel is off.</summary>
    /// <exception cref="OptionsValidationException">They are incomplete or wrong; the message names each setting.</exception>
    public static SmsOptions? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        string? Text(string name) => section[name] is { Length: > 0 } text ? text : null;
        var (account, token, from, service) = (Text(nameof(AccountSid)), Text(nameof(AuthToken)), Text(nameof(From)), Text(nameof(MessagingServiceSid)));
        string[] known = [nameof(AccountSid), nameof(AuthToken), nameof(From), nameof(MessagingServiceSid), nameof(WithoutAccents), nameof(MaxSegments), nameof(Api)];
        var errors = section.GetChildren().Select(c => c.Key).Except(known, StringComparer.OrdinalIgnoreCase).Select(k => $"{Section}:{k} is no setting.").ToList();
        if (account is null && token is null && from is null && service is null && errors.Count == 0)
            return null;

        if (account is null || !Sid().IsMatch(account) || !account.StartsWith("AC", StringComparison.Ordinal))
            errors.Add($"{Section}:{nameof(AccountSid)} must be the account's SID: AC and 32 hex digits.");
        if (token is null)
            errors.Add($"{Section}:{nameof(AuthToken)} is missing.");
        if ((from is null) == (service is null))
            errors.Add($"{Section}: set either {nameof(From)} or {nameof(MessagingServiceSid)}.");
        if (from is not null && !Number().IsMatch(from))
            errors.Add($"{Section}:{nameof(From)} must be a number such as +15035550142.");
        if (service is not null && (!Sid().IsMatch(service) || !service.StartsWith("MG", StringComparison.Ordinal)))
            errors.Add($"{Section}:{nameof(MessagingServiceSid)} must be the service's SID: MG and 32 hex digits.");
        if (!Uri.TryCreate(configuration["PublicUrl"] is { Length: > 0 } address ? address.TrimEnd('/') + "/" : null, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
            errors.Add($"PublicUrl must be the address that Twilio's webhooks are configured with, such as https://chat.example.org: {Section} needs it to check their signatures.");
        var plain = false;
        if (Text(nameof(WithoutAccents)) is { } accents && !bool.TryParse(accents, out plain))
            errors.Add($"{Section}:{nameof(WithoutAccents)} must be true or false.");
        var segments = DefaultSegments;
        if (Text(nameof(MaxSegments)) is { } most && (!int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out segments) || segments is < 1 or > MostSegments))
            errors.Add($"{Section}:{nameof(MaxSegments)} must be a number from 1 to {MostSegments}.");
        if (!Uri.TryCreate(Text(nameof(Api)) ?? "https://api.twilio.com/", UriKind.Absolute, out var api) || api.Scheme is not ("https" or "http"))
            errors.Add($"{Section}:{nameof(Api)} must be an address such as https://api.twilio.com/.");
        return errors.Count == 0
            ? new SmsOptions(account!, token!, from, service, url!, plain, segments, api!)
            : throw new OptionsValidationException(Section, typeof(SmsOptions), errors);
    }

    /// <summary>Leaves out the secret.</summary>
    public override string ToString() => $"{nameof(SmsOptions)} of {AccountSid}";

    [GeneratedRegex("^[A-Z]{2}[0-9a-f]{32}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Sid();

    [GeneratedRegex(@"^\+[1-9]\d{6,14}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Number();
}
