using Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

namespace CampaignBot.Tests.BotFramework.Prompts;

/// <summary>As seen from Wednesday, November 18, 2026, 10:00. A resolution is written "timex value", or "timex start..end".</summary>
public class DateTimeRecognizerTests
{
    private static readonly DateTime Now = new(2026, 11, 18, 10, 0, 0);

    [Theory]
    [InlineData("today", "2026-11-18 2026-11-18")]
    [InlineData("hoy", "2026-11-18 2026-11-18")]
    [InlineData("tomorrow", "2026-11-19 2026-11-19")]
    [InlineData("mañana", "2026-11-19 2026-11-19")]
    [InlineData("day after tomorrow", "2026-11-20 2026-11-20")]
    [InlineData("pasado mañana", "2026-11-20 2026-11-20")]
    [InlineData("ayer", "2026-11-17 2026-11-17")]
    [InlineData("in 3 days", "2026-11-21 2026-11-21")]
    [InlineData("dentro de dos semanas", "2026-12-02 2026-12-02")]
    [InlineData("en un mes", "2026-12-18 2026-12-18")]
    [InlineData("a week from now", "2026-11-25 2026-11-25")]
    [InlineData("2 weeks ago", "2026-11-04 2026-11-04")]
    [InlineData("hace dos días", "2026-11-16 2026-11-16")]
    [InlineData("in an hour", "2026-11-18T11:00:00 2026-11-18 11:00:00")]
    [InlineData("en media hora", "2026-11-18T10:30:00 2026-11-18 10:30:00")]
    [InlineData("now", "PRESENT_REF 2026-11-18 10:00:00")]
    [InlineData("ahora mismo", "PRESENT_REF 2026-11-18 10:00:00")]
    public void Day_CountedFromNow_IsOne(string text, string expected) => Check(text, "en-us", expected);

    [Theory]
    [InlineData("11/7/2028", "en-us", "2028-11-07 2028-11-07")]
    [InlineData("7/11/2028", "es-es", "2028-11-07 2028-11-07")]
    [InlineData("7/11/2028", "en-gb", "2028-11-07 2028-11-07")]
    [InlineData("7.11.28", "es-es", "2028-11-07 2028-11-07")]
    [InlineData("25/12/2028", "en-us", "2028-12-25 2028-12-25")]
    [InlineData("2028-11-07", "es-es", "2028-11-07 2028-11-07")]
    [InlineData("November 7, 2028", "es-es", "2028-11-07 2028-11-07")]
    [InlineData("Nov. 7th 2028", "en-us", "2028-11-07 2028-11-07")]
    [InlineData("7 de noviembre de 2028", "en-us", "2028-11-07 2028-11-07")]
    [InlineData("el 7 de noviembre del 2028", "en-us", "2028-11-07 2028-11-07")]
    [InlineData("the first of May 2027", "en-us", "2027-05-01 2027-05-01")]
    [InlineData("Saturday, Nov 28", "en-us", "2026-11-28 2026-11-28")]
    [InlineData("el sábado 28", "es-es", "2026-11-28 2026-11-28")]
    [InlineData("sábado 28 de noviembre", "es-es", "2026-11-28 2026-11-28")]
    [InlineData("next Saturday", "en-us", "2026-11-28 2026-11-28")]
    [InlineData("this Friday", "en-us", "2026-11-20 2026-11-20")]
    [InlineData("this Monday", "en-us", "2026-11-23 2026-11-23")]
    [InlineData("last Monday", "en-us", "2026-11-16 2026-11-16")]
    [InlineData("el próximo viernes", "es-es", "2026-11-20 2026-11-20")]
    [InlineData("el viernes que viene", "es-es", "2026-11-20 2026-11-20")]
    [InlineData("el lunes pasado", "es-es", "2026-11-16 2026-11-16")]
    [InlineData("este sábado", "es-es", "2026-11-21 2026-11-21")]
    public void Day_SaidInFull_IsOne(string text, string locale, string expected) => Check(text, locale, expected);

    [Theory]
    [InlineData("Nov 7", "en-us", "XXXX-11-07 2026-11-07 | XXXX-11-07 2027-11-07")]
    [InlineData("7 de noviembre", "es-es", "XXXX-11-07 2026-11-07 | XXXX-11-07 2027-11-07")]
    [InlineData("noviembre 7", "en-us", "XXXX-11-07 2026-11-07 | XXXX-11-07 2027-11-07")]
    [InlineData("November 18", "en-us", "XXXX-11-18 2025-11-18 | XXXX-11-18 2026-11-18")]
    [InlineData("primero de mayo", "es-es", "XXXX-05-01 2026-05-01 | XXXX-05-01 2027-05-01")]
    [InlineData("May twenty-first", "en-us", "XXXX-05-21 2026-05-21 | XXXX-05-21 2027-05-21")]
    [InlineData("Feb 29", "en-us", "XXXX-02-29 2024-02-29 | XXXX-02-29 2028-02-29")]
    [InlineData("3/4", "en-us", "XXXX-03-04 2026-03-04 | XXXX-03-04 2027-03-04")]
    [InlineData("3/4", "es-es", "XXXX-04-03 2026-04-03 | XXXX-04-03 2027-04-03")]
    [InlineData("25/12", "en-us", "XXXX-12-25 2025-12-25 | XXXX-12-25 2026-12-25")]
    [InlineData("Saturday", "en-us", "XXXX-WXX-6 2026-11-14 | XXXX-WXX-6 2026-11-21")]
    [InlineData("el sábado", "en-us", "XXXX-WXX-6 2026-11-14 | XXXX-WXX-6 2026-11-21")]
    [InlineData("Wednesday", "en-us", "XXXX-WXX-3 2026-11-11 | XXXX-WXX-3 2026-11-18")]
    [InlineData("domingo", "es-es", "XXXX-WXX-7 2026-11-15 | XXXX-WXX-7 2026-11-22")]
    [InlineData("on the 15th", "en-us", "XXXX-XX-15 2026-11-15 | XXXX-XX-15 2026-12-15")]
    [InlineData("el 31", "es-es", "XXXX-XX-31 2026-10-31 | XXXX-XX-31 2026-12-31")]
    public void Day_LeftOpen_IsPastAndFuture(string text, string locale, string expected) => Check(text, locale, expected);

    [Theory]
    [InlineData("5pm", "T17 17:00:00")]
    [InlineData("5 PM", "T17 17:00:00")]
    [InlineData("5:30 p.m.", "T17:30 17:30:00")]
    [InlineData("5:30 p. m.", "T17:30 17:30:00")]
    [InlineData("12am", "T00 00:00:00")]
    [InlineData("12 pm", "T12 12:00:00")]
    [InlineData("17:30", "T17:30 17:30:00")]
    [InlineData("09:00", "T09 09:00:00")]
    [InlineData("17h30", "T17:30 17:30:00")]
    [InlineData("17:30:15", "T17:30:15 17:30:15")]
    [InlineData("a las 5 de la tarde", "T17 17:00:00")]
    [InlineData("8 de la noche", "T20 20:00:00")]
    [InlineData("1 de la madrugada", "T01 01:00:00")]
    [InlineData("8 y media de la noche", "T20:30 20:30:00")]
    [InlineData("doce de la noche", "T00 00:00:00")]
    [InlineData("8 in the morning", "T08 08:00:00")]
    [InlineData("8 at night", "T20 20:00:00")]
    [InlineData("noon", "T12 12:00:00")]
    [InlineData("al mediodía", "T12 12:00:00")]
    [InlineData("midnight", "T00 00:00:00")]
    [InlineData("at 5", "T05 05:00:00 | T17 17:00:00")]
    [InlineData("a las 5", "T05 05:00:00 | T17 17:00:00")]
    [InlineData("a la una", "T01 01:00:00 | T13 13:00:00")]
    [InlineData("5 o'clock", "T05 05:00:00 | T17 17:00:00")]
    [InlineData("5:30", "T05:30 05:30:00 | T17:30 17:30:00")]
    [InlineData("half past five", "T05:30 05:30:00 | T17:30 17:30:00")]
    [InlineData("a las cinco y media", "T05:30 05:30:00 | T17:30 17:30:00")]
    [InlineData("quarter to six", "T05:45 05:45:00 | T17:45 17:45:00")]
    [InlineData("seis menos cuarto", "T05:45 05:45:00 | T17:45 17:45:00")]
    [InlineData("at five thirty", "T05:30 05:30:00 | T17:30 17:30:00")]
    [InlineData("five thirty pm", "T17:30 17:30:00")]
    public void Time_InEitherLanguage_IsMorningAndAfternoonWhereOpen(string text, string expected) => Check(text, "en-us", expected);

    [Theory]
    [InlineData("Saturday at 5pm", "XXXX-WXX-6T17 2026-11-14 17:00:00 | XXXX-WXX-6T17 2026-11-21 17:00:00")]
    [InlineData("5pm on Saturday", "XXXX-WXX-6T17 2026-11-14 17:00:00 | XXXX-WXX-6T17 2026-11-21 17:00:00")]
    [InlineData("tomorrow at noon", "2026-11-19T12 2026-11-19 12:00:00")]
    [InlineData("mañana a las 5 de la tarde", "2026-11-19T17 2026-11-19 17:00:00")]
    [InlineData("5 de la tarde del sábado 28", "2026-11-28T17 2026-11-28 17:00:00")]
    [InlineData("el martes 24 a las 18:00", "2026-11-24T18 2026-11-24 18:00:00")]
    [InlineData("2028-11-07T17:30", "2028-11-07T17:30 2028-11-07 17:30:00")]
    [InlineData("Nov 7th, 2028 at 5:30pm", "2028-11-07T17:30 2028-11-07 17:30:00")]
    [InlineData("tomorrow morning at 10", "2026-11-19T10 2026-11-19 10:00:00")]
    [InlineData("I can do Saturday the 21st, maybe around 5pm", "2026-11-21T17 2026-11-21 17:00:00")]
    [InlineData("tomorrow at 5", "2026-11-19T05 2026-11-19 05:00:00 | 2026-11-19T17 2026-11-19 17:00:00")]
    [InlineData("Saturday at 5", "XXXX-WXX-6T05 2026-11-14 05:00:00 | XXXX-WXX-6T05 2026-11-21 05:00:00 | XXXX-WXX-6T17 2026-11-14 17:00:00 | XXXX-WXX-6T17 2026-11-21 17:00:00")]
    public void DayAndTime_Together_AreOneMoment(string text, string expected) => Check(text, "en-us", expected);

    [Theory]
    [InlineData("in the morning", "TMO 08:00:00..12:00:00")]
    [InlineData("por la mañana", "TMO 08:00:00..12:00:00")]
    [InlineData("por la tarde", "TAF 12:00:00..16:00:00")]
    [InlineData("tonight", "2026-11-18TNI 2026-11-18 20:00:00..2026-11-18 23:59:59")]
    [InlineData("esta noche", "2026-11-18TNI 2026-11-18 20:00:00..2026-11-18 23:59:59")]
    [InlineData("mañana por la mañana", "2026-11-19TMO 2026-11-19 08:00:00..2026-11-19 12:00:00")]
    [InlineData("Saturday morning", "XXXX-WXX-6TMO 2026-11-14 08:00:00..2026-11-14 12:00:00 | XXXX-WXX-6TMO 2026-11-21 08:00:00..2026-11-21 12:00:00")]
    [InlineData("sábado por la mañana", "XXXX-WXX-6TMO 2026-11-14 08:00:00..2026-11-14 12:00:00 | XXXX-WXX-6TMO 2026-11-21 08:00:00..2026-11-21 12:00:00")]
    [InlineData("from 3 to 5", "(T03,T05,PT2H) 03:00:00..05:00:00 | (T15,T17,PT2H) 15:00:00..17:00:00")]
    [InlineData("de 3 a 5", "(T03,T05,PT2H) 03:00:00..05:00:00 | (T15,T17,PT2H) 15:00:00..17:00:00")]
    [InlineData("de las 3 a las 5 de la tarde", "(T15,T17,PT2H) 15:00:00..17:00:00")]
    [InlineData("3-5pm", "(T15,T17,PT2H) 15:00:00..17:00:00")]
    [InlineData("9am to 5", "(T09,T17,PT8H) 09:00:00..17:00:00")]
    [InlineData("from 9 to 5", "(T09,T17,PT8H) 09:00:00..17:00:00")]
    [InlineData("10:30 to 11:45", "(T10:30,T11:45,PT1H15M) 10:30:00..11:45:00 | (T22:30,T23:45,PT1H15M) 22:30:00..23:45:00")]
    [InlineData("tomorrow from 3 to 5pm", "(2026-11-19T15,2026-11-19T17,PT2H) 2026-11-19 15:00:00..2026-11-19 17:00:00")]
    [InlineData("mañana de 3 a 5 de la tarde", "(2026-11-19T15,2026-11-19T17,PT2H) 2026-11-19 15:00:00..2026-11-19 17:00:00")]
    [InlineData("entre las 2 y las 4 de la tarde del 20 de diciembre de 2026", "(2026-12-20T14,2026-12-20T16,PT2H) 2026-12-20 14:00:00..2026-12-20 16:00:00")]
    [InlineData("today 10pm to 2am", "(2026-11-18T22,2026-11-18T02,PT4H) 2026-11-18 22:00:00..2026-11-19 02:00:00")]
    public void Hours_WithinADay_AreAStretch(string text, string expected) => Check(text, "en-us", expected);

    [Theory]
    [InlineData("this weekend", "2026-W47-WE 2026-11-21..2026-11-23")]
    [InlineData("el próximo fin de semana", "2026-W47-WE 2026-11-21..2026-11-23")]
    [InlineData("next weekend", "2026-W48-WE 2026-11-28..2026-11-30")]
    [InlineData("next week", "2026-W48 2026-11-23..2026-11-30")]
    [InlineData("la semana que viene", "2026-W48 2026-11-23..2026-11-30")]
    [InlineData("this month", "2026-11 2026-11-01..2026-12-01")]
    [InlineData("el próximo mes", "2026-12 2026-12-01..2027-01-01")]
    [InlineData("next year", "2027 2027-01-01..2028-01-01")]
    [InlineData("November 2028", "2028-11 2028-11-01..2028-12-01")]
    [InlineData("en diciembre", "XXXX-12 2025-12-01..2026-01-01 | XXXX-12 2026-12-01..2027-01-01")]
    [InlineData("from Nov 3 to Nov 5", "(XXXX-11-03,XXXX-11-05,P2D) 2026-11-03..2026-11-05 | (XXXX-11-03,XXXX-11-05,P2D) 2027-11-03..2027-11-05")]
    [InlineData("Nov 3-5", "(XXXX-11-03,XXXX-11-05,P2D) 2026-11-03..2026-11-05 | (XXXX-11-03,XXXX-11-05,P2D) 2027-11-03..2027-11-05")]
    [InlineData("del 3 al 5 de noviembre", "(XXXX-11-03,XXXX-11-05,P2D) 2026-11-03..2026-11-05 | (XXXX-11-03,XXXX-11-05,P2D) 2027-11-03..2027-11-05")]
    [InlineData("Dec 30 to Jan 2", "(XXXX-12-30,XXXX-01-02,P3D) 2025-12-30..2026-01-02 | (XXXX-12-30,XXXX-01-02,P3D) 2026-12-30..2027-01-02")]
    [InlineData("de lunes a viernes", "(XXXX-WXX-1,XXXX-WXX-5,P4D) 2026-11-16..2026-11-20 | (XXXX-WXX-1,XXXX-WXX-5,P4D) 2026-11-23..2026-11-27")]
    [InlineData("Friday to Monday", "(XXXX-WXX-5,XXXX-WXX-1,P3D) 2026-11-13..2026-11-16 | (XXXX-WXX-5,XXXX-WXX-1,P3D) 2026-11-20..2026-11-23")]
    [InlineData("tomorrow 3pm to Friday noon", "(2026-11-19T15,XXXX-WXX-5T12,PT21H) 2026-11-19 15:00:00..2026-11-20 12:00:00")]
    public void Days_Several_AreAStretch(string text, string expected) => Check(text, "en-us", expected);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("banana")]
    [InlineData("good morning")]
    [InlineData("buenas tardes")]
    [InlineData("más tarde")]
    [InlineData("may I come?")]
    [InlineData("June 31")]
    [InlineData("2/30/2027")]
    [InlineData("25:99")]
    [InlineData("I have 3 kids")]
    [InlineData("in 99999999 days")]
    [InlineData("99/99/9999")]
    [InlineData("0000-00-00")]
    public void Text_WithoutTime_GivesNone(string? text) => Assert.Empty(DateTimeRecognizer.Recognize(text, "en-us", Now));

    [Fact]
    public void Greeting_BeforeTime_IsNotRead()
    {
        const string text = "Buenas tardes, el martes";

        var found = Assert.Single(DateTimeRecognizer.Recognize(text, "es-es", Now));

        Assert.Equal("martes", text[found.Start..found.End]);
    }

    [Theory]
    [InlineData("31/12/9999")]
    [InlineData("from 31/12/9999 10pm to 2am")]
    [InlineData("1/1/0001")]
    public void Day_AtTheCalendarsEnd_DoesNotFail(string text) =>
        Assert.All(DateTimeRecognizer.Recognize(text, "es-es", Now), found => Assert.NotEmpty(found.Resolutions));

    private static void Check(string text, string locale, string expected)
    {
        var found = Assert.Single(DateTimeRecognizer.Recognize(text, locale, Now));
        Assert.Equal(expected, string.Join(" | ", found.Resolutions.Select(r => $"{r.Timex} {r.Value ?? $"{r.Start}..{r.End}"}")));
    }
}
