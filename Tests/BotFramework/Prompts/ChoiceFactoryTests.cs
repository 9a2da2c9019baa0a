using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Prompts;

public class ChoiceFactoryTests
{
    [Theory]
    [InlineData("directline", 3, "suggested")]
    [InlineData("webchat", 100, "suggested")]
    [InlineData("facebook", 10, "suggested")]
    [InlineData("facebook", 11, "list")]
    [InlineData("line", 13, "suggested")]
    [InlineData("line", 14, "card")]
    [InlineData("msteams", 3, "card")]
    [InlineData("msteams", 51, "list")]
    [InlineData("slack", 5, "card")]
    [InlineData("sms", 3, "inline")]
    [InlineData("sms", 4, "list")]
    [InlineData("twilio-sms", 2, "inline")]
    [InlineData("email", 4, "list")]
    [InlineData(null, 2, "inline")]
    public void ForChannel_SoManyChoices_TakesTheBestStyle(string? channelId, int count, string style)
    {
        var choices = Enumerable.Range(1, count).Select(i => new Choice($"choice {i}")).ToList();

        var message = (Activity)ChoiceFactory.ForChannel(channelId, choices, "Which?");

        Assert.Equal(style, StyleOf(message));
        Assert.Equal(InputHints.ExpectingInput, message.InputHint);
    }

    [Theory]
    [InlineData("personal", 3, "suggested")]
    [InlineData("personal", 4, "card")]
    [InlineData("groupChat", 3, "card")]
    public void ForChannel_Teams_SuggestsInPersonalConversationsOnly(string conversationType, int count, string style)
    {
        var choices = Enumerable.Range(1, count).Select(i => new Choice($"choice {i}")).ToList();

        var message = (Activity)ChoiceFactory.ForChannel("msteams", choices, "Which?", null, null, conversationType, ["user"]);

        Assert.Equal(style, StyleOf(message));
    }

    [Fact]
    public void ForChannel_TitleLongerThanAButton_IsAList()
    {
        var message = (Activity)ChoiceFactory.ForChannel("directline", [new("short"), new("a title of twenty-one")], "Which?");

        Assert.Equal("Which?\n\n   1. short\n   2. a title of twenty-one", message.Text);
    }

    [Fact]
    public void Inline_ByCount_IsSeparatedAsPeopleDo()
    {
        Assert.Equal("Which? (1) red", ChoiceFactory.Inline([new("red")], "Which?").Text);
        Assert.Equal("Which? (1) red or (2) green", ChoiceFactory.Inline([new("red"), new("green")], "Which?").Text);
        Assert.Equal("Which? (1) red, (2) green, or (3) blue", ChoiceFactory.Inline([new("red"), new("green"), new("blue")], "Which?").Text);
    }

    [Fact]
    public void Inline_WithOptions_IsWrittenByThem() =>
        Assert.Equal("¿Cuál? rojo; verde o bien azul", ChoiceFactory.Inline([new("rojo"), new("verde"), new("azul")], "¿Cuál?", null, new ChoiceFactoryOptions("; ", " o ", " o bien ", false)).Text);

    [Fact]
    public void List_WithoutNumbers_HasDashes() =>
        Assert.Equal("Which?\n\n   - red\n   - green", ChoiceFactory.List(["red", "green"], "Which?", null, new ChoiceFactoryOptions { IncludeNumbers = false }).Text);

    [Fact]
    public void SuggestedAction_ChoiceWithAction_KeepsIt()
    {
        var action = new CardAction(ActionTypes.OpenUrl, "Map", value: "https://example.org/");

        var message = ChoiceFactory.SuggestedAction((Choice[])[new("red"), new("map") { Action = action }], "Which?", "Say which", ["me"]);

        Assert.Equal(["me"], message.SuggestedActions!.To);
        Assert.Same(action, message.SuggestedActions.Actions![1]);
        Assert.Equal((ActionTypes.ImBack, "red", "red"), (message.SuggestedActions.Actions[0].Type, message.SuggestedActions.Actions[0].Title, message.SuggestedActions.Actions[0].Value));
        Assert.Equal("Say which", message.Speak);
    }

    [Fact]
    public void HeroCard_Choices_AreItsButtons()
    {
        var card = Assert.IsType<HeroCard>(ChoiceFactory.HeroCard([new("red"), new("green")], "Which?").Attachments![0].Content);

        Assert.Equal("Which?", card.Text);
        Assert.Equal(["red", "green"], card.Buttons!.Select(b => b.Title));
    }

    private static string StyleOf(Activity message) =>
        message.SuggestedActions is not null ? "suggested"
        : message.Attachments is { Count: > 0 } ? "card"
        : message.Text!.Contains("\n\n   1. ", StringComparison.Ordinal) ? "list" : "inline";
}
