using CampaignBot.Training;

namespace CampaignBot.Tests.Training.Preparation;

public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("en", "call me at 503-555-0142 or ana@mail.example", "call me at [phone] or [email]")]
    [InlineData("en", "my name is dana whitfield, 12 oak st apt 3 97301", "my name is [name], [address]")]
    [InlineData("es", "me llamo José López y vivo en calle 5 #12", "me llamo [name] y vivo en [address]")]
    [InlineData("en", "im in 97301", "im in [zip]")]
    [InlineData("en", "card 4111 1111 1111 1111 ok?", "card [card] ok?")]
    [InlineData("en", "4111111111111111", "[card]")]
    [InlineData("en", "my ssn is 123-45-6789", "my ssn is [id]")]
    [InlineData("en", "ssn 123456789", "ssn [id]")]
    [InlineData("en", "last four of my social is 6789", "last four of my social is [id]")]
    [InlineData("en", "drivers license number is D1234567", "drivers license number is [id]")]
    [InlineData("es", "mi licencia es 12-3456-78", "mi licencia es [id]")]
    [InlineData("en", "reference 4111 1111 1111 1112", "reference [id]")]
    [InlineData("en", "i was born 3/14/1985", "i was born [birthdate]")]
    [InlineData("en", "the meeting is 11/3/2026", "the meeting is 11/3/2026")]
    [InlineData("en", "measure 4 costs $1,250,000 for 12,000 homes", "measure 4 costs $1,250,000 for 12,000 homes")]
    [InlineData("en", "do i need my license to vote", "do i need my license to vote")]
    [InlineData("en", "is the id free", "is the id free")]
    [InlineData("en", "Mark my words", "Mark my words")]
    [InlineData("es", "soy ciudadana", "soy ciudadana")]
    public void Replace_InAMessage_PutsATypedPlaceholder(string language, string text, string expected) =>
        Assert.Equal(expected, new PersonalData().Replace(text, language));

    [Fact]
    public void Replace_OfNamesKnownFromTheConversation_FindsThemInAnyCaseAndAccent()
    {
        var personal = new PersonalData();
        personal.Learn("Will José Hernández");

        Assert.Equal("thanks, [name]", personal.Replace("thanks, jose hernandez", "en"));
        Assert.Equal("[name] called", personal.Replace("HERNÁNDEZ called", "en"));
        Assert.Equal("will i get a ballot", personal.Replace("will i get a ballot", "en"));
        Assert.Equal("ask [name]", personal.Replace("ask Will", "en"));
        personal.Forget();
        Assert.Equal("thanks, jose", personal.Replace("thanks, jose", "en"));
        Assert.Equal(3, personal.Replaced["name"] - 1);
    }

    [Fact]
    public void Replace_OfANameFromAnotherMessage_FindsItWhereNobodyIntroducesThemselves()
    {
        var personal = new PersonalData();
        personal.LearnFrom("hi my name is Dana Whitfield", "en");

        Assert.Equal("this was [name] again", personal.Replace("this was dana again", "en"));
    }

    [Theory]
    [InlineData("4111111111111111", true)]
    [InlineData("3782 822463 10005", true)]
    [InlineData("4111111111111112", false)]
    [InlineData("123", false)]
    public void IsCard_ByItsCheckDigit(string number, bool expected) => Assert.Equal(expected, PersonalData.IsCard(number));
}
