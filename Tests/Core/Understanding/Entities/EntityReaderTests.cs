using CampaignBot.Core.Understanding.Entities;

namespace CampaignBot.Tests.Core.Understanding.Entities;

/// <summary>What <see cref="EntityReader"/> makes of single phrases; whole messages are in <c>Gold/</c>.</summary>
public sealed class EntityReaderTests
{
    [Theory]
    [InlineData("en", "measure 4 is on the ballot", "Number=4")]
    [InlineData("en", "may i vote", "")]
    [InlineData("en", "Mark my words", "")]
    [InlineData("es", "un amigo", "")]
    [InlineData("en", "give me a second", "")]
    [InlineData("en", "the second one", "Number=2.")]
    [InlineData("en", "i sat in the sun and wed", "")]
    [InlineData("en", "sat", "When=2026-10-24")]
    [InlineData("en", "Sun", "When=2026-10-25")]
    [InlineData("en", "open 24/7", "")]
    [InlineData("en", "4 people drive there", "Number=4")]
    [InlineData("en", "at 4 locations", "Number=4")]
    [InlineData("en", "at 4", "When=T16:00")]
    [InlineData("es", "once carteles", "Number=11")]
    [InlineData("en", "once i vote", "")]
    [InlineData("es", "por medio del correo", "")]
    [InlineData("es", "tres millones doscientos mil", "Number=3200000")]
    [InlineData("en", "three million two hundred thousand and five", "Number=3200005")]
    [InlineData("en", "2 and a half hours", "Number=2.5")]
    [InlineData("es", "1,5 millones", "Number=1500000")]
    [InlineData("en", "good morning", "")]
    [InlineData("es", "buenas tardes", "")]
    [InlineData("en", "this is great", "")]
    [InlineData("en", "I'm Not Sure", "")]
    [InlineData("es", "soy de portland", "")]
    [InlineData("en", "the 7th grade", "Number=7.")]
    [InlineData("en", "i moved in january 2025", "When=2025-01-01/2025-02-01")]
    [InlineData("en", "my id is 97301000", "Number=97301000")]
    [InlineData("en", "97301 voters", "Number=97301")]
    [InlineData("en", "$97301", "Number=97301")]
    [InlineData("en", "mill street 12, alder falls", "Address=12 Mill St, Alder Falls")]
    [InlineData("en", "on mill street 12 people came", "Number=12")]
    [InlineData("en", "meet on oak ave 5 pm", "When=T17:00")]
    [InlineData("en", "12 mil street", "Address=12 Mil St")]
    public void Read_OfAPhrase_FindsWhatItSaysAndNoMore(string language, string text, string expected)
    {
        var found = EntityReader.Read(text, language, GoldMessage.Now, GoldMessage.Zone);

        Assert.Equal(expected, string.Join("; ", found.Select(e => $"{e.Kind}={GoldMessage.Told(e.Value)}")));
    }

    [Theory]
    [InlineData("en", "next saturday", "2026-10-31", "2026-10-24")]
    [InlineData("en", "this saturday", "2026-10-24", null)]
    [InlineData("en", "next monday", "2026-10-26", null)]
    [InlineData("es", "el próximo sábado", "2026-10-24", null)]
    [InlineData("es", "el miércoles que viene", "2026-10-28", null)]
    [InlineData("es", "el miércoles", "2026-10-21", null)]
    [InlineData("en", "11/7", "2026-11-07", null)]
    [InlineData("es", "11/7", "2027-07-11", "2026-11-07")]
    [InlineData("es", "11/27", "2026-11-27", null)]
    [InlineData("en", "27/11/2026", "2026-11-27", null)]
    [InlineData("en", "october 13", "2026-10-13", "2027-10-13")]
    [InlineData("en", "march 3", "2027-03-03", null)]
    [InlineData("en", "at 9", "T09:00", "T21:00")]
    [InlineData("en", "at 3", "T15:00", null)]
    [InlineData("en", "at 9 in the evening", "T21:00", null)]
    public void Read_OfADayThatCanBeReadInTwoWays_GivesTheUsualOneAndTheOther(string language, string text, string expected, string? otherwise)
    {
        var when = Assert.IsType<When>(Assert.Single(EntityReader.Read(text, language, GoldMessage.Now, GoldMessage.Zone)).Value);

        Assert.Equal(expected, GoldMessage.Told(when));
        Assert.Equal(otherwise, when.Otherwise is null ? null : GoldMessage.Told(when.Otherwise));
    }

    [Fact]
    public void Read_OfTimesAroundAChangeOfTheClocks_TakesTheZonesOffsets()
    {
        // Clocks go from 2:00 to 1:00 on November 1 and from 2:00 to 3:00 on March 14.
        var twice = OneWhen("november 1 at 1:30 am");
        var never = OneWhen("march 14 at 2:30 am");
        var after = OneWhen("november 1 at 5 pm");

        Assert.Equal(new DateTimeOffset(2026, 11, 1, 1, 30, 0, TimeSpan.FromHours(-7)), twice.From);
        Assert.Equal(new DateTimeOffset(2027, 3, 14, 3, 30, 0, TimeSpan.FromHours(-7)), never.From);
        Assert.Equal(TimeSpan.FromHours(-8), after.From.Offset);
    }

    [Fact]
    public void Read_OfATimeAlone_IsTheComingOne()
    {
        Assert.Equal(22, OneWhen("at 8am").From.Day);
        Assert.Equal(21, OneWhen("at 10am").From.Day);
        Assert.False(OneWhen("at 10am").HasDate);
    }

    [Fact]
    public void Read_OfAnAddress_TakesTheZipIntoIt()
    {
        var found = EntityReader.Read("im ana at 12 n oak st apt 3, alder falls OR 97301 call 503-555-0142", "en", GoldMessage.Now, GoldMessage.Zone);

        Assert.Equal([EntityKind.Name, EntityKind.Address, EntityKind.Phone], found.Select(e => e.Kind));
        Assert.Equal(
            new PostalAddress(House: "12", Direction: "N", Street: "Oak", Suffix: "St", Unit: "Apt 3", City: "Alder Falls", State: "OR", Zip: "97301") { },
            found[1].Value);
        Assert.All(found, e => Assert.Equal(e.Text, "im ana at 12 n oak st apt 3, alder falls OR 97301 call 503-555-0142".Substring(e.Start, e.Length)));
    }

    /// <summary>Whatever is sent: no exception, no overlap, and all of it within the text.</summary>
    [Fact]
    public void Read_OfAnyText_GivesEntitiesInOrderWithinIt()
    {
        string[] pieces =
        [
            "12", "st", "oak", " ", "-", ".", ",", "/", "(", ")", "+", "@", "#", "at", "on", "next", "saturday", "5", "pm", "de", "la", "calle", "esquina", "y", "and", "97301", "503", "555", "0142", "in", "weeks",
            "november", "31", "february", "29", "2000", "mil", "two", "hundred", "my name is", "soy", "Ana", "O'", "\u0301", "\ud83d", "😀", "\n", "º", "po box", "half", "from", "to", "medio", "99999999999999999999", "9999", "http://x", "español", "\0", "ﬁ", "İ", "١٢",
        ];
        var random = new Random(4);
        for (var round = 0; round < 1_500; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => pieces[random.Next(pieces.Length)] + (random.Next(3) > 0 ? " " : "")));
            foreach (var language in new[] { "en", "es" })
            {
                var end = 0;
                foreach (var entity in EntityReader.Read(text, language, GoldMessage.Now, GoldMessage.Zone))
                {
                    Assert.True(entity.Start >= end && entity.Length > 0 && entity.End <= text.Length, text);
                    Assert.Equal(text.Substring(entity.Start, entity.Length), entity.Text);
                    end = entity.End;
                }
            }
        }
    }

    [Theory]
    [InlineData("en", "9")]
    [InlineData("en", "12 oak ")]
    [InlineData("en", "from 3 to ")]
    [InlineData("es", "de la calle 5 y ")]
    [InlineData("en", "a@")]
    [InlineData("en", "my name is ")]
    [InlineData("es", "dos mil ")]
    public void Read_OfALongText_StopsAtTheLimit(string language, string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));

        Assert.All(EntityReader.Read(text, language, GoldMessage.Now, GoldMessage.Zone), e => Assert.True(e.End <= EntityReader.MaxLength));
    }

    private static When OneWhen(string text) =>
        Assert.IsType<When>(Assert.Single(EntityReader.Read(text, "en", GoldMessage.Now, GoldMessage.Zone)).Value);
}
