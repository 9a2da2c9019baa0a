namespace CampaignBot.Core.Knowledge.Generation;

/// <summary>What kind of thing an answer can get wrong in a single word.</summary>
internal enum FactKind
{
    Link,
    Email,
    Phone,
    Date,
    Month,
    DayOfWeek,
    DayWord,
    Time,
    Number,
    Money,
    Percent,
    Quantity,

    /// <summary>A number of days, years and the like, or so much for each of them.</summary>
    Measure,
}

/// <summary>A fact in a sentence.</summary>
/// <param name="Value">In one form however it was written: 7 p.m., 7:00 PM and 19:00 are the same.</param>
/// <param name="Start">Where it stands in the sentence.</param>
internal sealed record Fact(FactKind Kind, string Value, string Text, int Start)
{
    /// <summary>
    /// Whether a fact of a source says this one. A source's year may be left out, never added; its unit too ("4" for "4%").
    /// </summary>
    public bool IsSaidBy(Fact source) => Kind switch
    {
        FactKind.Date => source.Kind == FactKind.Date && (source.Value == Value || source.Value.EndsWith($"/{Value}", StringComparison.Ordinal)),
        FactKind.Month or FactKind.DayOfWeek => source.Kind == Kind && source.Value == Value,
        FactKind.Number => source.Kind is FactKind.Number or FactKind.Money or FactKind.Percent && source.Value == Value,
        _ => source.Kind == Kind && source.Value == Value,
    };
}
