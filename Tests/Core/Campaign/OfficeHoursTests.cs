using System.Globalization;
using CampaignBot.Core.Campaign;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Core.Campaign;

public sealed class OfficeHoursTests
{
    [Theory]
    [InlineData("2026-11-23 09:00", "open until 18:00")]
    [InlineData("2026-11-23 17:59", "open until 18:00")]
    [InlineData("2026-11-23 18:00", "opens 2026-11-24 09:00")]
    [InlineData("2026-11-23 07:30", "opens 2026-11-23 09:00")]
    [InlineData("2026-11-21 14:00", "opens 2026-11-23 09:00")]
    [InlineData("2026-11-22 12:00", "opens 2026-11-23 09:00")]
    [InlineData("2026-11-25 18:30", "opens 2026-11-27 09:00")]
    [InlineData("2026-11-26 10:00", "opens 2026-11-27 09:00")]
    public async Task Office_AtATime_IsOpenOrTellsWhenItOpens(string local, string expected)
    {
        var hours = (await SampleContent.Loaded).Profile.Office.Open!;

        var state = hours.At(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));

        Assert.Equal(expected, state switch
        {
            OfficeState.Open open => string.Create(CultureInfo.InvariantCulture, $"open until {open.Until:HH:mm}"),
            OfficeState.Closed closed => string.Create(CultureInfo.InvariantCulture, $"opens {closed.Day:yyyy-MM-dd} {closed.From:HH:mm}"),
            _ => "closed for long",
        });
    }

    [Theory]
    [InlineData("to: 18:00", "to: 08:00", "must be after")]
    [InlineData("saturday]", "caturday]", "not a weekday")]
    [InlineData("saturday]", "friday]", "overlaps")]
    [InlineData("closed: [2026-11-26", "closed: [26-11-2026", "not a date")]
    [InlineData("    weekly:", "    weakly:", "needs at least one stretch")]
    public async Task Hours_WronglyWritten_AreReportedWithFileAndLine(string right, string wrong, string problem)
    {
        var folder = Directory.CreateTempSubdirectory("office-hours");
        try
        {
            SampleContent.CopyTo(folder);
            var file = Path.Combine(folder.FullName, "campaign.yaml");
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(right, wrong, StringComparison.Ordinal));

            var (_, problems) = await CampaignContent.CheckAsync(folder.FullName, TimeProvider.System);

            Assert.Contains(problems, p => p.ToString().Contains(problem, StringComparison.Ordinal) && p.ToString().Contains("campaign.yaml:", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
