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
        var activity = new Activity("message") { Properties = new JsonObject { ["a"] = 1 }, From = new ChannelAccount("me") { Properties = null! } };

        var written = JsonSerializer.Serialize(activity, BotJson.Options);

        Assert.Equal("""{"type":"message","from":{"id":"me"},"a":1}""", written);
    }

    [Fact]
    public void Types_WrittenWithTheSerializersOwnOptions_AreJsonThatReadsBackTheSame()
    {
        var activity = JsonSerializer.Deserialize<Activity>(
            """{"type":"message","id":"1","from":{"id":"a","x":1},"conversation":{"id":"c","y":[{}]},"more":{"z":null},"entities":[{"type":"mention","text":"b","mentioned":{"id":"b"}}],"attachments":[{"contentType":"a/b","size":3,"content":{"title":"t"}}],"suggestedActions":{"actions":[{"type":"imBack","icon":7}],"extra":true}}""",
            BotJson.Options)!;

        var read = JsonSerializer.Deserialize<Activity>(JsonSerializer.Serialize(activity));
        var reference = JsonSerializer.Deserialize<ConversationReference>(JsonSerializer.Serialize(activity.GetConversationReference()))!;

        Assert.Equal(JsonSerializer.Serialize(activity, BotJson.Options), JsonSerializer.Serialize(read, BotJson.Options));
        Assert.Equal(("a", "c", 1), (reference.User!.Id, reference.Conversation!.Id, (int)reference.User.Properties["x"]!));
    }

    [Fact]
    public void Card_OfItsOwnClass_ReadsBackAsJsonOfThatClass()
    {
        var card = new HeroCard("t", buttons: [new CardAction(ActionTypes.PostBack, "go", value: new { answer = 42 })]);
        var sent = new Activity("message") { Attachments = [card.ToAttachment()] };

        var content = JsonSerializer.Deserialize<Activity>(JsonSerializer.Serialize(sent, BotJson.Options), BotJson.Options)!.Attachments![0].Content;

        var read = Assert.IsType<JsonObject>(content).Deserialize<HeroCard>(BotJson.Options)!;
        Assert.Equal(("t", 42), (read.Title, (int)Assert.IsType<JsonObject>(read.Buttons![0].Value)["answer"]!));
    }
}
