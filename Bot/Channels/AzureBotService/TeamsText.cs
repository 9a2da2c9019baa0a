using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Bot.Schema;
using BotChannels = Microsoft.Bot.Connector.Channels;

namespace CampaignBot.Channels.AzureBotService;

/// <summary>
/// Light Markdown as Teams shows it: without headings and tables, and with a blank line where a line is to end
/// ("Format your bot messages", Teams documentation).
/// </summary>
internal static partial class TeamsText
{
    /// <summary>The same text within that subset.</summary>
    public static string Of(string markdown)
    {
        var text = new StringBuilder(markdown.Length + 64);
        var previous = "";
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            if (TableRule().IsMatch(line))
                continue;
            var shown = TableRow().Match(line) is { Success: true } row ? "- " + string.Join(" · ", row.Groups["cells"].Value.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                : Heading().Match(line) is { Success: true } heading ? $"**{heading.Groups["text"].Value.Replace("**", "", StringComparison.Ordinal).Trim()}**"
                : line.TrimEnd();
            if (text.Length > 0)
                text.Append(IsBlank(previous) || IsBlank(shown) || IsItem(shown) && IsItem(previous) || char.IsWhiteSpace(shown[0]) ? "\n" : "\n\n");
            text.Append(shown);
            previous = shown;
        }
        return text.ToString().Trim('\n');
    }

    /// <summary>Takes off what Teams adds to a formatted message: the message itself as HTML, which is no file that somebody sent.</summary>
    public static void DropCopy(Activity activity)
    {
        if (activity is { ChannelId: BotChannels.Msteams, Attachments: { Count: > 0 } attachments })
            activity.Attachments = [.. attachments.Where(a => a is not { ContentType: "text/html", ContentUrl: null })];
    }

    private static bool IsBlank(string line) => string.IsNullOrWhiteSpace(line);

    private static bool IsItem(string line) => Item().IsMatch(line);

    [GeneratedRegex(@"^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?\s*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex TableRule();

    [GeneratedRegex(@"^\s*\|(?<cells>.+)\|\s*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"^#{1,6}\s+(?<text>.+)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\s*([-*+]|[0-9]{1,3}[.)])\s", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Item();
}
