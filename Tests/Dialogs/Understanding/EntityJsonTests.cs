using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Understanding;

namespace CampaignBot.Tests.Dialogs.Understanding;

public sealed class EntityJsonTests
{
    [Fact]
    public void Of_Entities_GivesValuesByKindAndWhereTheyStand()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
        var now = new DateTimeOffset(2026, 10, 21, 9, 30, 0, TimeSpan.FromHours(-7));

        var json = EntityJson.Of(EntityReader.Read("12 oak st, 3 or 4 people tomorrow", "en", now, zone));

        Assert.Equal("Oak", (string?)json["address"]![0]!["street"]);
        Assert.Equal(3, (decimal)json["number"]![0]!["value"]!);
        Assert.Equal(4, (decimal)json["number"]![1]!["value"]!);
        Assert.Equal("2026-10-22T00:00:00-07:00", (string?)json["when"]![0]!["from"]);
        Assert.Null(json["address"]![0]!["city"]);
        Assert.Equal("""[{"startIndex":11,"endIndex":12,"text":"3"},{"startIndex":16,"endIndex":17,"text":"4"}]""", json["$instance"]!["number"]!.ToJsonString());
    }

    [Fact]
    public void Of_None_IsEmpty() => Assert.Equal("{}", EntityJson.Of([]).ToJsonString());
}
