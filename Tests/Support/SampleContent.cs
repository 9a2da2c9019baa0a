using CampaignBot.Core.Campaign;

namespace CampaignBot.Tests.Support;

/// <summary>The sample campaign, as it travels with the program.</summary>
public static class SampleContent
{
    private static readonly Lazy<Task<CampaignContent>> Once = new(LoadAsync);

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "content");

    /// <summary>Loaded once for all tests: it can't be changed.</summary>
    public static Task<CampaignContent> Loaded => Once.Value;

    private static Task<CampaignContent> LoadAsync() =>
        CampaignContent.LoadAsync(Folder, new FixedClock(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero)));
}
