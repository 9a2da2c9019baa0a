using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.BotFramework;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Schema;

/// <summary>What a channel sends and our classes don't name comes back as it came.</summary>
public class UnknownPropertiesTests
{
    [Theory]
    [InlineData("""{"type":"message"}""")]
    [InlineData("""{"type":"message","from":{"id":"a","x":{"y":[1,2.50,null]}},"more":"text","none":null,"many":[{}]}""")]
    [InlineData("""{"type":"message","suggestedActions":{"actions":[{"type":"imBack","title":"a","icon":7}],"extra":true}}""")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"a/b","size":3}],"conversation":{"id":"c","properties":{"p":1}}}""")]
    public void Activity_WithWhatNoClassNames_IsWrittenAsItWasRead(string json)
    {
        var activity = JsonSerializer.Deserialize<Activity>(json, BotJson.Options);

        var written = JsonSerializer.Serialize(activity, BotJson.Options);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(written)), written);
    }

    [Fact]
    public void Activity_WithPropertiesSetInCode_IsWrittenAsJson()
    {
        var activity = new Activity("message") { Properties = new JsonObject { ["a"] = 1 }, From = new ChannelAccount("me") };

        var written = JsonSerializer.Serialize(activity, BotJson.Options);

        Assert.Equal("""{"type":"message","from":{"id":"me"},"a":1}""", written);
    }
}
