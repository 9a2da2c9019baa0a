using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.BotFramework;
using CampaignBot.Channels.AzureBotService;
using CampaignBot.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.Bot.Channels.AzureBotService;

public sealed class TeamsRendererTests
{
    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void Choices_InAPersonalChat_AreUnderTheMessageUpToThree(int count, bool areUnder)
    {
        var message = Assert.Single(TeamsRenderer.Render(Offering(count)));

        Assert.Equal(areUnder ? count : null, message.SuggestedActions?.Actions?.Count);
        Assert.Equal(areUnder ? [] : Enumerable.Range(1, count).Select(i => $"Choice {i}"), Buttons(message).Select(b => (string?)b["title"]));
    }

    [Fact]
    public void Choices_InAChannel_AreOnACardThatSaysThemInTheConversation()
    {
        var message = Assert.Single(TeamsRenderer.Render(InChannel(Offering(2))));

        Assert.Null(message.SuggestedActions);
        Assert.Equal(["Choice 1", "Choice 2"], Buttons(message).Select(b => (string?)b["data"]!["msteams"]!["text"]));
    }

    [Fact]
    public void Choices_OnACardByThemselves_AreNotLost()
    {
        var activity = Offering(13);
        activity.Attachments = [new Attachment { ContentType = "application/vnd.microsoft.card.adaptive", Content = new JsonObject { ["type"] = "AdaptiveCard", ["version"] = "1.5" } }];

        Assert.Equal(13, Assert.Single(TeamsRenderer.Render(activity)).Attachments!.Sum(a => Buttons(a).Count()));
    }

    [Fact]
    public void FirstReply_InAChannel_MentionsWhoAsked()
    {
        var (first, second) = (InChannel(Text("Yes.")), InChannel(Text("And more.")));
        second.Id = "m1|0001";

        var message = Assert.Single(TeamsRenderer.Render(first));
        Assert.Equal("<at>Ada B</at> Yes.", message.Text);
        Assert.Equal("29:ada", Assert.Single(message.GetMentions()).Mentioned!.Id);
        Assert.Equal("And more.", Assert.Single(TeamsRenderer.Render(second)).Text);
        Assert.Equal("Yes.", Assert.Single(TeamsRenderer.Render(Text("Yes."))).Text);
    }

    [Theory]
    [InlineData("# Where\nHere", "**Where**\n\nHere")]
    [InlineData("One\nTwo\n\nThree", "One\n\nTwo\n\nThree")]
    [InlineData("- a\n- b", "- a\n- b")]
    [InlineData("1. a\n2. b\nend", "1. a\n2. b\n\nend")]
    [InlineData("| Day | Hours |\n|---|---|\n| Mon | 9 to 5 |", "- Day · Hours\n- Mon · 9 to 5")]
    [InlineData("**bold** [link](https://x.example)", "**bold** [link](https://x.example)")]
    public void Markdown_ThatTeamsDoesNotShow_IsWrittenAsWhatItShows(string markdown, string expected) =>
        Assert.Equal(expected, TeamsText.Of(markdown));

    [Fact]
    public void Card_ThatIsTooLarge_IsWrittenOut()
    {
        var activity = Text("Here:");
        var card = new JsonObject { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["fallbackText"] = "In words.", ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = new string('x', 60_000) }) };
        activity.Attachments = [new Attachment { ContentType = "application/vnd.microsoft.card.adaptive", Content = card }];

        var message = Assert.Single(TeamsRenderer.Render(activity));
        Assert.Equal(("Here:\n\nIn words.", null), (message.Text, message.Attachments));
    }

    [Fact]
    public void Event_OfTheWidget_IsNotSentToTeams() => Assert.Empty(ChannelRenderer.Render(new Activity(ActivityTypes.Event) { ChannelId = "msteams", Name = "conversation.paused" }));

    [Fact]
    public void AnyMessage_WhateverItHolds_IsWithinTheLimitsWithNothingLost()
    {
        var said = Gen.Elements("# Heading", "- item", "| a | b |", "plain words", "ñandú", "\n", "\n\n", "**", "[x](https://x.example)", "y", new string('y', 9_000));
        var message = Gen.ArrayOf(said).SelectMany(texts => Gen.Choose(0, 20).SelectMany(choices => Gen.Choose(0, 5).SelectMany(cards => Gen.Elements(true, false).Select(isGroup =>
            (Text: string.Join("", texts), Choices: choices, Cards: cards, IsGroup: isGroup)))));
        Prop.ForAll(message.ToArbitrary(), m =>
        {
            var activity = Offering(m.Choices);
            activity.Text = m.Text;
            activity.Attachments = [.. Enumerable.Range(0, m.Cards).Select(_ => new Attachment
            {
                ContentType = "application/vnd.microsoft.card.adaptive",
                Content = new JsonObject { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["fallbackText"] = "c", ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = new string('x', 10_000) }) },
            })];
            var messages = TeamsRenderer.Render(m.IsGroup ? InChannel(activity) : activity);
            return messages.All(r => TeamsConnector.Problem(JsonSerializer.SerializeToNode(r, BotJson.Options)!.AsObject()) is null)
                && messages.All(r => 2 * JsonSerializer.Serialize(r, BotJson.Options).Length <= TeamsRenderer.MaxBytes)
                && messages.Sum(r => (r.SuggestedActions?.Actions?.Count ?? 0) + Buttons(r).Count()) == m.Choices
                && messages.Sum(r => r.Attachments?.Count(a => a.Content is JsonObject { Count: > 0 } && !Buttons(a).Any()) ?? 0) == m.Cards
                && messages.Sum(r => r.Text?.Count(c => c == 'y') ?? 0) == m.Text.Count(c => c == 'y');
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void OtherChannel_WithSuggestedActions_GetsPlainTextWithThem()
    {
        var activity = Offering(3);
        (activity.ChannelId, activity.Text) = ("telegram", "**Bold** [site](https://x.example)");

        var message = Assert.Single(ChannelRenderer.Render(activity));
        Assert.Equal(("Bold site:\nhttps://x.example", "plain", 3), (message.Text, message.TextFormat, message.SuggestedActions!.Actions!.Count));
    }

    [Fact]
    public void OtherChannel_WithoutSuggestedActions_GetsNumberedLines()
    {
        var activity = Offering(2);
        activity.ChannelId = "email";

        Assert.Equal("Which?\n\n1. Choice 1\n2. Choice 2", Assert.Single(ChannelRenderer.Render(activity)).Text);
    }

    private static Activity Text(string text) => new(ActivityTypes.Message)
    {
        Id = "m1|0000", ReplyToId = "m1", ChannelId = "msteams", Text = text, From = new ChannelAccount("28:bot"), Recipient = new ChannelAccount("29:ada", "Ada B"),
        Conversation = new ConversationAccount { Id = "a:1", ConversationType = "personal" }, ServiceUrl = BotFrameworkService.TeamsServiceUrl,
    };

    private static Activity Offering(int count)
    {
        var activity = Text("Which?");
        activity.SuggestedActions = new SuggestedActions
        {
            Actions = [.. Enumerable.Range(1, count).Select(i => new CardAction { Type = ActionTypes.ImBack, Title = $"Choice {i}", Value = $"Choice {i}" })],
        };
        return activity;
    }

    private static Activity InChannel(Activity activity)
    {
        activity.Conversation = new ConversationAccount { Id = "19:x@thread.tacv2", ConversationType = "channel", IsGroup = true };
        return activity;
    }

    private static IEnumerable<JsonNode> Buttons(Activity message) => (message.Attachments ?? []).SelectMany(Buttons);

    private static IEnumerable<JsonNode> Buttons(Attachment attachment) =>
        ((JsonSerializer.SerializeToNode(attachment.Content, BotJson.Options)?["body"] as JsonArray) ?? [])
            .Where(b => (string?)b!["type"] == "ActionSet").SelectMany(b => b!["actions"]!.AsArray()).OfType<JsonNode>();
}
