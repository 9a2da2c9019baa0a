using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;

namespace CampaignBot.Core.Canvassing;

/// <summary>What a volunteer may say in a situation, part by part: <c>scripts/{name}.{language}.md</c>.</summary>
/// <param name="Id">The file's name without language.</param>
/// <param name="Title">The situation, as a button says it: at most 20 characters.</param>
/// <param name="Words">How else a volunteer would name it.</param>
/// <param name="Parts">What is said, in order; each begins with its heading.</param>
public sealed record Script(string Id, string Language, string Title, IReadOnlyList<string> Words, IReadOnlyList<string> Parts)
{
    private const int LongestTitle = 20;
    private const string Heading = "## ";

    /// <summary>Reads a file of <c>scripts/</c>; null where it can't be read at all.</summary>
    internal static Script? Read(string text, string id, string language, string file, ContentProblems problems)
    {
        if (FrontMatter.Read(text, file, problems) is not { Fields: var fields } front)
            return null;
        var script = new Script(id, language, fields.Text("title"), fields.Texts("words"), PartsOf(front.Body));
        fields.RefuseUnknown();
        if (script.Title.Length > LongestTitle)
            fields.Error("title", $"`title` has {script.Title.Length} characters; a button shows at most {LongestTitle}.");
        if (!front.Body.StartsWith(Heading, StringComparison.Ordinal))
            fields.Error("title", $"The text must begin with a part's heading: a line with `{Heading}` and its name.");
        front.CheckBody("What to say is missing below the fields.");
        return script;
    }

    // The heading is emphasised, as Teams and others show no headings in messages.
    private static IReadOnlyList<string> PartsOf(string body) =>
    [
        .. $"\n{body}".Split($"\n{Heading}", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('\n', 2))
            .Select(part => part.Length == 1 ? $"**{part[0].Trim()}**" : $"**{part[0].Trim()}**\n\n{part[1].Trim()}"),
    ];
}
