using Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

namespace CampaignBot.Tests.BotFramework.Prompts;

public class OrdinalRecognizerTests
{
    [Theory]
    [InlineData("the second one", 2)]
    [InlineData("la segunda", 2)]
    [InlineData("2nd", 2)]
    [InlineData("2.º", 2)]
    [InlineData("2ª", 2)]
    [InlineData("el 3er", 3)]
    [InlineData("el 3ro", 3)]
    [InlineData("primero", 1)]
    [InlineData("el primer lugar", 1)]
    [InlineData("twelfth", 12)]
    [InlineData("duodécimo", 12)]
    [InlineData("twenty-first", 21)]
    [InlineData("last", -1)]
    [InlineData("the last one", -1)]
    [InlineData("última", -1)]
    [InlineData("el último", -1)]
    [InlineData("second to last", -2)]
    [InlineData("penúltima", -2)]
    public void Ordinal_InEitherLanguage_IsRead(string text, int place) => Assert.Equal(place, OrdinalRecognizer.Recognize(text)[0].Place);

    [Theory]
    [InlineData("give me a second")]
    [InlineData("un segundo")]
    [InlineData("2")]
    [InlineData("two")]
    [InlineData("99999999999th")]
    [InlineData("")]
    public void Text_WithoutOrdinal_GivesNone(string text) => Assert.Empty(OrdinalRecognizer.Recognize(text));
}
