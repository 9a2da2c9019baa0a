using System.Globalization;
using CampaignBot.Core.Voting.Feeds;
using CampaignBot.Operations;
using CampaignBot.Training;

namespace CampaignBot.Commands.Importing;

/// <summary>An election office's feed, into the content folder.</summary>
internal static class ImportVotingFeed
{
    public static ImportKind Make() => new(
        "vip",
        """
        an election office's feed of the Voting Information Project, 5 or 6: XML, zipped or not, or the flat form (a folder or archive of CSV files)
                         -> voting/vipFeed-{id}-{date}.xml or .zip; read as a whole first, with what is ignored by line
        """,
        [],
        source => source.IsFolder || source.Ending == ".zip" ? FlatVotingFeed.Recognises(source.Path) || source.Ending == ".zip"
            : source.Ending == ".gz" || (source.Ending == ".xml" && source.Head.Contains("VipObject", StringComparison.Ordinal)),
        (source, parsed, report, cancellationToken) => VotingFeedImport.RunAsync(
            source.Path,
            ContentLocation.Of(parsed.GetValue(ImportOptions.Content)),
            parsed.GetValue(ImportOptions.DryRun),
            Console.IsErrorRedirected ? null : new Percentages(Console.Error),
            report,
            cancellationToken));

    /// <summary>Tells every tenth of the way.</summary>
    private sealed class Percentages(TextWriter output) : IProgress<FeedProgress>
    {
        private int _told;

        public void Report(FeedProgress value)
        {
            var tenths = (int)(value.Share * 10);
            if (tenths <= _told)
                return;
            _told = tenths;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"reading {tenths * 10}%, {value.StreetSegments} street segments"));
        }
    }
}
