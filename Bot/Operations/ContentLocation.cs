namespace CampaignBot.Operations;

/// <summary>
/// Where the campaign's content is, for serving and for every command: the folder that a command's option names, else that of the setting
/// <c>Content:Folder</c>, else <c>content</c> in the working directory where it has a campaign.yaml, else the copy beside the program. So what is edited in
/// a checkout counts at once, without a build, and an installed program finds what came with it.
/// </summary>
public static class ContentLocation
{
    /// <summary>The same in a few words, for <c>--help</c>, which must not name a machine's folders.</summary>
    public const string Rule = "without it the setting Content:Folder, else ./content where it has a campaign.yaml, else the content that came with the program";

    private const string Name = "content";

    /// <summary>The folder that a command's option names, else the one of the rule.</summary>
    public static string Of(string? named) => named is { Length: > 0 } ? named : Of(SavedSettings.Read());

    /// <summary>The folder of the settings, else the one of the rule; a relative one starts at the working directory.</summary>
    public static string Of(IConfiguration configuration) => configuration["Content:Folder"] switch
    {
        { Length: > 0 } folder => folder,
        _ when File.Exists(Path.Combine(Name, "campaign.yaml")) => Name,
        _ => Path.Combine(AppContext.BaseDirectory, Name),
    };
}
