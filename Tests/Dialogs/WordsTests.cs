using System.Text.RegularExpressions;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Tests.Dialogs;

public sealed class WordsTests
{
    [Fact]
    public void Words_InEveryLanguage_HaveTheSameBlanks()
    {
        foreach (var phrase in Enum.GetValues<Phrase>())
            Assert.Equal(Blanks(Words.Say(phrase, "en")), Blanks(Words.Say(phrase, "es")));
    }

    [Theory]
    [InlineData("en", "October 1, 2026")]
    [InlineData("es", "1 de octubre de 2026")]
    public void Date_InALanguage_IsWrittenItsWay(string language, string expected) =>
        Assert.Equal(expected, Words.Date(new DateOnly(2026, 10, 1), language));

    [Fact]
    public void Spanish_Sentences_AreNotTheEnglishOnes()
    {
        Phrase[] alike = [Phrase.SpeakEnglish, Phrase.SpeakSpanish];
        foreach (var phrase in Enum.GetValues<Phrase>().Except(alike))
            Assert.NotEqual(Words.Say(phrase, "en"), Words.Say(phrase, "es"));
    }

    private static string[] Blanks(string text) => [.. Regex.Matches(text, @"\{\d\}", RegexOptions.NonBacktracking).Select(m => m.Value).Distinct().Order()];
}
