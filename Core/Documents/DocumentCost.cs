namespace CampaignBot.Core.Documents;

/// <summary>
/// What the store was asked, and what it charged, since <see cref="Begin"/> by the code that began it and what that called.
/// Providers that charge by the request say so with <see cref="Add"/>.
/// </summary>
public sealed class DocumentCost
{
    private static readonly AsyncLocal<DocumentCost?> Current = new();
    private readonly Lock _adding = new();

    private DocumentCost()
    {
    }

    /// <summary>How many requests the store was sent, tries again included.</summary>
    public int Requests { get; private set; }

    /// <summary>The request units it charged.</summary>
    public double RequestUnits { get; private set; }

    /// <summary>Begins to count, until the calling async method ends.</summary>
    public static DocumentCost Begin() => Current.Value = new DocumentCost();

    /// <summary>Counts a request.</summary>
    public static void Add(double requestUnits)
    {
        if (Current.Value is not { } cost)
            return;
        lock (cost._adding)
        {
            cost.Requests++;
            cost.RequestUnits += requestUnits;
        }
    }
}
