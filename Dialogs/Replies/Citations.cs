using System.Globalization;
using System.Text.Json.Nodes;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs.Replies;

/// <summary>
/// Says what an answer stands on: as a schema.org citation that web clients show as a footnote to the marker [1], and in
/// words where a channel shows none.
/// </summary>
internal static class Citations
{
    private const string Marker = "[1]";

    public static void Cite(Activity reply, KnowledgeEntry entry, CampaignProfile profile, string? channelId)
    {
        var (name, link) = entry.Source is { } source
            ? (source.Name, source.Link)
            : (profile.ShortName[entry.Language], profile.Office.Web);
        if (!ShowsFootnotes(channelId))
        {
            reply.Text += "\n\n" + (entry.AsOf is { } day
                ? Words.Say(Phrase.SourceLine, entry.Language, name, AsOf(day, entry.Language), link.OriginalString)
                : Words.Say(Phrase.UndatedSourceLine, entry.Language, name, link.OriginalString));
            return;
        }
        reply.Text += $" {Marker}";
        reply.Entities = [.. reply.Entities ?? [], Entity(entry, name, link)];
    }

    private static bool ShowsFootnotes(string? channelId) => channelId is Channels.Directline or Channels.Webchat or Channels.Msteams;

    private static string AsOf(DateOnly day, string language) => Words.Say(Phrase.AsOf, language, Words.Date(day, language));

    private static Entity Entity(KnowledgeEntry entry, string name, Uri link)
    {
        var document = new JsonObject
        {
            ["@type"] = "DigitalDocument",
            ["name"] = name,
            ["url"] = link.OriginalString,
        };
        var keywords = new JsonArray();
        if (entry.IsOfficial)
            keywords.Add("official");
        if (entry.AsOf is { } day)
        {
            document["abstract"] = AsOf(day, entry.Language);
            keywords.Add(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
        document["keywords"] = keywords;
        return new Entity("https://schema.org/Message")
        {
            Properties = new JsonObject
            {
                ["@type"] = "Message",
                ["@context"] = "https://schema.org",
                ["citation"] = new JsonArray(new JsonObject
                {
                    ["@type"] = "Claim",
                    ["position"] = 1,
                    ["appearance"] = document,
                }),
            },
        };
    }
}
