using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Knowledge;

/// <summary>A content file in Markdown: fields as YAML between two lines of <c>---</c>, then the text.</summary>
internal sealed class FrontMatter
{
    private const string Fence = "---";

    private readonly string[] _lines;
    private readonly int _close;
    private readonly string _file;
    private readonly ContentProblems _problems;

    private FrontMatter(YamlFields fields, string[] lines, int close, string file, ContentProblems problems) =>
        (Fields, _lines, _close, _file, _problems) = (fields, lines, close, file, problems);

    public YamlFields Fields { get; }

    /// <summary>The text below the fields.</summary>
    public string Body => string.Join('\n', _lines[(_close + 1)..]).Trim();

    /// <param name="file">How problems name the file.</param>
    /// <returns>Null where nothing could be read.</returns>
    public static FrontMatter? Read(string text, string file, ContentProblems problems)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var close = Array.IndexOf(lines, Fence, 1);
        if (lines[0] != Fence || close < 0)
        {
            problems.Error(file, 1, "Expected the entry's fields between two lines of `---` at the top.");
            return null;
        }
        return YamlFields.Parse(string.Join('\n', lines[1..close]), file, 1, problems) is { } fields
            ? new FrontMatter(fields, lines, close, file, problems)
            : null;
    }

    /// <summary>Reads whose word it is and when and where it holds; what is official must say so completely.</summary>
    /// <param name="what">What problems call it: "entry", "document".</param>
    public Provenance Provenance(string what, DateOnly today)
    {
        var source = Fields.Has("source") ? Fields.Mapping("source") : null;
        var provenance = new Provenance(
            Fields.Flag("official"),
            source is null ? null : new KnowledgeSource(source.Text("name"), source.Link("link")),
            Fields.OptionalDate("asOf"),
            Fields.OptionalDate("expires"),
            Fields.OptionalText("jurisdiction"));
        if (provenance.IsOfficial)
        {
            if (!Fields.Has("source"))
                Fields.Error("official", $"An official {what} needs a `source` with name and link.");
            if (!Fields.Has("asOf"))
                Fields.Error("official", $"An official {what} needs `asOf`, the day it was checked.");
            if (!Fields.Has("expires"))
                Fields.Error("official", $"An official {what} needs `expires`, the first day it no longer holds.");
            if (provenance.Jurisdiction is null)
                Fields.Error("official", $"An official {what} needs the `jurisdiction` it holds for.");
        }
        if (provenance.AsOf > today)
            Fields.Error("asOf", "`asOf` lies in the future.");
        if (provenance.Expires <= provenance.AsOf)
            Fields.Error("expires", "`expires` must be after `asOf`.");
        else if (!provenance.HoldsOn(today))
            _problems.Warn(_file, Fields.Line("expires"), "This has expired and is no longer given as an answer.");
        return provenance;
    }

    /// <summary>Reports what an unofficial entry says of how voting works, at its line.</summary>
    public void RefuseProcedure(string stated)
    {
        const int Beginning = 20;
        var begins = stated[..Math.Min(stated.Length, Beginning)];
        var line = Array.FindIndex(_lines, l => l.Replace("*", "", StringComparison.Ordinal).Contains(begins, StringComparison.Ordinal));
        _problems.Error(_file, line + 1, $"'{stated}' is about how voting works, which only an official entry may tell (`official: true`, with its source); where it is no such thing, say `noVotingProcedure: true`.");
    }

    /// <summary>Reports links and marks that must not be shown, and that there is no text.</summary>
    /// <param name="missing">What to say where there is none.</param>
    public void CheckBody(string missing)
    {
        var isEmpty = true;
        for (var i = _close + 1; i < _lines.Length; i++)
        {
            isEmpty &= string.IsNullOrWhiteSpace(_lines[i]);
            foreach (var link in SafeLink.Unsafe(_lines[i]))
                _problems.Error(_file, i + 1, link.Contains(':', StringComparison.Ordinal)
                    ? $"'{link}' is not a safe link; use https://, mailto: or tel:."
                    : $"'{link}' leads to no page that a voter can open; give its https:// link, or name the entry under `related`.");
            if (SafeLink.HasTag(_lines[i]))
                _problems.Error(_file, i + 1, "HTML is not shown on every channel; use Markdown.");
        }
        if (isEmpty)
            _problems.Error(_file, _close + 1, missing);
    }
}
