using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Channels.Payloads;

/// <summary>
/// A row of a channel's table: what is sent, and what becomes of it. Tables are <c>Payloads/{channel}/cases.txt</c>, a line a case:
/// <code>label | method and path | payload files, in order | signature | HTTP statuses | outcomes</code>
/// An outcome is <c>handled</c>, <c>repeated</c>, <c>ignored: reason</c> or <c>refused: reason</c>, each once per event; one status stands for
/// all requests. In a payload <c>{person}</c> is somebody new in each case, <c>{id}</c> begins ids of this case's own, <c>{fill:9}</c> is so
/// many letters; a platform may know more words. A <c>.form</c> has a field on each line.
/// </summary>
public sealed partial record PayloadCase(string Channel, string Label, HttpMethod Method, string Path, IReadOnlyList<string> Files, string Signature, IReadOnlyList<int> Statuses, IReadOnlyList<string> Outcomes)
{
    private static readonly string Folder = System.IO.Path.Combine(BotProgram.RepositoryRoot(), "Tests", "Bot", "Channels", "Payloads");

    /// <summary>Every case of a channel.</summary>
    public static IEnumerable<PayloadCase> Of(string channel) =>
        File.ReadLines(System.IO.Path.Combine(Folder, channel, "cases.txt")).Where(l => l.Length > 0 && !l.StartsWith('#')).Select(l => Parse(channel, l));

    /// <summary>The request's body, its words replaced.</summary>
    public byte[] Body(string file, IReadOnlyDictionary<string, string> words)
    {
        var text = File.ReadAllText(System.IO.Path.Combine(Folder, Channel, file)).ReplaceLineEndings("\n").TrimEnd('\n');
        if (file.EndsWith(".form", StringComparison.Ordinal))
            text = text.Replace('\n', '&');
        return Encoding.UTF8.GetBytes(Word().Replace(text, m => m.Groups["count"] is { Success: true } count
            ? new string('x', int.Parse(count.Value, CultureInfo.InvariantCulture))
            : words.GetValueOrDefault(m.Groups["word"].Value, m.Value)));
    }

    private static PayloadCase Parse(string channel, string line)
    {
        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        if (cells.Length != 6)
            throw new InvalidDataException($"A case has 6 cells: {line}");
        var to = cells[1].Split(' ');
        return new PayloadCase(channel, cells[0], HttpMethod.Parse(to[0]), to[1], List(cells[2]), cells[3], [.. List(cells[4]).Select(s => int.Parse(s, CultureInfo.InvariantCulture))], List(cells[5]));
    }

    private static string[] List(string cell) => cell.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"\{(?:fill:(?<count>\d+)|(?<word>\w+))\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Word();
}
