using CampaignBot.Turns;

namespace CampaignBot.Channels.DirectLine;

/// <summary>What the inbox says, as Direct Line says it.</summary>
internal static class Acknowledgement
{
    /// <exception cref="DirectLineProblem">413, 429: the inbox did not take it.</exception>
    public static void Require(this Acceptance acceptance)
    {
        if (acceptance is Acceptance.TryLater)
            throw DirectLineProblem.TooMany(TimeSpan.FromSeconds(5));
        if (acceptance is Acceptance.TooLarge)
            throw new DirectLineProblem(413, "RequestTooLarge", "The activity is too large.");
    }
}
