using System.Globalization;
using CampaignBot.Commands.Playing;
using CampaignBot.Core.Documents;
using CampaignBot.Dialogs;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Tests.Dialogs.Walking;
using CampaignBot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace CampaignBot.Tests.Dialogs;

/// <summary>
/// People who do anything at any point, on any channel. WALKS is how many (else 60), WALK_SEED the first one's seed: the same
/// seed walks the same way.
/// </summary>
public sealed class RandomWalkTests(ITestOutputHelper output)
{
    private const int Steps = 40;

    // What is in a walk depends on nothing but its seed, so that those of one stage can go again alone.
    private const int WalksAStage = 50;

    [Fact]
    public async Task Walk_WhateverIsSaid_HoldsWhatMustHold()
    {
        var (walks, first) = (Setting("WALKS", 60), Setting("WALK_SEED", 1));
        var found = new List<string>();
        for (var from = first; from < first + walks; from += WalksAStage)
        {
            await using var stage = await OpenAsync();
            var words = await WalkWords.OfAsync(
                await SampleContent.Loaded, stage.Services.GetRequiredService<RootDialogParts>().Conversations.SelectMany(c => new[] { c.Title("en"), c.Title("es") }).DefaultIfEmpty("menu"));
            for (var seed = from; seed < Math.Min(from + WalksAStage, first + walks); seed++)
            {
                try
                {
                    await new RandomWalk(stage, words, seed).GoAsync(Steps);
                }
                catch (WalkException e)
                {
                    stage.Troubles.Clear();
                    found.Add($"WALK_SEED={seed} WALKS=1: {e.Message}");
                }
            }
        }
        foreach (var story in found)
            output.WriteLine(story);

        Assert.True(found.Count == 0, $"{found.Count} of {walks} walks came upon something. The first:\n{found.FirstOrDefault()}");
    }

    private static async Task<Stage> OpenAsync() => await Stage.OpenAsync(
        new StoryClock(new DateTimeOffset(2028, 10, 10, 18, 0, 0, TimeSpan.Zero)),
        [],
        shared: await SampleContent.Shared,
        also: services => services.AddSingleton<IDocumentStore>(provider => new CountingStore(provider.GetRequiredService<SqliteDocumentStore>())));

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
