using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.BotFramework;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace CampaignBot.Tests.BotFramework.Schema;

public class ActivityJsonTests
{
    /// <summary>An activity with every part of the schema that may carry properties of others, each of which does.</summary>
    private const string Everything = """
        {
          "type": "message", "id": "1", "timestamp": "2026-11-03T07:00:00.123+00:00", "localTimestamp": "2026-11-03T09:00:00+02:00", "localTimezone": "Europe/Madrid",
          "serviceUrl": "https://example.org/", "channelId": "msteams",
          "from": { "id": "u", "name": "Ana", "role": "user", "aadObjectId": "a1", "x": { "deep": [1, 2.50, null] } },
          "conversation": { "id": "c", "name": "n", "isGroup": true, "conversationType": "personal", "tenantId": "t", "x": 1 },
          "recipient": { "id": "b", "x": "y" },
          "text": "¿Dónde voto? <b>", "textFormat": "markdown", "attachmentLayout": "carousel", "locale": "es-MX", "speak": "s", "inputHint": "expectingInput", "summary": "m",
          "suggestedActions": { "to": ["u"], "actions": [{ "type": "imBack", "title": "Yes", "value": { "a": [1] }, "channelData": { "k": true }, "imageAltText": "alt", "x": 1 }], "x": 1 },
          "attachments": [
            { "contentType": "application/vnd.microsoft.card.adaptive", "content": { "type": "AdaptiveCard", "version": "1.5", "body": [{ "type": "TextBlock", "text": "t", "isSubtle": false, "size": 1.0 }] }, "x": 1 },
            { "contentType": "image/png", "contentUrl": "https://example.org/a.png", "name": "a.png", "thumbnailUrl": "https://example.org/t.png" },
            { "contentType": "text/html", "content": "<p>hi</p>" }
          ],
          "entities": [
            { "type": "mention", "mentioned": { "id": "b", "name": "Bot" }, "text": "<at>Bot</at>", "x": 1 },
            { "type": "clientInfo", "locale": "en-US", "nested": { "a": [true] } }
          ],
          "channelData": { "clientActivityID": "17.2", "tenant": { "id": "t" }, "big": 12345678901234567890, "exact": 1.10, "null": null },
          "action": "add", "replyToId": "0", "label": "l", "valueType": "v", "value": { "answer": 42 }, "name": "n",
          "relatesTo": { "activityId": "0", "user": { "id": "u" }, "bot": { "id": "b" }, "conversation": { "id": "c" }, "channelId": "msteams", "serviceUrl": "https://example.org/", "x": 1 },
          "code": "unknown", "expiration": "2026-11-04T07:00:00+00:00", "importance": "high", "deliveryMode": "expectReplies", "listenFor": ["a"],
          "textHighlights": [{ "text": "t", "occurrence": 1, "x": 1 }],
          "semanticAction": { "id": "s", "state": "start", "entities": { "e": { "type": "t", "x": 1 } }, "x": 1 },
          "membersAdded": [{ "id": "u" }], "membersRemoved": [{ "id": "v" }], "reactionsAdded": [{ "type": "like", "x": 1 }], "reactionsRemoved": [{ "type": "plusOne" }],
          "topicName": "t", "historyDisclosed": false,
          "unknown": { "a": [1, { "b": null }] }, "alsoUnknown": 1.10
        }
        """;

    [Fact]
    public void Activity_WithEveryPartAndUnknownProperties_SurvivesARoundTrip()
    {
        var activity = Read<Activity>(Everything);
        var again = Read<Activity>(Write(activity));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Everything), JsonNode.Parse(Write(activity))), Write(activity));
        Assert.Equal(Write(activity), Write(again));
    }

    [Fact]
    public void Lists_WithNullsAmongThem_AreReadWithout()
    {
        var activity = BotJson.ReadActivity(Encoding.UTF8.GetBytes(
            """
            {"type":"message","membersAdded":[null,{"id":"ana"}],"membersRemoved":[null],"reactionsAdded":[{"type":"like"},null],
             "reactionsRemoved":[null],"attachments":[null,{"contentType":"image/png"},null],"entities":[null,{"type":"Place"}]}
            """))!;

        Assert.Equal(["ana"], activity.MembersAdded!.Select(m => m.Id));
        Assert.Equal(["like"], activity.ReactionsAdded!.Select(r => r.Type));
        Assert.Equal(["image/png"], activity.Attachments!.Select(a => a.ContentType));
        Assert.Equal(["Place"], activity.Entities!.Select(e => e.Type));
        Assert.Empty(activity.MembersRemoved!);
        Assert.Empty(activity.ReactionsRemoved!);
    }

    [Fact]
    public void ChannelData_OfAnyShape_IsKeptAsItCame()
    {
        foreach (var data in new[] { """{"clientActivityID":"17","n":1.10,"big":12345678901234567890,"nested":{"a":[null,{}]}}""", "[1,2]", "\"text\"", "true", "5" })
        {
            var json = $$"""{"type":"message","channelData":{{data}}}""";

            Assert.Equal(json, Write(Read<Activity>(json)));
        }
    }

    [Fact]
    public void ChannelData_AsItsType_IsReadAndABadOneIsTold()
    {
        var activity = Read<Activity>("""{"type":"message","channelData":{"tenant":{"id":"t1"},"team":{"id":"x"},"eventType":"e","other":1}}""");

        Assert.Equal(("t1", "x", "e"), (activity.GetChannelData<TeamsChannelData>()!.Tenant?.Id, activity.GetChannelData<TeamsChannelData>()!.Team?.Id, activity.GetChannelData<TeamsChannelData>()!.EventType));
        TeamsChannelData? data = null;
        Assert.True(activity.TryGetChannelData(ref data));
        activity.ChannelData = "text";
        Assert.False(activity.TryGetChannelData(ref data));
        Assert.Throws<JsonException>(() => activity.GetChannelData<TeamsChannelData>());
        activity.ChannelData = null;
        Assert.Null(activity.GetChannelData<TeamsChannelData>());
    }

    [Fact]
    public void CallerId_SentByAStranger_IsNotBelieved()
    {
        var activity = Read<Activity>("""{"type":"message","callerId":"urn:botframework:azure"}""");

        Assert.Null(activity.CallerId);
        activity.CallerId = "ours";
        Assert.Equal("""{"type":"message"}""", Write(activity));
    }

    [Fact]
    public void Entities_OfClassesOfTheirOwn_AreWrittenWhole()
    {
        var activity = new Activity(ActivityTypes.Message)
        {
            Entities = [new Mention(new ChannelAccount("b", "Bot"), "<at>Bot</at>"), new GeoCoordinates(latitude: 40.4, longitude: -3.7), new OwnEntity { Score = 3 }],
        };

        var back = Read<Activity>(Write(activity));

        Assert.Equal("b", back.GetMentions().Single().Mentioned?.Id);
        Assert.Equal(40.4, back.Entities![1].GetAs<GeoCoordinates>()!.Latitude);
        Assert.Equal(3, back.Entities![2].GetAs<OwnEntity>()!.Score);
    }

    [Fact]
    public void Entity_SetAsAnother_HasItsTypeAndProperties()
    {
        var entity = new Entity();

        entity.SetAs(new Mention(new ChannelAccount("b"), "<at>b</at>"));

        Assert.Equal("mention", entity.Type);
        Assert.Equal("b", entity.GetAs<Mention>()!.Mentioned?.Id);
    }

    [Fact]
    public void Cards_AsAttachments_AreWrittenAsTheProtocolHasThem()
    {
        var message = new Activity(ActivityTypes.Message)
        {
            Attachments =
            [
                new HeroCard("Title", buttons: [new CardAction(ActionTypes.OpenUrl, "Open", value: "https://example.org")], images: [new CardImage("https://example.org/a.png")]).ToAttachment(),
                new ThumbnailCard("Thumb").ToAttachment(),
                SigninCard.Create("Sign in", "Go", "https://example.org").ToAttachment(),
            ],
        };

        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    """
                    {"type":"message","attachments":[
                      {"contentType":"application/vnd.microsoft.card.hero","content":{"title":"Title","images":[{"url":"https://example.org/a.png"}],"buttons":[{"type":"openUrl","title":"Open","value":"https://example.org"}]}},
                      {"contentType":"application/vnd.microsoft.card.thumbnail","content":{"title":"Thumb"}},
                      {"contentType":"application/vnd.microsoft.card.signin","content":{"text":"Sign in","buttons":[{"type":"signin","title":"Go","value":"https://example.org"}]}}]}
                    """),
                JsonNode.Parse(Write(message))),
            Write(message));
    }

    [Theory]
    [InlineData("message", nameof(IMessageActivity))]
    [InlineData("MESSAGE", nameof(IMessageActivity))]
    [InlineData("message/rich", nameof(IMessageActivity))]
    [InlineData("messages", "")]
    [InlineData("messageUpdate", nameof(IMessageUpdateActivity))]
    [InlineData("messageDelete", nameof(IMessageDeleteActivity))]
    [InlineData("messageReaction", nameof(IMessageReactionActivity))]
    [InlineData("conversationUpdate", nameof(IConversationUpdateActivity))]
    [InlineData("contactRelationUpdate", nameof(IContactRelationUpdateActivity))]
    [InlineData("installationUpdate", nameof(IInstallationUpdateActivity))]
    [InlineData("event", nameof(IEventActivity))]
    [InlineData("invoke", nameof(IInvokeActivity))]
    [InlineData("typing", nameof(ITypingActivity))]
    [InlineData("endOfConversation", nameof(IEndOfConversationActivity))]
    [InlineData("trace", nameof(ITraceActivity))]
    [InlineData("handoff", nameof(IHandoffActivity))]
    [InlineData("suggestion", nameof(ISuggestionActivity))]
    [InlineData("command", nameof(ICommandActivity))]
    [InlineData("commandResult", nameof(ICommandResultActivity))]
    [InlineData("", "")]
    public void Activity_AskedForEachOfItsInterfaces_IsOnlyTheOneOfItsType(string type, string expected)
    {
        var activity = new Activity(type);

        var found = new (string Name, object? View)[]
        {
            (nameof(IMessageActivity), activity.AsMessageActivity()),
            (nameof(IMessageUpdateActivity), activity.AsMessageUpdateActivity()),
            (nameof(IMessageDeleteActivity), activity.AsMessageDeleteActivity()),
            (nameof(IMessageReactionActivity), activity.AsMessageReactionActivity()),
            (nameof(IConversationUpdateActivity), activity.AsConversationUpdateActivity()),
            (nameof(IContactRelationUpdateActivity), activity.AsContactRelationUpdateActivity()),
            (nameof(IInstallationUpdateActivity), activity.AsInstallationUpdateActivity()),
            (nameof(IEventActivity), activity.AsEventActivity()),
            (nameof(IInvokeActivity), activity.AsInvokeActivity()),
            (nameof(ITypingActivity), activity.AsTypingActivity()),
            (nameof(IEndOfConversationActivity), activity.AsEndOfConversationActivity()),
            (nameof(ITraceActivity), activity.AsTraceActivity()),
            (nameof(IHandoffActivity), activity.AsHandoffActivity()),
            (nameof(ISuggestionActivity), activity.AsSuggestionActivity()),
            (nameof(ICommandActivity), activity.AsCommandActivity()),
            (nameof(ICommandResultActivity), activity.AsCommandResultActivity()),
        }.Where(v => v.View is not null).Select(v => v.Name);

        Assert.Equal(expected.Length == 0 ? [] : [expected], found);
    }

    [Theory]
    [InlineData("<at>Bot</at> hello", "hello")]
    [InlineData("hello <at>Bot</at> and <at>Bot</at>!", "hello  and !")]
    [InlineData("hello", "hello")]
    public void Mentions_OfTheRecipient_AreFoundAndTakenOut(string text, string rest)
    {
        var message = Read<Activity>("""{"type":"message","recipient":{"id":"b"},"entities":[{"type":"mention","mentioned":{"id":"b","name":"Bot"},"text":"<at>Bot</at>"},{"type":"mention","mentioned":{"id":"other","name":"O"},"text":"<at>O</at>"}]}""");
        message.Text = text;

        Assert.True(message.MentionsRecipient());
        Assert.True(message.MentionsId("other"));
        Assert.False(message.MentionsId("nobody"));
        Assert.Equal(rest, message.RemoveRecipientMention());
        Assert.Equal(rest, message.Text);
    }

    [Fact]
    public void Reply_ToAMessage_GoesBackWhereItCameFrom()
    {
        var message = Read<Activity>(Everything);

        var reply = message.CreateReply("Hola");
        var applied = MessageTo(message.GetConversationReference());

        Assert.Equal(("b", "u", "1", "c", "es-MX"), (reply.From?.Id, reply.Recipient?.Id, reply.ReplyToId, reply.Conversation?.Id, reply.Locale));
        Assert.Equal(("b", "u", "1", "c"), (applied.From?.Id, applied.Recipient?.Id, applied.ReplyToId, applied.Conversation?.Id));
    }

    [Fact]
    public void Activity_Written_HasNoNullsAndReadableText()
    {
        var json = Write(new Activity(ActivityTypes.Message) { Text = "¿Dónde? \"aquí\" & <allí>" });

        Assert.Equal("""{"type":"message","text":"¿Dónde? \"aquí\" & <allí>"}""", json);
    }

    private sealed class OwnEntity() : Entity("own")
    {
        public int Score { get; set; }
    }

    private static Activity MessageTo(ConversationReference reference) => new Activity(ActivityTypes.Message).ApplyConversationReference(reference);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, BotJson.Options)!;

    private static string Write(Activity activity) => JsonSerializer.Serialize(activity, BotJson.Options);
}
