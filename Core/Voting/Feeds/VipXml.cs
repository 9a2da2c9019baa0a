using System.Globalization;
using System.Text;
using System.Xml;

namespace CampaignBot.Core.Voting.Feeds;

/// <summary>Reads a feed's XML object by object, so that a state's feed needs no more memory than its largest object.</summary>
internal static class VipXml
{
    /// <summary>Each object below VipObject, in the order of the file.</summary>
    /// <exception cref="FeedFormatException">It is no feed of a version that can be read, or not XML; with the line.</exception>
    public static IEnumerable<VipElement> Read(Stream xml, FeedLimits limits)
    {
        using var reader = XmlReader.Create(xml, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        });
        var lines = (IXmlLineInfo)reader;
        CheckRoot(reader, lines);
        for (var objects = 0; Next(reader, lines);)
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (++objects > limits.MaxObjects)
                throw new FeedFormatException(lines.LineNumber, string.Create(CultureInfo.InvariantCulture, $"The feed has more than {limits.MaxObjects:N0} objects."));
            yield return ReadObject(reader, lines, limits);
        }
    }

    private static void CheckRoot(XmlReader reader, IXmlLineInfo lines)
    {
        while (Next(reader, lines) && reader.NodeType != XmlNodeType.Element)
        {
        }
        if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "VipObject")
            throw new FeedFormatException(lines.LineNumber, "This is no feed of the Voting Information Project: its first element must be VipObject.");
        var version = reader.GetAttribute("schemaVersion")?.Trim();
        if (version is null || version.Split('.')[0] is not ("5" or "6"))
            throw new FeedFormatException(lines.LineNumber, $"`schemaVersion` is '{version ?? "missing"}'; feeds of versions 5 and 6 can be read.");
    }

    private static VipElement ReadObject(XmlReader reader, IXmlLineInfo lines, FeedLimits limits)
    {
        var root = Begin(reader, lines);
        if (reader.IsEmptyElement)
            return root;
        var open = new Stack<VipElement>();
        open.Push(root);
        var elements = 1;
        var text = new StringBuilder();
        while (open.Count > 0)
        {
            if (!Next(reader, lines))
                throw new FeedFormatException(lines.LineNumber, "The feed ends within an element.");
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    text.Clear();
                    var element = Begin(reader, lines);
                    open.Peek().Add(element);
                    if (open.Count >= limits.MaxDepth)
                        throw new FeedFormatException(lines.LineNumber, $"Elements are nested more than {limits.MaxDepth} deep.");
                    if (++elements > limits.MaxElementsOfObject)
                        throw new FeedFormatException(lines.LineNumber, string.Create(CultureInfo.InvariantCulture, $"One {root.Name} has more than {limits.MaxElementsOfObject:N0} elements in it."));
                    if (!reader.IsEmptyElement)
                        open.Push(element);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    if (text.Length + (long)reader.Value.Length > limits.MaxTextBytes)
                        throw new FeedFormatException(lines.LineNumber, string.Create(CultureInfo.InvariantCulture, $"A text has more than {limits.MaxTextBytes:N0} characters."));
                    text.Append(reader.Value);
                    break;
                case XmlNodeType.EndElement:
                    if (open.Pop() is { Children.Count: 0 } leaf)
                        leaf.Text = text.ToString().Trim();
                    text.Clear();
                    break;
            }
        }
        return root;
    }

    private static VipElement Begin(XmlReader reader, IXmlLineInfo lines) =>
        new(reader.LocalName, lines.LineNumber, reader.GetAttribute("id")?.Trim(), reader.GetAttribute("language"));

    private static bool Next(XmlReader reader, IXmlLineInfo lines)
    {
        try
        {
            return reader.Read();
        }
        catch (XmlException e)
        {
            throw new FeedFormatException(e.LineNumber, $"Not XML as a feed has it: {e.Message}", e);
        }
        catch (InvalidDataException e)
        {
            throw new FeedFormatException(lines.LineNumber, e.Message, e);
        }
    }
}

/// <summary>A feed can't be read at all from some line on.</summary>
internal sealed class FeedFormatException(int line, string message, Exception? inner = null) : Exception(message, inner)
{
    public int Line { get; } = line;
}
