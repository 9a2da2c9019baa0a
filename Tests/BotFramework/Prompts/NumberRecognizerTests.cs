using System.Globalization;
using Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

namespace CampaignBot.Tests.BotFramework.Prompts;

public class NumberRecognizerTests
{
    [Theory]
    [InlineData("2", "2")]
    [InlineData("twenty-five", "25")]
    [InlineData("Twenty five", "25")]
    [InlineData("veinticinco", "25")]
    [InlineData("treinta y cinco", "35")]
    [InlineData("a dozen", "12")]
    [InlineData("una docena", "12")]
    [InlineData("two dozen", "24")]
    [InlineData("half a dozen", "6")]
    [InlineData("media docena", "6")]
    [InlineData("two and a half", "2.5")]
    [InlineData("dos y medio", "2.5")]
    [InlineData("tres y cuarto", "3.25")]
    [InlineData("3k", "3000")]
    [InlineData("1.5k", "1500")]
    [InlineData("1.5 million", "1500000")]
    [InlineData("1,5 millones", "1500000")]
    [InlineData("two million and a half", "2500000")]
    [InlineData("dos millones y medio", "2500000")]
    [InlineData("half a million", "500000")]
    [InlineData("medio millón", "500000")]
    [InlineData("mil millones", "1000000000")]
    [InlineData("mil", "1000")]
    [InlineData("a thousand", "1000")]
    [InlineData("dos mil veintiséis", "2026")]
    [InlineData("quinientos mil", "500000")]
    [InlineData("ciento veinte", "120")]
    [InlineData("cien", "100")]
    [InlineData("one hundred and five", "105")]
    [InlineData("nineteen hundred", "1900")]
    [InlineData("one million two hundred thirty-four thousand five hundred sixty-seven", "1234567")]
    [InlineData("un millón doscientos treinta y cuatro mil quinientos sesenta y siete", "1234567")]
    [InlineData("-5", "-5")]
    [InlineData("minus five", "-5")]
    [InlineData("menos cinco", "-5")]
    [InlineData("+7", "7")]
    [InlineData(".5", "0.5")]
    [InlineData("3/4", "0.75")]
    [InlineData("2 1/2", "2.5")]
    [InlineData("2½", "2.5")]
    [InlineData("three quarters", "0.75")]
    [InlineData("two thirds of 9", "0.6666666666666666666666666667")]
    [InlineData("two point five", "2.5")]
    [InlineData("tres coma catorce", "3.14")]
    [InlineData("1,234,567.89", "1234567.89")]
    [InlineData("1.234.567,89", "1234567.89")]
    [InlineData("1 000 000", "1000000")]
    [InlineData("$20.50 please", "20.50")]
    [InlineData("I have 3 kids", "3")]
    [InlineData("tengo tres hijos", "3")]
    [InlineData("a couple of tickets", "2")]
    [InlineData("zero", "0")]
    [InlineData("cero", "0")]
    [InlineData("٣", "3")]
    public void Number_InEitherLanguage_IsRead(string text, string expected)
    {
        foreach (var locale in (string[])["en-us", "es-es"])
            Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), NumberRecognizer.Recognize(text, locale)[0].Value);
    }

    [Theory]
    [InlineData("1,000", "en-US", "1000")]
    [InlineData("1.000", "en-US", "1")]
    [InlineData("1.000", "es-ES", "1000")]
    [InlineData("1,000", "es-ES", "1")]
    [InlineData("1,000", "es-MX", "1000")]
    [InlineData("1,000", "es-US", "1000")]
    [InlineData("1.500", "de-DE", "1500")]
    [InlineData("0,125", "en-US", "0.125")]
    [InlineData("1,5", "en-US", "1.5")]
    [InlineData("1.5", "es-ES", "1.5")]
    [InlineData("12,34", null, "12.34")]
    public void Number_OneSeparator_IsReadByLocaleOnlyWhereAmbiguous(string text, string? locale, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), NumberRecognizer.Recognize(text, locale)[0].Value);

    [Theory]
    [InlineData("five, six", "5 6")]
    [InlineData("twenty thirty", "20 30")]
    [InlineData("between 3 and 5", "3 5")]
    [InlineData("three and four", "3 4")]
    [InlineData("cinco y seis", "5 6")]
    [InlineData("one two", "1 2")]
    public void Numbers_Several_AreReadOneByOne(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', NumberRecognizer.Recognize(text, "en-us").Select(n => n.Value.ToString(CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("banana")]
    [InlineData("thousands of people")]
    [InlineData("192.168.1.1")]
    [InlineData("11/7/2028")]
    [InlineData("2028-11-07")]
    [InlineData("99999999999999999999999999999999999")]
    [InlineData("a question")]
    [InlineData("-")]
    [InlineData("1/0/0")]
    public void Text_WithoutNumber_GivesNone(string? text) => Assert.Empty(NumberRecognizer.Recognize(text, "en-us"));

    [Theory]
    [InlineData("tengo una pregunta")]
    [InlineData("that one")]
    [InlineData("no one")]
    public void Number_ThatMayBeNone_IsIncidental(string text) => Assert.True(Assert.Single(NumberRecognizer.Recognize(text, "en-us")).Incidental);

    [Fact]
    public void Number_InSentence_TellsItsPlace()
    {
        const string text = "We are twenty-five people";

        var number = Assert.Single(NumberRecognizer.Recognize(text, "en-us"));

        Assert.Equal("twenty-five", text[number.Start..number.End]);
    }
}
