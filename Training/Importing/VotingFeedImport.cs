using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Voting;
using CampaignBot.Core.Voting.Feeds;

namespace CampaignBot.Training;

/// <summary>
/// Takes an election office's feed into <c>voting/</c> of the content, after reading all of it. XML is kept as it was published
/// (a large file packed), so that what voters are told can be held against it; a newer feed of the same election takes its place.
/// </summary>
public static class VotingFeedImport
{
    private const long PackedFrom = 4 << 20;

    // An archive of the same file is the same, byte for byte.
    private static readonly DateTimeOffset AnyTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="source">The feed: XML, as it is, zipped or with gzip; or the flat form, a folder or archive of CSV files.</param>
    /// <param name="content">The content folder.</param>
    /// <param name="report">
    /// Gets one item for the feed; what the specification has ignored is passed over by line.
    /// </param>
    /// <exception cref="ContentException">The feed can't be used; its errors are in it, by line.</exception>
    /// <exception cref="InvalidDataException">A file of the flat form can't be read.</exception>
    public static async Task RunAsync(string source, string content, bool dryRun, IProgress<FeedProgress>? progress, ImportReport report, CancellationToken cancellation)
    {
        report.Into = content;
        var work = Directory.CreateTempSubdirectory("campaignbot-feed-").FullName;
        try
        {
            var xml = source;
            if (FlatVotingFeed.Recognises(source))
            {
                xml = Path.Combine(work, "flat.xml");
                await FlatVotingFeed.WriteXmlAsync(source, xml, cancellation);
            }
            var (feed, problems) = await Task.Run(() => VipFeedReader.Read(xml, source, progress: progress, cancellationToken: cancellation), cancellation);
            // Lines of the rewritten form would lead nowhere.
            foreach (var problem in problems.Where(p => p.IsWarning))
                report.Add(ImportOutcome.PassedOver, source, xml == source ? problem.Line : 0, note: problem.Message);
            await KeepAsync(feed ?? throw new ContentException(problems), source, xml, work, content, dryRun, report, cancellation);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task KeepAsync(
        VotingFeed feed, string source, string xml, string work, string content, bool dryRun, ImportReport report, CancellationToken cancellation)
    {
        // As the project names feeds.
        var name = string.Create(CultureInfo.InvariantCulture, $"vipFeed-{Slug.Of(feed.Source.VipId is { Length: > 0 } id ? id : feed.Source.Name)}-{feed.Election.Date:yyyy-MM-dd}");
        var (file, ending) = await AsKeptAsync(xml, work, name, cancellation);
        var folder = Path.Combine(content, VotingFolder.Name);
        var target = Path.Combine(folder, name + ending);
        var earlier = Directory.Exists(folder) ? Directory.GetFiles(folder, name + ".*") : [];
        var outcome = earlier.Length == 0 ? ImportOutcome.Taken : earlier is [var only] && only == target && await AreSameAsync(only, file, cancellation) ? ImportOutcome.Unchanged : ImportOutcome.Changed;
        if (outcome != ImportOutcome.Unchanged && !dryRun)
        {
            Directory.CreateDirectory(folder);
            var beside = target + ".new";
            await using (var from = File.OpenRead(file))
            await using (var to = File.Create(beside))
                await from.CopyToAsync(to, cancellation);
            File.Move(beside, target, overwrite: true);
            foreach (var other in earlier.Where(e => e != target))
                File.Delete(other);
        }
        report.Add(outcome, source, 0, $"{VotingFolder.Name}/{name}{ending}", string.Create(
            CultureInfo.InvariantCulture,
            $"{feed.Source.Name}, as of {feed.Source.AsOf:yyyy-MM-dd}: election of {feed.Election.Date:yyyy-MM-dd}, {feed.Precincts.Count} precincts, {feed.Precincts.SelectMany(p => p.Places).Distinct(ReferenceEqualityComparer.Instance).Count()} places, {feed.StreetSegments} street segments"));
    }

    private static async Task<(string File, string Ending)> AsKeptAsync(string xml, string work, string name, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(xml);
        switch (file.ReadByte(), file.ReadByte())
        {
            case ('P', 'K'):
                return (xml, ".zip");
            case (0x1F, 0x8B):
                return (xml, ".xml.gz");
        }
        if (file.Length < PackedFrom)
            return (xml, ".xml");
        file.Position = 0;
        var packed = Path.Combine(work, "packed.zip");
        await using var archive = await ZipFile.OpenAsync(packed, ZipArchiveMode.Create, cancellation);
        var entry = archive.CreateEntry(name + ".xml", CompressionLevel.Optimal);
        entry.LastWriteTime = AnyTime;
        await using (var to = await entry.OpenAsync(cancellation))
            await file.CopyToAsync(to, cancellation);
        return (packed, ".zip");
    }

    private static async Task<bool> AreSameAsync(string one, string other, CancellationToken cancellation)
    {
        await using var a = File.OpenRead(one);
        await using var b = File.OpenRead(other);
        return a.Length == b.Length && Convert.ToHexString(await SHA256.HashDataAsync(a, cancellation)) == Convert.ToHexString(await SHA256.HashDataAsync(b, cancellation));
    }
}
