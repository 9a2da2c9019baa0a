using System.Globalization;

namespace CampaignBot.Core.Campaign;

/// <summary>Something wrong with a content file.</summary>
/// <param name="File">The file, from the content folder's own name on, with forward slashes.</param>
/// <param name="Line">1-based; 0 where it is about the file or folder as a whole.</param>
/// <param name="IsWarning">Whether the content can be used nevertheless.</param>
public sealed record ContentProblem(string File, int Line, string Message, bool IsWarning = false)
{
    /// <summary><c>file:line: message</c>, as editors and terminals make clickable.</summary>
    public override string ToString() => Line > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Kind}{Message}")
        : $"{File}: {Kind}{Message}";

    private string Kind => IsWarning ? "warning: " : "";
}

/// <summary>The content can't be used; the message lists every error, one a line.</summary>
public sealed class ContentException(IReadOnlyList<ContentProblem> problems)
    : Exception("The content has errors:\n" + string.Join('\n', problems.Where(p => !p.IsWarning)))
{
    /// <summary>All errors and warnings, in the order of files and lines.</summary>
    public IReadOnlyList<ContentProblem> Problems { get; } = problems;
}

/// <summary>Collects problems while files are read, so that all are told at once.</summary>
internal sealed class ContentProblems
{
    private readonly List<ContentProblem> _problems = [];

    public bool HasErrors => _problems.Exists(p => !p.IsWarning);

    public void Error(string file, int line, string message) => _problems.Add(new(file, line, message));

    public void Warn(string file, int line, string message) => _problems.Add(new(file, line, message, IsWarning: true));

    public IReadOnlyList<ContentProblem> Ordered() =>
        [.. _problems.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line)];
}
