using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Knowledge.Generation;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Understanding;

namespace CampaignBot.Dialogs.Replies;

/// <summary>
/// Has a found answer written for the question that was asked. How to vote is written only from entries that are official, hold today and
/// cover this place. Where nothing comes that can be sent, the answer is quoted as it would have been.
/// </summary>
public sealed class AnswerWriter(AnswerGenerator generator, CampaignContent content, Answerer answerer, TimeProvider clock)
{
    private const int MaxTexts = 4;

    /// <summary>The written answer, or null where it is to be quoted.</summary>
    public async Task<GeneratedAnswer?> WriteAsync(Asked asked, string language, CancellationToken cancellationToken)
    {
        if (asked.Answer is not Answer.Found { Entry: var entry } || entry.Language != language)
            return null;
        var isOfficial = entry.IsOfficial || VotingWords.AskProcedure(asked.Question);
        var texts = entry.Related
            .Select(id => content.Find(id, language))
            .OfType<KnowledgeEntry>()
            .Prepend(entry)
            .Where(e => answerer.Give(e) is Answer.Found && (e.IsOfficial || !isOfficial))
            .Take(MaxTexts)
            .Select(CitedText.Of)
            .ToList();
        if (texts.Count == 0)
            return null;
        var masked = MaskedText.Of(asked.Question, EntityReader.Read(asked.Question, language, clock.GetUtcNow(), content.Profile.TimeZone));
        var answer = await generator.WriteAsync(masked, language, texts, cancellationToken);
        UnderstandingMetrics.Count(answer);
        return answer.Outcome == GenerationOutcome.Grounded ? answer : null;
    }
}
