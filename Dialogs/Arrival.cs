using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;

namespace CampaignBot.Dialogs;

/// <summary>
/// Somebody comes by a link of the campaign's, such as <c>m.me/page?ref=volunteer</c>: what it names is begun. A link names a
/// conversation of the menu or an entry by its id, with a language where it is to be another than the first: <c>volunteer.es</c>.
/// </summary>
internal static class Arrival
{
    /// <summary>
    /// The event's name; its value has what the link names as <c>ref</c>, and where it stood as <c>source</c>. Where somebody comes with
    /// words of their own, the same is in their message's channel data under this name: the words are answered, and the arrival counts.
    /// </summary>
    public const string Event = "referral";

    private const int LongestRef = 250;
    private static readonly Meter Meter = new("CampaignBot.Arrivals");
    private static readonly Counter<long> Arrivals = Meter.CreateCounter<long>("campaignbot.arrivals", "{person}", "People who came by a link of the campaign's, by what it names and where it stood.");

    // As Messenger tells it ("messaging_referrals"); whatever else is written there is no tag of a metric.
    private static readonly HashSet<string> Sources = new(["SHORTLINK", "ADS", "MESSENGER_CODE", "CUSTOMER_CHAT_PLUGIN", "DISCOVER_TAB"], StringComparer.Ordinal);

    /// <summary>The title of what a link names, to be heard as if it was said; null where it names nothing. Counts the arrival.</summary>
    /// <param name="value">The event's.</param>
    /// <param name="language">The conversation's; null where nothing has been said in it.</param>
    public static string? TitleOf(JsonObject? value, string? channelId, string? language, RootDialogParts parts)
    {
        var (named, title) = (value?["ref"] is JsonValue text && text.TryGetValue(out string? id) && id.Length <= LongestRef ? id : "", (string?)null);
        var (first, suffix) = (parts.Content.Profile.Languages[0], parts.Content.Profile.Languages.FirstOrDefault(l => named.EndsWith($".{l}", StringComparison.OrdinalIgnoreCase)));
        if (suffix is not null)
            named = named[..^(suffix.Length + 1)];
        if (named.Length > 0)
        {
            var spoken = suffix ?? language ?? first;
            title = parts.Conversations.FirstOrDefault(c => c.Id == named && c.IsInMenu && c.IsOfferedOn(channelId))?.Title(spoken) ?? parts.Content.Find(named, spoken)?.Title;
        }
        var source = value?["source"] is JsonValue place && place.TryGetValue(out string? where) && Sources.Contains(where) ? where : "other";
        Arrivals.Add(1, new("to", title is null ? "other" : named), new("source", source));
        return title;
    }
}
