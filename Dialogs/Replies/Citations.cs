using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs.Replies;

/// <summary>
/// Says what an answer stands on: as schema.org citations that web clients show as footnotes to the markers [1], [2], and in
/// words where a channel shows none.
/// </summary>
internal static partial class Citations
{
    /// <summary>Cites the one source of a quoted answer.</summary>
    public static void Cite(Activity reply, Provenance source, string language, CampaignProfile profile, string? channelId)
    {
        reply.Text += " [1]";
        Cite(reply, [source], language, profile, channelId, isGenerated: false);
    }

    /// <summary>Cites the document that a reply quotes, by title and section.</summary>
    public static void Cite(Activity reply, Answer.Quoted quoted, CampaignProfile profile, string? channelId) =>
        Cite(reply, ProvenanceOf(quoted, profile), quoted.Document.Language, profile, channelId);

    /// <summary>Whose word a section of a document is, its source named with title and section.</summary>
    public static Provenance ProvenanceOf(Answer.Quoted quoted, CampaignProfile profile)
    {
        var document = quoted.Document;
        var source = document.Provenance.Source?.Name ?? profile.ShortName[document.Language];
        var name = string.Join(", ", [source, document.Title, .. quoted.Section.Headings.TakeLast(1)]);
        return document.Provenance with { Source = new KnowledgeSource(name, quoted.Link ?? profile.Office.Web) };
    }

    /// <summary>Cites the sources of an answer that has a marker for each, from [1].</summary>
    /// <param name="isGenerated">Whether a language model wrote it, which clients are told (Teams labels it).</param>
    public static void Cite(Activity reply, IReadOnlyList<Provenance> sources, string language, CampaignProfile profile, string? channelId, bool isGenerated)
    {
        var cited = sources.Select(source => source.Source is { } s
            ? (s.Name, s.Link, source.AsOf, source.IsOfficial)
            : (Name: profile.ShortName[language], Link: profile.Office.Web, source.AsOf, source.IsOfficial)).ToList();
        if (!ShowsFootnotes(channelId))
        {
            var lines = cited.Select(c => c.AsOf is { } day
                ? Words.Say(Phrase.SourceLine, language, c.Name, AsOf(day, language), c.Link.OriginalString)
                : Words.Say(Phrase.UndatedSourceLine, language, c.Name, c.Link.OriginalString)).ToList();
            reply.Text = lines is [var only]
                ? $"{Marker().Replace(reply.Text ?? "", "")}\n\n{only}"
                : $"{reply.Text}\n\n{string.Join('\n', lines.Select((line, i) => $"[{i + 1}] {line}"))}";
            return;
        }
        var message = new JsonObject
        {
            ["@type"] = "Message",
            ["@context"] = "https://schema.org",
            ["citation"] = new JsonArray([.. cited.Select((c, i) => Claim(i + 1, c.Name, c.Link, c.AsOf, c.IsOfficial, language))]),
        };
        if (isGenerated)
            message["additionalType"] = new JsonArray("AIGeneratedContent");
        reply.Entities = [.. reply.Entities ?? [], new Entity("https://schema.org/Message") { Properties = message }];
    }

    // In Teams a volunteer passes the answer on to a voter: the source must go with the words.
    private static bool ShowsFootnotes(string? channelId) => channelId is Channels.Directline or Channels.Webchat;

    private static string AsOf(DateOnly day, string language) => Words.Say(Phrase.AsOf, language, Words.Date(day, language));

    private static JsonObject Claim(int position, string name, Uri link, DateOnly? asOf, bool isOfficial, string language)
    {
        var document = new JsonObject
        {
            ["@type"] = "DigitalDocument",
            ["name"] = name,
            ["url"] = link.OriginalString,
        };
        var keywords = new JsonArray();
        if (isOfficial)
            keywords.Add("official");
        if (asOf is { } day)
        {
            document["abstract"] = AsOf(day, language);
            keywords.Add(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
        document["keywords"] = keywords;
        return new JsonObject
        {
            ["@type"] = "Claim",
            ["position"] = position,
            ["appearance"] = document,
        };
    }

    [GeneratedRegex(@"\s*\[1\]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Marker();
}
