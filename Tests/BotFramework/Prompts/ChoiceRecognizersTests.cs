using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Prompts;

public class ChoiceRecognizersTests
{
    private static readonly List<Choice> Choices =
    [
        new("Knock on doors") { Synonyms = ["canvass", "tocar puertas"] },
        new("Make calls") { Synonyms = ["phone bank", "llamadas"], Action = new CardAction(ActionTypes.PostBack, "Pick up the phone", value: "task:calls") },
        new("Información"),
        new("Saturday, Nov 28"),
    ];

    [Theory]
    [InlineData("Knock on doors", 0)]
    [InlineData("knock on doors please", 0)]
    [InlineData("I'd like to canvass", 0)]
    [InlineData("quiero tocar puertas", 0)]
    [InlineData("Pick up the phone", 1)]
    [InlineData("task:calls", 1)]
    [InlineData("llamadas", 1)]
    [InlineData("make some calls", 1)]
    [InlineData("informacion", 2)]
    [InlineData("INFORMACIÓN", 2)]
    [InlineData("saturday nov 28", 3)]
    [InlineData("2", 1)]
    [InlineData("#2", 1)]
    [InlineData("two", 1)]
    [InlineData("dos", 1)]
    [InlineData("option 2", 1)]
    [InlineData("la opción dos", 1)]
    [InlineData("no 2", 1)]
    [InlineData("no. 2", 1)]
    [InlineData("(2)", 1)]
    [InlineData("2.", 1)]
    [InlineData("número 3", 2)]
    [InlineData("the second one", 1)]
    [InlineData("la segunda", 1)]
    [InlineData("2nd", 1)]
    [InlineData("2.º", 1)]
    [InlineData("the last one", 3)]
    [InlineData("la última", 3)]
    [InlineData("penúltima", 2)]
    public void Choice_SaidInAnyWay_IsFound(string text, int index)
    {
        var found = ChoiceRecognizers.RecognizeChoices(text, Choices);

        Assert.Equal(index, found[0].Resolution.Index);
        Assert.Equal(Choices[index].Value, found[0].Resolution.Value);
        Assert.Equal(text[found[0].Start..(found[0].End + 1)], found[0].Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("2.5")]
    [InlineData("the ninth")]
    [InlineData("that one")]
    [InlineData("quiero una")]
    [InlineData("not 2")]
    [InlineData("not the second")]
    [InlineData("todas menos la 2")]
    [InlineData("give me a second")]
    [InlineData("banana")]
    [InlineData("calls")]
    public void Text_ThatNamesNoChoice_FindsNone(string text) => Assert.Empty(ChoiceRecognizers.RecognizeChoices(text, Choices));

    [Fact]
    public void Partial_WhenAllowed_FindsByOneWord()
    {
        var found = Assert.Single(ChoiceRecognizers.RecognizeChoices("doors", Choices, new FindChoicesOptions { AllowPartialMatches = true }));

        Assert.Equal(0, found.Resolution.Index);
        Assert.InRange(found.Resolution.Score, 0.5f, 0.7f);
    }

    [Fact]
    public void Options_TurningOffNumbersAndOrdinals_AreHonoured()
    {
        var options = new FindChoicesOptions { RecognizeNumbers = false, RecognizeOrdinals = false };

        Assert.Empty(ChoiceRecognizers.RecognizeChoices("2", Choices, options));
        Assert.Empty(ChoiceRecognizers.RecognizeChoices("second", Choices, options));
    }

    [Fact]
    public void Options_TurningOffValueAndAction_AreHonoured()
    {
        var options = new FindChoicesOptions { NoValue = true, NoAction = true };

        Assert.Empty(ChoiceRecognizers.RecognizeChoices("Make calls", Choices, options));
        Assert.Empty(ChoiceRecognizers.RecognizeChoices("task:calls", Choices, options));
        Assert.Equal("llamadas", ChoiceRecognizers.RecognizeChoices("llamadas", Choices, options)[0].Resolution.Synonym);
    }

    [Fact]
    public void Values_SeveralInAText_AreFoundInItsOrderAndLongerFirst()
    {
        var found = Find.FindChoices("red and dark blue", ["blue", "dark blue", "red"]);

        Assert.Equal([2, 1], found.Select(f => f.Resolution.Index));
        Assert.Equal("dark blue", found[1].Text);
    }

    [Fact]
    public void Values_TooFarApart_AreNotFound()
    {
        Assert.Single(Find.FindChoices("new very big house", ["new house"]));
        Assert.Empty(Find.FindChoices("new very very big house", ["new house"]));
        Assert.Single(Find.FindChoices("new very very big house", ["new house"], new FindChoicesOptions { MaxTokenDistance = 3 }));
    }

    [Fact]
    public void Tokenizer_Text_GivesWordsWithTheirPlaces()
    {
        var tokens = Tokenizer.DefaultTokenizer("¿Qué día? 2nd 👍");

        Assert.Equal(["que", "dia", "2nd", "👍"], tokens.Select(t => t.Normalized));
        Assert.Equal(["Qué", "día", "2nd", "👍"], tokens.Select(t => t.Text));
        Assert.Equal((10, 12), (tokens[2].Start, tokens[2].End));
    }

    [Fact]
    public void Tokenizer_GivenInOptions_IsUsed()
    {
        var options = new FindChoicesOptions { Tokenizer = (text, _) => [new Token { Start = 0, End = text.Length - 1, Text = text, Normalized = text.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) }] };

        Assert.Equal("cat", ChoiceRecognizers.RecognizeChoices("dog", ["cat"], options)[0].Resolution.Value);
    }
}
