using System.Text.Json;
using System.Text.RegularExpressions;
using CampaignBot.BotFramework;
using CampaignBot.Commands.Playing;
using Microsoft.Bot.Schema;

namespace CampaignBot.Commands.Chatting;

/// <summary>Shows a conversation as lines of text: what the bot says, its choices by number, its sources as footnotes.</summary>
internal sealed partial class Terminal(TextWriter output, bool isColoured)
{
    private const string Bot = "bot: ";
    private static readonly string Indent = new(' ', Bot.Length);

    /// <summary>Asks for the person's next line.</summary>
    public void Prompt(string name)
    {
        Coloured(ConsoleColor.Green, $"{name}: ");
        output.Flush();
    }

    /// <summary>Writes what was piped in, as if it had been typed.</summary>
    public void Echo(string? line) => output.WriteLine(line ?? "");

    /// <summary>Says something that is not part of the conversation.</summary>
    public void Note(string text)
    {
        Coloured(ConsoleColor.DarkGray, $"({text})");
        output.WriteLine();
    }

    /// <summary>Shows something as it is, such as JSON.</summary>
    public void Raw(string text) => output.WriteLine(text);

    /// <summary>Shows an activity of the bot.</summary>
    public void Show(Activity activity)
    {
        if (activity.Type == ActivityTypes.Event)
        {
            Note($"event {activity.Name} {JsonSerializer.Serialize(activity.Value, BotJson.Options)}");
            return;
        }
        if (activity.Type != ActivityTypes.Message)
            return;
        Coloured(ConsoleColor.Cyan, Bot);
        output.WriteLine(string.Join('\n', Plain(activity.Text ?? "").Split('\n').Select((line, i) => i == 0 || line.Length == 0 ? line : Indent + line)));
        foreach (var line in (activity.Attachments ?? []).SelectMany(ShownCard.LinesOf).SelectMany(l => Plain(l).Split('\n')))
            Line(ConsoleColor.Gray, $"| {line}");
        foreach (var line in Footnotes(activity))
            Line(ConsoleColor.DarkGray, line);
        foreach (var (number, action) in (activity.SuggestedActions?.Actions ?? []).Concat(ShownCard.ButtonsOf(activity)).Index())
            Line(ConsoleColor.Yellow, $"{number + 1}. {action.Title}");
    }

    private static IEnumerable<string> Footnotes(Activity activity) =>
        from entity in activity.Entities ?? []
        where entity.Type == "https://schema.org/Message" && entity.Properties.ContainsKey("citation")
        from claim in entity.Properties["citation"]!.AsArray()
        let source = claim!["appearance"]
        let parts = new[] { source["name"], source["abstract"], source["url"] }.Select(part => part?.ToString()).Where(part => !string.IsNullOrEmpty(part))
        select $"[{claim["position"]}] {string.Join(", ", parts)}";

    /// <summary>Light Markdown as plain text: emphasis without its stars, a link with its address behind it.</summary>
    private static string Plain(string text) => Link().Replace(
        text.Replace("**", "", StringComparison.Ordinal),
        // One that says its own address is said once; "Map" is in the address of a map, and is none.
        link => link.Groups["text"].Value.AsSpan().IndexOfAny('.', '@') >= 0 && link.Groups["address"].Value.Contains(link.Groups["text"].Value, StringComparison.OrdinalIgnoreCase)
            ? link.Groups["text"].Value
            : $"{link.Groups["text"].Value} ({link.Groups["address"].Value})");

    private void Line(ConsoleColor colour, string text)
    {
        Coloured(colour, Indent + text);
        output.WriteLine();
    }

    private void Coloured(ConsoleColor colour, string text)
    {
        if (isColoured)
            Console.ForegroundColor = colour;
        output.Write(text);
        if (isColoured)
            Console.ResetColor();
    }

    [GeneratedRegex(@"\[(?<text>[^\]\n]+)\]\((?<address>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
