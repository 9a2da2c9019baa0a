using System.Text;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Voting;
using CampaignBot.Core.Voting.Feeds;

namespace CampaignBot.Tests.Core.Voting;

/// <summary>A small feed as text, whole but for what a test adds or takes away.</summary>
internal static class FeedText
{
    public const string Head = """
        <Source id="src"><DateTime>2028-10-02T09:00:00Z</DateTime><Name>Test County</Name><VipId>99</VipId></Source>
        <Election id="ele"><Date>2028-11-07</Date><StateId>st</StateId></Election>
        <State id="st"><Name>Wenatka</Name></State>
        """;

    public const string Places = """
        <Locality id="loc"><Name>Test County</Name><StateId>st</StateId></Locality>
        <PollingLocation id="pl1"><AddressLine>1 School St, Testville, WK 98701</AddressLine><Name>School</Name></PollingLocation>
        <PollingLocation id="pl2"><AddressLine>2 Church St</AddressLine><AddressLine>Testville, WK 98702-1234</AddressLine></PollingLocation>
        <Precinct id="p1"><LocalityId>loc</LocalityId><Name>One</Name><PollingLocationIds>pl1</PollingLocationIds></Precinct>
        <Precinct id="p2"><LocalityId>loc</LocalityId><Name>Two</Name><PollingLocationIds>pl2</PollingLocationIds></Precinct>
        """;

    /// <summary>A whole feed with the street segments given.</summary>
    public static string With(params string[] more) => Of([Head, Places, .. more]);

    public static string Of(params string[] parts) => $"""<?xml version="1.0" encoding="utf-8"?><VipObject schemaVersion="6.0">{"\n"}{string.Join('\n', parts)}{"\n"}</VipObject>""";

    /// <summary>A segment; fields are given as "StreetName=Oak".</summary>
    public static string Segment(string precinct, string city, params string[] fields)
    {
        var xml = new StringBuilder($"<StreetSegment id=\"ss{Guid.NewGuid():N}\"><City>{city}</City><State>WK</State><PrecinctId>{precinct}</PrecinctId>");
        if (!fields.Any(f => f.StartsWith("OddEvenBoth", StringComparison.Ordinal)))
            xml.Append("<OddEvenBoth>both</OddEvenBoth>");
        foreach (var field in fields.Select(f => f.Split('=')))
            xml.Append('<').Append(field[0]).Append('>').Append(field[1]).Append("</").Append(field[0]).Append('>');
        return xml.Append("</StreetSegment>").ToString();
    }

    public static (VotingFeed? Feed, IReadOnlyList<ContentProblem> Problems) Read(string xml, FeedLimits? limits = null) =>
        Read(Encoding.UTF8.GetBytes(xml), limits);

    public static (VotingFeed? Feed, IReadOnlyList<ContentProblem> Problems) Read(byte[] file, FeedLimits? limits = null)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, file);
            return VipFeedReader.Read(path, "feed.xml", limits);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Reads a feed that must be usable.</summary>
    public static VotingFeed Feed(params string[] segments)
    {
        var (feed, problems) = Read(With(segments));
        Assert.True(feed is not null, string.Join('\n', problems));
        return feed;
    }
}
