using System.Text.RegularExpressions;

namespace CampaignBot.Operations;

/// <summary>The settings that differ from <c>appsettings.json</c>, as shown at the start: the environment's, the command line's, and those that commands saved.</summary>
internal static partial class ShownSettings
{
    private const string Hidden = "********";

    /// <summary>Each as <c>Name = value</c>, in the order of their names; what may be a secret is shown as stars.</summary>
    /// <param name="file">The settings as the file alone has them: its sections say which names are the program's own.</param>
    public static IEnumerable<string> Of(IConfiguration settings, IConfiguration file)
    {
        var own = file.GetChildren().Select(s => s.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return settings.AsEnumerable()
            .Where(s => s.Value is { Length: > 0 } && own.Contains(s.Key.Split(':')[0]) && s.Value != file[s.Key])
            .OrderBy(s => s.Key, StringComparer.OrdinalIgnoreCase)
            .Select(s => $"{s.Key} = {Show(s.Key, s.Value!)}");
    }

    private static string Show(string name, string value) =>
        Secret().IsMatch(name) || SecretPart().IsMatch(value) ? Hidden
        // An address may hold a name and a password.
        : Uri.TryCreate(value, UriKind.Absolute, out var address) && (address.UserInfo.Length > 0 || address.Query.Length > 0)
            ? $"{address.Scheme}://{Hidden}@{address.Authority}{address.AbsolutePath}"
        : value;

    // SigningKey, AppSecret, PageAccessToken, MicrosoftAppPassword, a bare Key; not TokenLifetime or KeepAlive.
    [GeneratedRegex("(Secret|Password|Token|Key|ConnectionString)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Secret();

    // As in a connection string put into another setting: AccountEndpoint=…;AccountKey=….
    [GeneratedRegex(@"\w*(Key|Secret|Password|Pwd|Token|Signature)=", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SecretPart();
}
