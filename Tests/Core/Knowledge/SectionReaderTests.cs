using CampaignBot.Core.Knowledge;

namespace CampaignBot.Tests.Core.Knowledge;

public sealed class SectionReaderTests
{
    [Theory]
    [InlineData("Polls close at 8 p.m. If you are in line, stay.", 2)]
    [InlineData("Polls are open from 7 a.m. to 8 p.m. at St. Mary's Hall.", 1)]
    [InlineData("Ask J. Smith of the U.S. Senate. She knows.", 2)]
    [InlineData("¿Cuándo cierran? A las 8 p. m. en punto.", 2)]
    [InlineData("He said \"stay in line.\" Then he left!", 2)]
    [InlineData("It costs $1.50 a ride. Children ride free", 2)]
    [InlineData("See [the page of Alder Co. Elections. It is long.](https://a.example/b) for more. Or call.", 2)]
    [InlineData("Wait… what? Yes.", 2)]
    [InlineData("", 0)]
    public void Sentences_OfBothLanguages_EndWhereTheyEnd(string text, int count)
    {
        var sentences = SentenceReader.Read(text).ToList();

        Assert.Equal(count, sentences.Count);
        Assert.Equal(text, string.Join(' ', sentences));
    }

    [Fact]
    public void Sentences_TextWithoutAnEnd_IsBounded() =>
        Assert.All(SentenceReader.Read(string.Join(' ', Enumerable.Repeat("word", 5_000))), s => Assert.True(s.Length <= 1_005));

    [Fact]
    public void Sections_UnderHeadings_KnowTheirPathAndAnchor()
    {
        var sections = SectionReader.Read("""
            # Voter guide
            Read **all** of it.
            ## By mail {#mail}
            Ask for a ballot.
            ### Signatures
            Sign [the envelope](https://a.example/sign).
            ## In person
            Come.
            """, "Voter guide");

        Assert.Equal(["", "By mail", "By mail > Signatures", "In person"], sections.Select(s => string.Join(" > ", s.Headings)));
        Assert.Equal([null, "mail", null, null], sections.Select(s => s.Anchor));
        Assert.Equal("Read all of it.", sections[0].Text);
        Assert.Equal("Sign the envelope.", sections[2].Text);
        Assert.Equal("Sign [the envelope](https://a.example/sign).", sections[2].Sentences[0].Markdown);
    }

    [Fact]
    public void Sections_OfALongText_AreBoundedAndLoseNothing()
    {
        var sentences = Enumerable.Range(0, 100).Select(i => $"This is sentence number {i} of a text.").ToList();

        var sections = SectionReader.Read(string.Join(' ', sentences), "Long");

        Assert.All(sections, s => Assert.InRange(s.Text.Length, 1, 1_100));
        Assert.Equal(sentences, sections.SelectMany(s => s.Sentences).Select(s => s.Text));
    }

    [Fact]
    public void Sections_WithAList_KeepItWholeWithTheSentenceBeforeIt()
    {
        var filler = string.Join(' ', Enumerable.Repeat("Ballots are counted by hand in the town hall.", 18));

        var sections = SectionReader.Read($"{filler} Bring one of these:\n\n- a passport\n- a license\n  - from any state\n- {new string('x', 200)}", "Id");

        Assert.Equal(2, sections.Count);
        Assert.Equal(["Bring one of these:", "a passport", "a license", "from any state"], sections[1].Sentences.Take(4).Select(s => s.Text));
        Assert.Equal([false, true, true, true, true], sections[1].Sentences.Select(s => s.IsItem));
    }

    [Fact]
    public void Sections_WithAVeryLongList_RepeatTheSentenceBeforeIt()
    {
        var sections = SectionReader.Read("Sites:\n\n" + string.Join('\n', Enumerable.Range(0, 100).Select(i => $"- {i} {new string('x', 80)}")), "Sites");

        Assert.True(sections.Count > 1);
        Assert.All(sections, s => Assert.Equal("Sites:", s.Sentences[0].Text));
        Assert.Equal(100, sections.Sum(s => s.Sentences.Count(x => x.IsItem)));
    }

    [Fact]
    public void Sections_WithATable_TellEachRowByItself()
    {
        var sections = SectionReader.Read("| Site | Hours |\n|--|--|\n| Library | 9 to 6 |\n| Hall | noon to 5 |", "Hours");

        Assert.Equal(["Site: Library; Hours: 9 to 6", "Site: Hall; Hours: noon to 5"], sections.Single().Sentences.Select(s => s.Text));
    }
}
