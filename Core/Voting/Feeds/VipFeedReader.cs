using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Voting.Feeds;

/// <summary>
/// Reads a feed file (XML, as it is, zipped or with gzip). What the specification has ignored is ignored and reported;
/// a reference to nothing is reported and the rest stands.
/// </summary>
public static class VipFeedReader
{
    private const int SegmentsBetweenProgress = 10_000;

    /// <summary>Reads a file; takes a thread for as long as that lasts.</summary>
    /// <param name="path">The file.</param>
    /// <param name="label">How problems name it.</param>
    /// <returns>The feed, null where it can't be used, and all errors and warnings by line.</returns>
    /// <exception cref="IOException">The file can't be opened or read.</exception>
    public static (VotingFeed? Feed, IReadOnlyList<ContentProblem> Problems) Read(
        string path, string label, FeedLimits? limits = null, IProgress<FeedProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var problems = new FeedProblems(label);
        var feed = Read(path, problems, limits ?? FeedLimits.Default, progress, cancellationToken);
        return (problems.HasErrors ? null : feed, problems.Told());
    }

    private static VotingFeed? Read(string path, FeedProblems problems, FeedLimits limits, IProgress<FeedProgress>? progress, CancellationToken cancellationToken)
    {
        var objects = new FeedObjects(problems);
        var segments = new SegmentCollector(problems);
        try
        {
            using var file = FeedFile.Open(path, limits);
            foreach (var element in VipXml.Read(file.Xml, limits))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (element.Name != "StreetSegment")
                {
                    objects.Add(element);
                    continue;
                }
                segments.Add(element);
                if (segments.Count % SegmentsBetweenProgress == 0)
                    progress?.Report(new FeedProgress(file.Share, segments.Count));
            }
        }
        catch (FeedFormatException e)
        {
            problems.Error(e.Line, e.Message);
            return null;
        }
        catch (InvalidDataException e)
        {
            problems.Error(0, e.Message);
            return null;
        }
        progress?.Report(new FeedProgress(1, segments.Count));
        return new FeedBuilder(objects, problems).Build(segments);
    }
}
