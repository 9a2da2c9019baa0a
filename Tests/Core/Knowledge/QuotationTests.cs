using CampaignBot.Core.Knowledge;

namespace CampaignBot.Tests.Core.Knowledge;

public sealed class QuotationTests
{
    private static readonly string Filler = string.Join(' ', Enumerable.Repeat("Ballots are counted at the courthouse by two teams.", 8));

    [Theory]
    [InlineData("Polls open at 7. They close at 8.", 0, "Polls open at 7. They close at 8.")]
    [InlineData("Every polling place has a marked parking space for voters. It is near the door.", 9, "Every polling place has a marked parking space for voters. It is near the door.")]
    [InlineData("Two people must both agree before a signature is refused.", 8, "Two people must both agree before a signature is refused.")]
    public void Of_ASentence_TakesWhatItLeansOn(string text, int best, string expected)
    {
        var section = SectionReader.Read(best == 0 ? text : $"{Filler} {text} {Filler}", "T").SelectMany(s => s.Sentences).ToList();

        Assert.Equal(expected, Quotation.Of(new DocumentSection([], null, section), best));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(10)]
    public void Of_AList_IsQuotedWholeWithTheSentenceBeforeIt(int best)
    {
        var section = SectionReader.Read($"{Filler} Bring one of these:\n\n- a passport\n- a [license](https://a.example)\n\n{Filler}", "T");
        var all = new DocumentSection([], null, [.. section.SelectMany(s => s.Sentences)]);

        Assert.Equal("Bring one of these:\n\n- a passport\n- a [license](https://a.example)", Quotation.Of(all, best));
    }

    [Fact]
    public void Of_ALongList_LeavesOutWhatDoesNotAnswer()
    {
        var section = SectionReader.Read("Sites:\n\n" + string.Join('\n', Enumerable.Range(0, 20).Select(i => $"- Site {i}, {new string('x', 60)}")), "T")[0];

        var text = Quotation.Of(section, 7);

        Assert.Equal($"Sites:\n\n- …\n- Site 6, {new string('x', 60)}\n- …", text);
    }
}
