namespace CampaignBot.Training;

/// <summary>What became of something that was to be imported.</summary>
public enum ImportOutcome
{
    /// <summary>It is new.</summary>
    Taken,

    /// <summary>It was there and is now otherwise.</summary>
    Changed,

    /// <summary>It was there already, the same.</summary>
    Unchanged,

    /// <summary>Nothing to import: an empty page, a file of a kind that isn't read.</summary>
    PassedOver,

    /// <summary>It can't be taken as it is; somebody has to look.</summary>
    Refused,
}

/// <summary>One line of the report.</summary>
/// <param name="Source">The file it came from, as the operator named it.</param>
/// <param name="Line">1-based; 0 where it is about the file as a whole.</param>
/// <param name="Target">What was written, from the content folder on, or null where it is not a file.</param>
/// <param name="Note">Why it was refused or passed over, or what was left out of it; null where there is nothing to say. Never personal data.</param>
public sealed record ImportItem(ImportOutcome Outcome, string Source, int Line, string? Target, string? Note);

/// <summary>What was taken, changed, unchanged, passed over and refused. Outcomes without a target or note are counted only.</summary>
public sealed class ImportReport
{
    private readonly int[] _counts = new int[Enum.GetValues<ImportOutcome>().Length];
    private readonly List<ImportItem> _items = [];

    /// <summary>Everything that has a target or a note, in the order it came.</summary>
    public IReadOnlyList<ImportItem> Items => _items;

    /// <summary>The folder, file or store it goes into, as the operator would name it.</summary>
    public string? Into { get; set; }

    /// <summary>How many came out so.</summary>
    public int Count(ImportOutcome outcome) => _counts[(int)outcome];

    public void Add(ImportOutcome outcome, string source, int line = 0, string? target = null, string? note = null)
    {
        _counts[(int)outcome]++;
        if (target is not null || note is not null)
            _items.Add(new ImportItem(outcome, source, line, target, note));
    }

    public void Refuse(string source, int line, string reason) => Add(ImportOutcome.Refused, source, line, note: reason);
}
