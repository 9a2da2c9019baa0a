using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Voting.Feeds;

/// <summary>Makes ballots of contests, selections, candidates and parties.</summary>
internal sealed class BallotBuilder(FeedObjects objects, FeedProblems problems)
{
    private static readonly string[] ContestNames = ["CandidateContest", "BallotMeasureContest", "RetentionContest", "PartyContest"];
    private readonly Dictionary<(VipElement Contest, VipElement? Ordered), Contest?> _contests = [];
    private readonly Dictionary<VipElement, IReadOnlyList<Contest>> _styles = [];
    private ILookup<string, VipElement>? _byDistrict;

    /// <summary>What a precinct votes on: its ballot style, or else the contests of its districts.</summary>
    public IReadOnlyList<Contest> Of(VipElement precinct)
    {
        if (objects.Reference(precinct, "BallotStyleId", "BallotStyle") is { } style)
        {
            if (!_styles.TryGetValue(style, out var contests))
                contests = _styles[style] = OfStyle(style);
            return contests;
        }
        _byDistrict ??= ContestNames.SelectMany(objects.All).ToLookup(c => c.Field("ElectoralDistrictId") ?? "", StringComparer.Ordinal);
        return
        [
            .. objects.References(precinct, "ElectoralDistrictIds", "ElectoralDistrict")
                .SelectMany(d => _byDistrict[d.Id!])
                .OrderBy(c => c.Integer("SequenceOrder") ?? int.MaxValue)
                .Select(c => ContestOf(c, null))
                .OfType<Contest>(),
        ];
    }

    private List<Contest> OfStyle(VipElement style) =>
    [
        .. objects.References(style, "OrderedContestIds", "OrderedContest")
            .Select(ordered => objects.Reference(ordered, "ContestId", ContestNames) is { } contest ? ContestOf(contest, ordered) : null)
            .OfType<Contest>(),
    ];

    private Contest? ContestOf(VipElement element, VipElement? ordered)
    {
        // The order of the choices matters only where a ballot style sets it.
        if (ordered?.References("OrderedBallotSelectionIds").Any() != true)
            ordered = null;
        if (_contests.TryGetValue((element, ordered), out var known))
            return known;
        if (element.Field("Name") is not { } name)
        {
            problems.Warn("contests without a name", element.Line, $"{element.Name} '{element.Id}' is ignored: it has no Name.");
            return _contests[(element, null)] = null;
        }
        var choices = ordered is null
            ? objects.References(element, "BallotSelectionIds", "CandidateSelection", "BallotMeasureSelection", "PartySelection").OrderBy(s => s.Integer("SequenceOrder") ?? int.MaxValue).ToList()
            : objects.References(ordered, "OrderedBallotSelectionIds", "CandidateSelection", "BallotMeasureSelection", "PartySelection");
        return _contests[(element, ordered)] = new Contest(
            element.Id!,
            element.Name switch
            {
                "CandidateContest" => ContestKind.Candidates,
                "BallotMeasureContest" => ContestKind.Measure,
                "RetentionContest" => ContestKind.Retention,
                _ => ContestKind.Party,
            },
            name,
            element.Localized("BallotTitle"),
            element.Localized("BallotSubTitle"),
            objects.Reference(element, "ElectoralDistrictId", "ElectoralDistrict")?.Field("Name"),
            element.Integer("VotesAllowed"),
            [.. choices.Select(Choice).OfType<BallotChoice>()],
            element.Name is "BallotMeasureContest" or "RetentionContest" ? Measure(element) : null);
    }

    private static MeasureText Measure(VipElement element) => new(
        element.Field("Type") is var type and not (null or "other") ? type : element.Field("OtherType"),
        element.Localized("SummaryText"),
        element.Localized("FullText"),
        element.Localized("ProStatement"),
        element.Localized("ConStatement"),
        element.Localized("EffectOfAbstain"),
        element.Localized("PassageThreshold"),
        element.Link("InfoUri"));

    private BallotChoice? Choice(VipElement selection) => selection.Name switch
    {
        "BallotMeasureSelection" => selection.Localized("Selection") is { } text ? new BallotChoice(text, [], IsWriteIn: false, HasWithdrawn: false) : null,
        "PartySelection" => Together([.. objects.References(selection, "PartyIds", "Party").Select(p => p.Localized("Name")).OfType<LocalizedText>()]) is { } parties
            ? new BallotChoice(parties, [], IsWriteIn: false, HasWithdrawn: false)
            : null,
        _ => Candidates(selection),
    };

    private BallotChoice? Candidates(VipElement selection)
    {
        var candidates = objects.References(selection, "CandidateIds", "Candidate");
        if (Together([.. candidates.Select(c => c.Localized("BallotName")).OfType<LocalizedText>()]) is not { } names)
            return null;
        return new BallotChoice(
            names,
            [.. candidates.Select(c => objects.Reference(c, "PartyId", "Party")).OfType<VipElement>().Distinct().Select(p => p.Localized("Name")).OfType<LocalizedText>()],
            selection.Flag("IsWriteIn") == true,
            candidates.All(c => c.Field("PreElectionStatus") == "withdrawn" || c.Field("PostElectionStatus") == "withdrawn"));
    }

    /// <summary>Names that stand together, as "A / B", in every language that one of them is there in.</summary>
    private static LocalizedText? Together(IReadOnlyList<LocalizedText> names) => names switch
    {
        [] => null,
        [var one] => one,
        _ => LocalizedText.Joined(" / ", names),
    };
}
