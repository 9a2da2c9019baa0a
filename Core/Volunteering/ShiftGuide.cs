using System.Globalization;
using CampaignBot.Core.Campaign;

namespace CampaignBot.Core.Volunteering;

/// <summary>The shifts of a campaign's works.</summary>
public sealed class ShiftGuide(CampaignContent content, TimeProvider clock)
{
    /// <summary>How many days ahead shifts are offered.</summary>
    public const int DaysAhead = 28;

    private TimeZoneInfo Zone => content.Profile.TimeZone;

    /// <summary>The works, in the order of their ids.</summary>
    public IReadOnlyList<Work> Works => content.Works;

    /// <summary>The shifts of the coming days that aren't over, those that were cancelled too, in the order of their starts.</summary>
    /// <param name="workId">Of this work alone; null for all.</param>
    public IReadOnlyList<Shift> Upcoming(string? workId = null)
    {
        var (now, today) = (clock.GetUtcNow(), content.Profile.Today(clock));
        return [.. content.Works.Where(w => workId is null || w.Id == workId)
            .SelectMany(w => w.Between(today, today.AddDays(DaysAhead), Zone))
            .Where(s => !s.IsOver(now))
            .OrderBy(s => s.Start).ThenBy(s => s.Id, StringComparer.Ordinal)];
    }

    /// <summary>The shift of an id, past ones too; null where the content has none.</summary>
    public Shift? Find(string id) =>
        id.Split('.') is ["shift", var work, var text, _] && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? content.Works.FirstOrDefault(w => w.Id == work)?.Between(day, day, Zone).FirstOrDefault(s => s.Id == id)
            : null;
}
