using System.Globalization;
using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Voting.Feeds;

/// <summary>
/// Collects what is wrong with a feed. A feed of a state may have the same mistake a hundred thousand times: of each kind the
/// first few are told with their lines, and how many more there were.
/// </summary>
internal sealed class FeedProblems(string file)
{
    private const int ToldOfEachKind = 10;
    private readonly List<ContentProblem> _problems = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Whether the feed can't be used.</summary>
    public bool HasErrors { get; private set; }

    public void Error(int line, string message)
    {
        HasErrors = true;
        _problems.Add(new ContentProblem(file, line, message));
    }

    /// <param name="kind">What is counted together, as words that "there are n more:" can stand before.</param>
    public void Warn(string kind, int line, string message)
    {
        var count = _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        if (count <= ToldOfEachKind)
            _problems.Add(new ContentProblem(file, line, message, IsWarning: true));
    }

    /// <summary>Errors first, then by line, then what was not told one by one.</summary>
    public IReadOnlyList<ContentProblem> Told() =>
    [
        .. _problems.OrderBy(p => p.IsWarning).ThenBy(p => p.Line),
        .. _counts.Where(c => c.Value > ToldOfEachKind).Select(c => new ContentProblem(
            file, 0, string.Create(CultureInfo.InvariantCulture, $"There are {c.Value - ToldOfEachKind} more: {c.Key}."), IsWarning: true)),
    ];
}
