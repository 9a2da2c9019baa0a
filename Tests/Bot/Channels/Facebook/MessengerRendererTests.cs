using System.Globalization;
using System.Text.Json.Nodes;
using CampaignBot.Channels.Facebook;
using CampaignBot.Tests.Support;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.Bot.Channels.Facebook;

public sealed class MessengerRendererTests
{
    [Fact]
    public void LongText_IsSplitWithTheButtonsUnderTheLastPart()
    {
        var activity = (Activity)MessageFactory.SuggestedActions(["One", "Two"], string.Join(' ', Enumerable.Repeat("A sentence of some words.", 200)), null, null);

        var messages = MessengerRenderer.Render(activity);

        Assert.Equal(3, messages.Count);
        Assert.All(messages, m => Assert.Null(GraphService.Problem(m)));
        Assert.Null(messages[0]["quick_replies"]);
        Assert.Equal(2, messages[^1]["quick_replies"]!.AsArray().Count);
    }

    [Fact]
    public void LongTitles_AreListedInFullAndTappedByNumber()
    {
        var message = Assert.Single(MessengerRenderer.Render((Activity)MessageFactory.SuggestedActions(["Saturday, October 3, 9 a.m. to noon", "No"], "Which shift?", null, null)));

        Assert.Equal("Which shift?\n\n1. Saturday, October 3, 9 a.m. to noon\n2. No", (string?)message["text"]);
        Assert.Equal(["1", "2"], message["quick_replies"]!.AsArray().Select(r => (string?)r!["title"]));
        Assert.Equal("Saturday, October 3, 9 a.m. to noon", (string?)message["quick_replies"]![0]!["payload"]);
    }

    [Fact]
    public void Cards_WithPictures_AreACarousel()
    {
        var cards = Enumerable.Range(0, 12).Select(i => new HeroCard
        {
            Title = "Event " + i.ToString(CultureInfo.InvariantCulture), Subtitle = new string('s', 200), Images = [new CardImage("https://x.example/a.png")],
            Buttons = [new CardAction(ActionTypes.ImBack, "A title that is far too long", value: "x"), new CardAction(ActionTypes.OpenUrl, "Map", value: "https://m.example")],
        }.ToAttachment());

        var messages = MessengerRenderer.Render(new Activity(ActivityTypes.Message) { Text = "Coming up:", Attachments = [.. cards] });

        Assert.Equal(["text", "attachment", "attachment"], messages.Select(m => m.First().Key));
        Assert.All(messages, m => Assert.Null(GraphService.Problem(m)));
    }

    /// <summary>Whatever a dialog says, Messenger takes it.</summary>
    [Fact]
    public void AnyActivity_IsWithinEveryLimit()
    {
        var random = new Random(4);
        for (var i = 0; i < 2_000; i++)
        {
            var activity = new Activity(ActivityTypes.Message) { Text = random.Next(4) == 0 ? null : Words(random, 3_000), Attachments = [] };
            if (random.Next(2) == 0)
                activity.SuggestedActions = new SuggestedActions { Actions = [.. Enumerable.Range(0, random.Next(30)).Select(_ => Action(random))] };
            for (var n = random.Next(14); n > 0; n--)
            {
                activity.Attachments.Add(new HeroCard
                {
                    Title = random.Next(3) == 0 ? null : Words(random, 200), Text = Words(random, 900), Images = random.Next(2) == 0 ? [new CardImage("https://x.example/a.png")] : null,
                    Buttons = [.. Enumerable.Range(0, random.Next(6)).Select(_ => Action(random))],
                }.ToAttachment());
            }

            var messages = MessengerRenderer.Render(activity);

            Assert.All(messages, m => Assert.True(GraphService.Problem(m) is null, $"{GraphService.Problem(m)}: {m.ToJsonString()}"));
        }
    }

    private static CardAction Action(Random random) => random.Next(4) == 0
        ? new CardAction(ActionTypes.OpenUrl, Words(random, 40), value: "https://x.example/page")
        : new CardAction(ActionTypes.ImBack, Words(random, 60), value: Words(random, 2_000));

    private static string Words(Random random, int most) =>
        string.Join(' ', Enumerable.Range(0, random.Next(1, Math.Max(2, most / 8))).Select(_ => random.Next(20) == 0 ? "😀" : new string((char)random.Next('a', 'z'), random.Next(1, 12))));
}
