using CampaignBot.Core.Knowledge;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Core.Knowledge;

/// <summary>Questions that are like one the sample campaign answers but for the word that matters.</summary>
public sealed class TurningWordsTests
{
    [Theory]
    [InlineData("es", "puedo votar dos veces si tengo dos casas")]
    [InlineData("en", "can i register at two addresses")]
    [InlineData("es", "puedo registrarme en dos direcciones")]
    [InlineData("en", "can i vote 2 times")]
    [InlineData("es", "ya vote por correo puedo votar otra vez en persona")]
    [InlineData("en", "can i vote by email")]
    [InlineData("es", "puedo mandar mi boleta por correo electronico")]
    [InlineData("es", "puedo votar por mi mama que ya murio")]
    [InlineData("es", "puedo firmar por mi esposa")]
    [InlineData("en", "can i bring my gun to the polls")]
    [InlineData("es", "puedo llevar a mi perro a la casilla")]
    [InlineData("en", "im 15 how do i register")]
    public async Task Question_WithAWordThatMakesItAnother_IsNotAnsweredAsTheOneItIsLike(string language, string question)
    {
        var answer = new Answerer(await SampleContent.Loaded, new FixedClock(new DateTimeOffset(2026, 11, 23, 18, 0, 0, TimeSpan.Zero))).Ask(question, language);

        Assert.False(answer is Answer.Found { Entry.IsOfficial: true } found && found.Entry.Id is "voting/no-address" or "voting/felony" or "voting/by-mail" or "voting/accessibility" or "voting/return-mail-ballot" or "voting/id" or "voting/register", $"{answer}");
    }
}
