using System.Text;
using CampaignBot.Core.Calendar;

namespace CampaignBot.Tests.Core.Calendar;

public sealed class CalendarFileTests
{
    private static readonly CalendarEvent Vote = new(
        "plan-1@bot.example", 2, new DateTimeOffset(2028, 10, 1, 12, 0, 0, TimeSpan.Zero), new DateTimeOffset(2028, 11, 7, 9, 30, 0, TimeSpan.FromHours(-8)),
        new DateTimeOffset(2028, 11, 7, 10, 0, 0, TimeSpan.FromHours(-8)), "Vote", "Mill Street School, 455 Mill Street", "Bring this; and that\nStep-free \\ side", new Uri("https://e.example/where"), TimeSpan.FromHours(1));

    [Fact]
    public void File_OfAnAppointment_SaysItAsRfc5545Demands() => Assert.Equal(
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//CampaignBot//EN
        CALSCALE:GREGORIAN
        METHOD:PUBLISH
        BEGIN:VEVENT
        UID:plan-1@bot.example
        SEQUENCE:2
        DTSTAMP:20281001T120000Z
        DTSTART:20281107T173000Z
        DTEND:20281107T180000Z
        SUMMARY:Vote
        LOCATION:Mill Street School\, 455 Mill Street
        DESCRIPTION:Bring this\; and that\nStep-free \\ side
        URL:https://e.example/where
        BEGIN:VALARM
        ACTION:DISPLAY
        DESCRIPTION:Vote
        TRIGGER:-PT60M
        END:VALARM
        END:VEVENT
        END:VCALENDAR

        """.ReplaceLineEndings("\r\n"),
        CalendarFile.Write(Vote));

    [Fact]
    public void File_WithLongTextOfManyBytes_IsFoldedWithinLinesAndReadsTheSameUnfolded()
    {
        var text = string.Concat(Enumerable.Repeat("Señorío 🗳️ del río, ", 30));
        var file = CalendarFile.Write(Vote with { Description = text, Alarm = null, Location = null });

        Assert.All(file.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.DoesNotContain('\uFFFD', file);
        Assert.Contains("DESCRIPTION:" + text.Replace(",", "\\,", StringComparison.Ordinal) + "\r\n", file.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void File_WithControlCharacters_HoldsNoLineThatSomebodyElseWrote()
    {
        var file = CalendarFile.Write(Vote with { Title = "Vote\r\nATTENDEE:mailto:x@y.example\u0000\u0007" });

        Assert.DoesNotContain("\r\nATTENDEE", file, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Vote\\nATTENDEE:mailto:x@y.example\r\n", file, StringComparison.Ordinal);
    }
}
