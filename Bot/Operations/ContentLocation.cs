namespace CampaignBot.Operations;

/// <summary>Where the campaign's content is: the setting <c>Content:Folder</c>, else <c>content</c> beside the program.</summary>
public static class ContentLocation
{
    /// <summary>The content that came with the program.</summary>
    public static string Default => Path.Combine(AppContext.BaseDirectory, "content");

    /// <summary>The folder of the settings; a relative one starts at the working directory.</summary>
    public static string Of(IConfiguration configuration) =>
        configuration["Content:Folder"] is { Length: > 0 } folder ? folder : Default;
}
