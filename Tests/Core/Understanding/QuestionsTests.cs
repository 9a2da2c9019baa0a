using CampaignBot.Core.Understanding;

namespace CampaignBot.Tests.Core.Understanding;

public sealed class QuestionsTests
{
    [Theory]
    [InlineData("en", "wheres my polling place and do i need id?? also how much does measure 4 cost", "wheres my polling place", "do i need id??", "how much does measure 4 cost")]
    [InlineData("en", "Where do I vote? Is there parking?", "Where do I vote?", "Is there parking?")]
    [InlineData("en", "when is early voting where are the drop boxes", "when is early voting", "where are the drop boxes")]
    [InlineData("en", "how do i register, when is the deadline", "how do i register,", "when is the deadline")]
    [InlineData("en", "thanks! can i vote by mail and is it free", "thanks! can i vote by mail", "is it free")]
    [InlineData("en", "where and when do i vote? thanks", "where do i vote", "when do i vote? thanks")]
    [InlineData("es", "¿dónde y cuándo voto?", "¿dónde voto", "cuándo voto?")]
    [InlineData("es", "dnd voto y q llevo y cuanto cuesta", "dnd voto", "q llevo", "cuanto cuesta")]
    [InlineData("es", "¿Puedo votar por correo?¿Hasta qué día me registro?", "¿Puedo votar por correo?", "¿Hasta qué día me registro?")]
    [InlineData("es", "donde voto y hasta que hora abren", "donde voto", "hasta que hora abren")]
    [InlineData("es", "donde voto. tambien cuando cierran las casillas", "donde voto.", "cuando cierran las casillas")]
    public void Message_ThatAsksSeveralThings_IsTakenApart(string language, string text, params string[] questions) =>
        Assert.Equal(questions, Questions.Split(text, language).Select(q => q.Text));

    [Theory]
    [InlineData("en", "do i need a license and a utility bill")]
    [InlineData("en", "just moved here from Ohio how do i register")]
    [InlineData("en", "do the polls close at 8 p.m. on Tuesday")]
    [InlineData("en", "what are the pros and cons")]
    [InlineData("en", "i am 17. can i vote")]
    [InlineData("es", "me dijeron que cambiaron la fecha de la elección, ¿es cierto?")]
    [InlineData("es", "puedo ir con mi hijo y mi perro")]
    [InlineData("es", "quiero saber dónde voto")]
    [InlineData("en", "is there help at the polls, i cant walk far")]
    [InlineData("es", "puedo votar por correo, tengo 80 años")]
    [InlineData("en", "")]
    public void Message_ThatAsksOneThing_StaysWhole(string language, string text) =>
        Assert.True(Questions.Split(text, language).Count <= 1);
}
