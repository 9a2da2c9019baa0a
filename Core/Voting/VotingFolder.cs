using System.Globalization;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Voting.Feeds;

namespace CampaignBot.Core.Voting;

/// <summary>The feeds of a content folder: <c>voting/*.xml</c>, <c>*.zip</c> and <c>*.gz</c>, one election a file.</summary>
public static class VotingFolder
{
    /// <summary>The folder's name within the content.</summary>
    public const string Name = "voting";

    /// <summary>Everything there is to tell about the feeds, as a check does.</summary>
    /// <param name="content">The content folder.</param>
    /// <param name="election">The day of the election that the campaign is about.</param>
    /// <param name="today">The day in the campaign's zone.</param>
    public static IReadOnlyList<ContentProblem> Check(string content, DateOnly election, DateOnly today, CancellationToken cancellationToken = default)
    {
        var problems = new List<ContentProblem>();
        foreach (var file in Files(content))
        {
            var label = Label(content, file);
            var (feed, ofFeed) = VipFeedReader.Read(file, label, cancellationToken: cancellationToken);
            problems.AddRange(ofFeed);
            if (feed is null)
                continue;
            var date = feed.Election.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (!feed.HoldsOn(today))
                problems.Add(new ContentProblem(label, 0, $"The election of {date} is over: nothing is answered from this feed any more.", IsWarning: true));
            else if (feed.Election.Date != election)
                problems.Add(new ContentProblem(label, 0, $"The feed is about the election of {date}; campaign.yaml is about another day.", IsWarning: true));
        }
        return problems;
    }

    /// <summary>Reads the feeds.</summary>
    /// <exception cref="ContentException">A feed can't be used; its errors are in it, with file and line.</exception>
    public static Task<IReadOnlyList<VotingFeed>> LoadAsync(string content, CancellationToken cancellationToken = default) => Task.Run(
        () =>
        {
            var feeds = new List<VotingFeed>();
            foreach (var file in Files(content))
            {
                var (feed, problems) = VipFeedReader.Read(file, Label(content, file), cancellationToken: cancellationToken);
                feeds.Add(feed ?? throw new ContentException(problems));
            }
            return (IReadOnlyList<VotingFeed>)feeds;
        },
        cancellationToken);

    private static IEnumerable<string> Files(string content)
    {
        var folder = Path.Combine(content, Name);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Where(f => Path.GetExtension(f).ToUpperInvariant() is ".XML" or ".ZIP" or ".GZ").Order(StringComparer.Ordinal)
            : [];
    }

    private static string Label(string content, string file) =>
        $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(content)))}/{Name}/{Path.GetFileName(file)}";
}
