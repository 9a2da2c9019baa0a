using CampaignBot.Training;

namespace CampaignBot.Tests.Training.Preparation;

public sealed class CleanTextTests
{
    [Theory]
    [InlineData("  wheres   my\tpoling place?? ", "wheres my poling place??")]
    [InlineData("do\u0301nde voto", "dónde voto")]
    [InlineData("vote\u0000\u0007 early\u200b", "vote early")]
    [InlineData("hi 👩‍👧 ❤️", "hi 👩‍👧 ❤️")]
    [InlineData("Can I still register?\n\nOn Mon, Oct 5, 2026 at 9:00, Yes on 4 <hi@x.example> wrote:\n> Hello\n> Ana", "Can I still register?")]
    [InlineData("Gracias\nEl lun, 5 oct 2026, Sí al 4 escribió:\n> Hola", "Gracias")]
    [InlineData("see you there\nSent from my iPhone", "see you there")]
    [InlineData("nos vemos\nEnviado desde mi iPhone", "nos vemos")]
    [InlineData("> only quoted", "")]
    [InlineData("one\r\ntwo", "one two")]
    [InlineData("broken \ud83d here", "broken here")]
    [InlineData(" \r\n\u0000", "")]
    public void Of_AMessage_KeepsWhatTheVoterWrote(string text, string expected) => Assert.Equal(expected, CleanText.Of(text));

    [Fact]
    public void Of_ALongMessage_IsCutBetweenWords()
    {
        var text = CleanText.Of(string.Concat(Enumerable.Repeat("word ", 10_000)));

        Assert.InRange(text.Length, CleanText.MaxLength - 10, CleanText.MaxLength);
        Assert.EndsWith(" word", text, StringComparison.Ordinal);
    }
}
