using CampaignBot.Channels;
using CampaignBot.Channels.Sms;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.Bot.Channels.Sms;

public sealed class SmsTextTests
{
    [Theory]
    [InlineData(160, 'a', 1)]
    [InlineData(161, 'a', 2)]
    [InlineData(306, 'a', 2)]
    [InlineData(307, 'a', 3)]
    [InlineData(80, '€', 1)]
    [InlineData(81, '€', 2)]
    [InlineData(70, 'á', 1)]
    [InlineData(71, 'á', 2)]
    [InlineData(135, 'á', 3)]
    [InlineData(0, 'a', 0)]
    public void Segments_OfAText_AreCountedAsTheCarrierDoes(int length, char of, int expected) =>
        Assert.Equal(expected, SmsText.Segments(new string(of, length)));

    [Theory]
    [InlineData("“Hi” — it’s 7…", "\"Hi\" - it's 7...", false)]
    [InlineData("¿Dónde voto el año próximo?", "¿Donde voto el año proximo?", true)]
    [InlineData("¿Dónde voto?", "¿Dónde voto?", false)]
    [InlineData("a. m.", "a. m.", true)]
    public void Simplify_ALine_IsWrittenAsAPhoneHasIt(string text, string expected, bool withoutAccents) =>
        Assert.Equal(expected, SmsText.Simplify(text, withoutAccents));

    [Fact]
    public void Split_ALongText_CutsBetweenSentencesAndLosesNothing()
    {
        var text = string.Join(' ', Enumerable.Range(0, 200).Select(i => $"This is sentence {i}."));

        var parts = TextParts.Of(text, 300);

        Assert.All(parts, p => Assert.True(p.Length <= 300 && p.EndsWith('.')));
        Assert.Equal(text, string.Join(' ', parts));
    }

    [Fact]
    public void Split_AnEmojiAtTheEdge_IsNotTornApart() =>
        Assert.All(TextParts.Of(new string('x', 9) + "😀" + new string('y', 9), 10), p => Assert.False(char.IsHighSurrogate(p[^1])));

    [Theory]
    [InlineData("See [the guide](https://a.example/guide) now.", "See the guide:\nhttps://a.example/guide now.")]
    [InlineData("Go to [a.example](https://a.example).", "Go to https://a.example.")]
    [InlineData("**Bold** and *italic*", "Bold and italic")]
    [InlineData("One\n\n- two\n- **three**\n\nfour", "One\n\n- two\n- three\n\nfour")]
    [InlineData("1. one\n2. two", "1. one\n2. two")]
    [InlineData("Write to [us](mailto:us@a.example)", "Write to us:\nus@a.example")]
    [InlineData("5 * 3 < 20 & <b>x</b>", "5 * 3 < 20 & <b>x</b>")]
    public void Markdown_AsPlainText_HasNoMarks(string markdown, string expected) => Assert.Equal(expected, PlainMarkdown.Of(markdown));

    [Fact]
    public void Card_BySms_IsItsTextAndLinks()
    {
        var activity = new Activity(ActivityTypes.Message)
        {
            Text = "Here:",
            Attachments = [new HeroCard { Title = "Mill Street Hall", Text = "Open 7 to 8", Buttons = [new CardAction(ActionTypes.OpenUrl, "Map", value: "https://maps.example/1"), new CardAction(ActionTypes.ImBack, "Another", value: "Another")] }.ToAttachment()],
        };

        var message = new SmsRenderer(withoutAccents: false, maxSegments: 6).Render(activity);

        Assert.Equal("Here:\n\nMill Street Hall\nOpen 7 to 8\n\nMap:\nhttps://maps.example/1\n\n1. Another", Assert.Single(message.Texts));
    }

    [Fact]
    public void AdaptiveCard_BySms_IsItsFallbackText()
    {
        var activity = new Activity(ActivityTypes.Message)
        {
            Attachments = [new Attachment { ContentType = "application/vnd.microsoft.card.adaptive", Content = new { type = "AdaptiveCard", fallbackText = "Doors today: 12", body = Array.Empty<object>() } }],
        };

        Assert.Equal("Doors today: 12", Assert.Single(new SmsRenderer(withoutAccents: false, maxSegments: 6).Render(activity).Texts));
    }

    [Theory]
    [InlineData("All of it is at https://a.example/events.", "All of it is at:\nhttps://a.example/events")]
    [InlineData("Call 555 0100 (https://a.example). In danger, call 911.", "Call 555 0100\nhttps://a.example\nIn danger, call 911.")]
    [InlineData("Source: us: https://a.example/x", "Source: us:\nhttps://a.example/x")]
    [InlineData("https://a.example", "https://a.example")]
    [InlineData("https://a.example and https://b.example!", "https://a.example\nand:\nhttps://b.example")]
    [InlineData("No link\nhere", "No link\nhere")]
    public void Links_InALine_StandOnLinesOfTheirOwn(string text, string expected) => Assert.Equal(expected, SmsText.LinksApart(text));

    [Fact]
    public void Spanish_OverTheBudget_LosesItsAccentsBeforeItIsCut()
    {
        var renderer = new SmsRenderer(withoutAccents: false, maxSegments: 2);
        var (short_, longer, longest) = ("¿Dónde voto?", string.Concat(Enumerable.Repeat("Así está más fácil. ", 10)).Trim(), string.Concat(Enumerable.Repeat("Así está más fácil. ", 40)).Trim());

        Assert.Equal(short_, Assert.Single(renderer.Render(Said(short_)).Texts));
        Assert.StartsWith("Asi esta mas facil.", Assert.Single(renderer.Render(Said(longer)).Texts), StringComparison.Ordinal);
        Assert.Null(renderer.Cut(Said(longer), "MÁS"));
        var (first, rest) = renderer.Cut(Said(longest), "MÁS")!.Value;
        Assert.EndsWith("\n\nMÁS", first, StringComparison.Ordinal);
        Assert.Equal(longest, $"{first[..^5]} {rest}");

        static Activity Said(string text) => new(ActivityTypes.Message) { Text = text };
    }
}
