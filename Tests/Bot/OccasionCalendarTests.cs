using System.Net;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot;

public sealed class OccasionCalendarTests
{
    [Fact]
    public async Task CalendarFile_OfAnEventOrShift_IsGivenInTheLanguageAskedForAndOfNothingElse()
    {
        await using var program = await BotProgram.StartAsync();

        var town = await program.Http.GetAsync(new Uri(program.Address, "calendar/event.town-hall.ics?language=es"));
        var shift = await program.Http.GetStringAsync(new Uri(program.Address, "calendar/shift.doors.2027-06-05.1000.ics"));
        var none = await program.Http.GetAsync(new Uri(program.Address, "calendar/event.nothing.ics"));

        Assert.Equal("text/calendar", town.Content.Headers.ContentType!.MediaType);
        var text = await town.Content.ReadAsStringAsync();
        Assert.Contains("SUMMARY:Asamblea pública\r\n", text, StringComparison.Ordinal);
        Assert.Contains("DTSTART:20280915T013000Z\r\nDTEND:20280915T033000Z\r\n", text, StringComparison.Ordinal);
        Assert.Contains("LOCATION:Biblioteca de Alder Falls\\, 12 Library Lane\\, Alder Falls 98701\r\n", text, StringComparison.Ordinal);
        Assert.Contains("DTSTART:20270605T170000Z\r\n", shift, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }
}
