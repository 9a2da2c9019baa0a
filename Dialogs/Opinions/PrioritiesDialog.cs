using CampaignBot.Core.Campaign;
using CampaignBot.Core.Feedback;
using CampaignBot.Core.People;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Understanding;

namespace CampaignBot.Dialogs.Opinions;

/// <summary>What somebody said matters to them.</summary>
public sealed record PrioritiesDetails : FormDetails
{
    /// <summary>In their order: topics' ids, or words of their own.</summary>
    public IReadOnlyList<string>? Ranked { get; init; }

    /// <summary>What they said last time.</summary>
    public IReadOnlyList<string>? Before { get; init; }

    /// <summary>Whether it may be noted who said it.</summary>
    public bool? MayNoteWho { get; init; }
}

/// <summary>Asks what matters to somebody, in their order, from a list and in their own words.</summary>
public sealed class PrioritiesDialog(CampaignContent content, OpinionBook opinions, TimeProvider clock) : FormDialog<PrioritiesDetails>(
    Intents.Priorities,
    content.Profile,
    clock,
    new RankQuestion<PrioritiesDetails>("ranked", (turn, _, _) => new(Options(content, turn.Language)), d => d.Ranked, (d, ranked) => d with { Ranked = ranked })
    {
        Words = (turn, d) => d.Before is { } before
            ? turn.Say(OpinionPhrase.PrioritiesAskAnew, RankedList.Numbered(before, Options(content, turn.Language)))
            : turn.Say(OpinionPhrase.PrioritiesAsk),
        AlsoCalled = ["priorities", "order", "list", "prioridades", "orden", "lista"],
    }.Called(turn => turn.Say(OpinionPhrase.PrioritiesLabel)),
    Ask.YesNo<PrioritiesDetails>("note", (turn, _) => turn.Say(OpinionPhrase.NoteWho), d => d.MayNoteWho, (d, yes) => d with { MayNoteWho = yes }))
{
    /// <inheritdoc/>
    public override string Title(string language) => Wording.Words.Say(OpinionPhrase.PrioritiesTitle, language);

    /// <inheritdoc/>
    public override bool IsInMenu => content.Priorities.Count > 0;

    /// <inheritdoc/>
    public override bool IsOfferedOn(string? channelId) => content.Priorities.Count > 0;

    /// <inheritdoc/>
    protected override async ValueTask<PrioritiesDetails?> OpenAsync(FormTurn turn, CancellationToken cancellationToken) =>
        new() { Before = (await opinions.PrioritiesAsync(new ChannelAddress(turn.Channel, turn.Address), cancellationToken))?.Ranked };

    /// <inheritdoc/>
    protected override async Task<PrioritiesDetails?> FinishAsync(FormTurn turn, PrioritiesDetails details, CancellationToken cancellationToken)
    {
        var (person, ranked) = (new ChannelAddress(turn.Channel, turn.Address), details.Ranked!);
        var known = content.Priorities.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        await opinions.KeepAsync(
            person,
            new Priorities([.. ranked.Where(known.Contains)], [.. ranked.Where(r => !known.Contains(r))], ranked, turn.Language, turn.Now, turn.ActId)
            {
                By = details.MayNoteWho is true ? person : null,
            },
            cancellationToken);
        await turn.SendAsync(turn.Say(OpinionPhrase.PrioritiesThanks, RankedList.Numbered(ranked, Options(content, turn.Language))), cancellationToken: cancellationToken);
        return null;
    }

    private static IReadOnlyList<Option> Options(CampaignContent content, string language) =>
        [.. content.Priorities.Select(p => new Option(p.Id, p.Title[language], p.Words.GetValueOrDefault(language) ?? []))];
}
