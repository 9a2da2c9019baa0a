using System.Reflection;
using System.Text.RegularExpressions;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Tests.Dialogs;

public sealed class WordsTests
{
    /// <summary>Every enumeration of phrases that the bot says.</summary>
    public static TheoryData<Type> Enumerations => new(
        typeof(Words).Assembly.GetTypes().Where(t => t.IsEnum && t.Name.EndsWith("Phrase", StringComparison.Ordinal)).OrderBy(t => t.FullName, StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void Words_InEveryLanguage_HaveTheSameBlanks(Type phrases)
    {
        foreach (var phrase in Enum.GetValues(phrases))
            Assert.Equal((phrase, string.Join(' ', Blanks(Say(phrase, "en")))), (phrase, string.Join(' ', Blanks(Say(phrase, "es")))));
    }

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void Spanish_Sentences_AreNotTheEnglishOnes(Type phrases)
    {
        object[] alike = [Phrase.SpeakEnglish, Phrase.SpeakSpanish, Phrase.No];
        foreach (var phrase in Enum.GetValues(phrases).Cast<object>().Except(alike))
            Assert.False(Say(phrase, "en") == Say(phrase, "es") && Regex.Replace(Say(phrase, "en"), @"\{\d[^}]*\}", "", RegexOptions.NonBacktracking).Any(char.IsLetter), phrase.ToString());
    }

    [Theory]
    [InlineData("en", "October 1, 2026", "Thursday, October 1")]
    [InlineData("es", "1 de octubre de 2026", "jueves 1 de octubre")]
    public void Date_InALanguage_IsWrittenItsWay(string language, string date, string day) =>
        Assert.Equal((date, day), (Words.Date(new DateOnly(2026, 10, 1), language), Words.Day(new DateOnly(2026, 10, 1), new DateOnly(2026, 9, 1), language)));

    [Theory]
    [InlineData("en", "Tuesday, November 7, 2028")]
    [InlineData("es", "martes 7 de noviembre de 2028")]
    public void Day_FarAway_IsSaidWithItsYear(string language, string day) =>
        Assert.Equal(day, Words.Day(new DateOnly(2028, 11, 7), new DateOnly(2026, 11, 23), language));

    [Theory]
    [InlineData("en", "7:00", "7 a.m.")]
    [InlineData("en", "19:30", "7:30 p.m.")]
    [InlineData("es", "20:00", "8 p. m.")]
    [InlineData("es", "12:00", "mediodía")]
    [InlineData("en", "0:00", "midnight")]
    public void Time_InALanguage_IsWrittenItsWay(string language, string time, string expected) =>
        Assert.Equal(expected, Words.Time(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), language));

    [Theory]
    [InlineData("en", "1 day")]
    [InlineData("es", "1 día")]
    public void Number_WithWhatItCounts_IsSingularForOne(string language, string expected) =>
        Assert.Contains(expected + ",", Words.Say(Phrase.LeftOff, language, 1), StringComparison.Ordinal);

    [Theory]
    [InlineData("en", "a, b and c", "a", "b", "c")]
    [InlineData("es", "padre e hijo", "padre", "hijo")]
    [InlineData("es", "agua y hielo", "agua", "hielo")]
    [InlineData("es", "uno", "uno")]
    public void List_InALanguage_IsJoinedItsWay(string language, string expected, params string[] things) =>
        Assert.Equal(expected, Words.List(things, language));

    private static string Say(object phrase, string language)
    {
        var say = typeof(WordsTests).GetMethod(nameof(SayOf), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(phrase.GetType());
        return (string)say.Invoke(null, [phrase, language])!;
    }

    private static string SayOf<TPhrase>(TPhrase phrase, string language)
        where TPhrase : struct, Enum => Words.Say(phrase, language);

    private static string[] Blanks(string text) => [.. Regex.Matches(text, @"\{(?<number>\d)[^}]*\}", RegexOptions.NonBacktracking).Select(m => m.Groups["number"].Value).Distinct().Order()];
}
