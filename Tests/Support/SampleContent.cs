using CampaignBot.Commands.Playing;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding.Classification;
using CampaignBot.Core.Understanding.Guarding;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Training;
using Microsoft.Bot.Builder;

namespace CampaignBot.Tests.Support;

/// <summary>The sample campaign, as it travels with the program.</summary>
public static class SampleContent
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "content");

    private static readonly Lazy<Task<CampaignContent>> Once = new(LoadAsync);
    private static readonly FixedClock Clock = new(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero));
    private static readonly Lazy<Task<IntentModel>> Model = new(async () => CampaignExamples.Train(await Loaded));
    private static readonly Lazy<Task<IRecognizer>> RecognizerOnce = new(
        async () => new EmbeddedRecognizer(Model.Value, Clock, (await Loaded).Profile.TimeZone));

    private static readonly Lazy<Task<SharedParts>> SharedOnce = new(async () => new SharedParts(Folder, await Loaded, await Model.Value, await Guard));

    private static readonly Lazy<Task<Guard>> GuardOnce = new(async () => CampaignBot.Core.Understanding.Guarding.Guard.Of(await Loaded));

    /// <summary>Loaded once for all tests: it can't be changed.</summary>
    public static Task<CampaignContent> Loaded => Once.Value;

    /// <summary>Trained once for all tests, as the program trains it.</summary>
    public static Task<IRecognizer> Recognizer => RecognizerOnce.Value;

    /// <summary>Trained once for all tests, as the program trains it.</summary>
    public static Task<Guard> Guard => GuardOnce.Value;

    /// <summary>What the program's stages share, made once for all tests.</summary>
    internal static Task<SharedParts> Shared => SharedOnce.Value;

    /// <summary>The same for a changed copy, without training anew.</summary>
    internal static async Task<SharedParts> SharedWith(string folder, CampaignContent content) => new(folder, content, await Model.Value, await Guard);

    /// <summary>A copy that a test may change.</summary>
    public static void CopyTo(DirectoryInfo folder) => Copy(new DirectoryInfo(Folder), folder);

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.GetFiles())
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        foreach (var folder in from.GetDirectories())
            Copy(folder, to.CreateSubdirectory(folder.Name));
    }

    private static Task<CampaignContent> LoadAsync() =>
        CampaignContent.LoadAsync(Folder, Clock);
}
