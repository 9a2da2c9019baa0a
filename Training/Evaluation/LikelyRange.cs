using System.Globalization;

namespace CampaignBot.Training;

/// <summary>
/// Between what the share would likely be if it were measured on all messages of that kind, and not on these few: the 95% score interval of
/// E. B. Wilson (1927), which holds for small numbers too.
/// </summary>
/// <param name="From">0 to 1.</param>
/// <param name="To">0 to 1.</param>
public sealed record LikelyRange(double From, double To)
{
    private const double Z = 1.959964;

    /// <param name="share">What was measured, 0 to 1.</param>
    /// <param name="messages">On how many.</param>
    public static LikelyRange Of(double share, int messages)
    {
        if (messages == 0)
            return new LikelyRange(0, 1);
        var z2 = Z * Z / messages;
        var centre = (share + (z2 / 2)) / (1 + z2);
        var half = Z / (1 + z2) * Math.Sqrt((share * (1 - share) / messages) + (z2 / (4 * messages)));
        return new LikelyRange(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    /// <summary>"54 to 74%".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From * 100:0} to {To * 100:0}%");
}
