using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace CampaignBot.Channels.DirectLine;

/// <summary>A client's place in a conversation: the number of the last activity it has, opaque to it.</summary>
internal static class Watermark
{
    /// <summary>The place that a query names; the beginning where it is empty.</summary>
    /// <exception cref="DirectLineProblem">400: it is none of ours.</exception>
    public static long Parse(StringValues text)
    {
        if (StringValues.IsNullOrEmpty(text))
            return 0;
        return text.Count == 1 && long.TryParse(text[0], NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? place
            : throw DirectLineProblem.BadArgument("The watermark is not one that was given out here.");
    }

    public static string ToText(long place) => place.ToString(CultureInfo.InvariantCulture);
}
