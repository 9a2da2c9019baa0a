namespace CampaignBot.Tests.Support;

/// <summary>The sample campaign, as it travels with the program.</summary>
public static class SampleContent
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "content");
}
