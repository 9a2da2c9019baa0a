using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace CampaignBot.Training;

/// <summary>Opens a Word document that a stranger may have made.</summary>
internal static class DocxFile
{
    private const long MaxFileBytes = 32L * 1024 * 1024;
    private const long MaxUnpackedBytes = 256L * 1024 * 1024;
    private const long MaxCharactersInPart = 20_000_000;
    private const int MaxParts = 5_000;

    /// <summary>The document's properties as fields of a page, and its content as HTML.</summary>
    /// <exception cref="InvalidDataException">It is no Word document, or unpacks to more than one should.</exception>
    public static (Dictionary<string, string> Fields, string Html) Read(string path, CancellationToken cancellation)
    {
        if (new FileInfo(path).Length > MaxFileBytes)
            throw new InvalidDataException($"Larger than {MaxFileBytes / 1024 / 1024} MB.");
        try
        {
            using var file = File.OpenRead(path);
            RefuseBomb(file, cancellation);
            file.Position = 0;
            using var document = WordprocessingDocument.Open(file, isEditable: false, new OpenSettings { MaxCharactersInPart = MaxCharactersInPart });
            if (document.MainDocumentPart?.Document?.Body is not { } body)
                throw new InvalidDataException("There is no text in it.");
            return (Fields(document), DocxHtml.Of(document.MainDocumentPart, body));
        }
        catch (Exception e) when (e is OpenXmlPackageException or FileFormatException or XmlException or UriFormatException)
        {
            throw new InvalidDataException("Not a Word document that can be read.", e);
        }
    }

    /// <summary>Unpacks everything once, counting: what the archive says of its sizes proves nothing.</summary>
    private static void RefuseBomb(Stream file, CancellationToken cancellation)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries.Count > MaxParts)
            throw new InvalidDataException($"It has more than {MaxParts} parts.");
        var buffer = new byte[81_920];
        var total = 0L;
        foreach (var entry in archive.Entries)
        {
            using var part = entry.Open();
            while (part.Read(buffer) is > 0 and var read)
            {
                cancellation.ThrowIfCancellationRequested();
                total += read;
                if (total > MaxUnpackedBytes)
                    throw new InvalidDataException($"It unpacks to more than {MaxUnpackedBytes / 1024 / 1024} MB.");
            }
        }
    }

    private static Dictionary<string, string> Fields(WordprocessingDocument document)
    {
        var properties = document.PackageProperties;
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Add("title", properties.Title);
        Add("language", properties.Language);
        Add("asOf", (properties.Modified ?? properties.Created)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return fields;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
                fields[name] = value.Trim();
        }
    }
}
