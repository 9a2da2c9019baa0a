using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding;

namespace CampaignBot.LanguageModels;

/// <summary>Gets the content's embeddings while the bot answers by words already, trying again, ever less often, while the model can't be used.</summary>
internal sealed class VectorsInBackground(
    StoredVectors vectors, Answerer answerer, CampaignContent content, TimeProvider clock, ILogger<VectorsInBackground> logger) : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string[] texts = [.. HybridSearch.TextsOf(content).Concat(content.Profile.Languages.SelectMany(answerer.TextsOf)).Distinct(StringComparer.Ordinal)];
        for (var pause = ShortestPause; ; pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks)))
        {
            try
            {
                answerer.UseVectors(await vectors.OfAsync(texts, stoppingToken));
                if (answerer.HasVectors)
                    logger.LogInformation("Answers are found by meaning too: {Texts} texts of the content have their embeddings.", texts.Length);
                else
                    logger.LogWarning("The content is too small to tell from its embeddings what is near; answers are found by words alone.");
                return;
            }
            catch (ModelUnavailableException e)
            {
                logger.LogWarning("The content's embeddings are not complete, answers are found by words alone for now: {Reason}", e.Message);
            }
            await Task.Delay(pause, clock, stoppingToken);
        }
    }
}
