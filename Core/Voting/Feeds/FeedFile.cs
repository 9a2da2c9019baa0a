using System.IO.Compression;

namespace CampaignBot.Core.Voting.Feeds;

/// <summary>A feed's file: XML as it is, in a zip archive or packed with gzip. What it is, its first bytes tell.</summary>
internal sealed class FeedFile : IDisposable
{
    private const int MaxEntries = 1_000;
    private readonly FileStream _file;
    private readonly ZipArchive? _archive;

    private FeedFile(FileStream file, ZipArchive? archive, Stream xml) => (_file, _archive, Xml) = (file, archive, xml);

    /// <summary>The XML, within the limits.</summary>
    public Stream Xml { get; }

    /// <summary>How much of the file was read, 0 to 1.</summary>
    public double Share => _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

    /// <exception cref="InvalidDataException">It is neither XML nor packed XML.</exception>
    public static FeedFile Open(string path, FeedLimits limits)
    {
        var file = new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 1 << 16 });
        ZipArchive? archive = null;
        try
        {
            Span<byte> start = stackalloc byte[4];
            start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            file.Position = 0;
            if (start.StartsWith("PK"u8))
            {
                archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
                return new FeedFile(file, archive, new BoundedStream(TheXml(archive).Open(), file, limits));
            }
            Stream xml = start is [0x1F, 0x8B, ..] ? new BoundedStream(new GZipStream(file, CompressionMode.Decompress, leaveOpen: true), file, limits) : new BoundedStream(file, null, limits);
            return new FeedFile(file, null, xml);
        }
        catch
        {
            archive?.Dispose();
            file.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Xml.Dispose();
        _archive?.Dispose();
        _file.Dispose();
    }

    private static ZipArchiveEntry TheXml(ZipArchive archive)
    {
        if (archive.Entries.Count > MaxEntries)
            throw new InvalidDataException($"The archive has more than {MaxEntries} files in it.");
        // What a Mac adds beside each file is no feed.
        var feeds = archive.Entries.Where(e => e.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && !e.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)).ToList();
        return feeds is [var feed] ? feed : throw new InvalidDataException($"The archive has {feeds.Count} .xml files in it; a feed's archive has one.");
    }
}
