using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Knowledge.Generation;
using CampaignBot.Core.Understanding;
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
        var isAboutVoting = VotingWords.AskProcedure(asked.Question);
        List<CitedText> texts = asked.Answer switch
        {
            Answer.Found found => Texts(found.Entry, isAboutVoting),
            Answer.Quoted quoted when quoted.Document.Provenance.IsOfficial || !isAboutVoting => [Text(quoted)],
            _ => [],
        };
        if (texts.Count == 0)
            return null;
        var masked = MaskedText.Of(asked.Question, language, clock.GetUtcNow(), content.Profile.TimeZone);
        var answer = await generator.WriteAsync(masked, language, texts, cancellationToken);
        UnderstandingMetrics.Count(answer);
        return answer.Outcome == GenerationOutcome.Grounded ? answer : null;
    }

    /// <summary>An entry and those that it leads to.</summary>
    private List<CitedText> Texts(KnowledgeEntry entry, bool isAboutVoting) =>
    [
        .. entry.Related
            .Select(id => content.Find(id, entry.Language))
            .OfType<KnowledgeEntry>()
            .Prepend(entry)
            .Where(e => answerer.Give(e) is Answer.Found && (e.IsOfficial || !(entry.IsOfficial || isAboutVoting)))
            .Take(MaxTexts)
            .Select(CitedText.Of),
    ];

    /// <summary>The section that sentences were found in; whether it may be quoted was decided when they were.</summary>
    private CitedText Text(Answer.Quoted quoted) => new(
        string.Join(", ", [quoted.Document.Title, .. quoted.Section.Headings]),
        string.Join('\n', quoted.Section.Sentences.Select(s => s.Markdown)),
        quoted.Document.Language,
        Citations.ProvenanceOf(quoted, content.Profile));
}
