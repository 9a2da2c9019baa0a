using CampaignBot.Core.Campaign;
using CampaignBot.Core.Events;

namespace CampaignBot.Core.Volunteering;

/// <summary>Something volunteers do, with or without shifts: <c>volunteering/{id}.yaml</c>.</summary>
/// <param name="Id">The file's name.</param>
/// <param name="Words">By language, what else people call it ("canvassing"); beside the title.</param>
/// <param name="Shifts">When it is done together; empty where everybody does it in their own time.</param>
public sealed record Work(string Id, LocalizedText Title, IReadOnlyDictionary<string, IReadOnlyList<string>> Words, IReadOnlyList<PlannedShift> Shifts)
{
    public LocalizedText? About { get; init; }

    /// <summary>What to bring.</summary>
    public LocalizedText? Bring { get; init; }

    /// <summary>Where it is done, unless a shift says otherwise.</summary>
    public Venue? Venue { get; init; }

    /// <summary>Its shifts within a span, both ends included, in order.</summary>
    public IEnumerable<Shift> Between(DateOnly from, DateOnly until, TimeZoneInfo zone) =>
        Shifts.SelectMany(s => s.When.Days(from, until).Select(day => s.On(this, day, zone))).OrderBy(s => s.Start).ThenBy(s => s.Id, StringComparer.Ordinal);

    /// <summary>Reads a file of <c>volunteering/</c>; null where it can't be read at all.</summary>
    internal static Work? Read(string yaml, string id, string file, IReadOnlyList<string> languages, ContentProblems problems)
    {
        if (YamlFields.Parse(yaml, file, 0, problems) is not { } fields)
            return null;
        var words = fields.Has("words") ? fields.Mapping("words") : null;
        var shifts = new List<PlannedShift>();
        foreach (var ofShift in fields.Mappings("shifts"))
        {
            var shift = new PlannedShift(Timetable.Read(ofShift), VenueFields.Read(ofShift, languages), ofShift.OptionalNumber("capacity", 1, Occasion.MostPlaces));
            if (shifts.Exists(s => s.MayMeet(shift)))
                ofShift.Error("from", "Another shift of this work begins at the same time on such a day.");
            shifts.Add(shift);
        }
        var work = new Work(id, fields.Localized("title", languages), languages.ToDictionary(l => l, l => words?.Texts(l) ?? [], StringComparer.Ordinal), shifts)
        {
            About = fields.OptionalLocalized("about", languages),
            Bring = fields.OptionalLocalized("bring", languages),
            Venue = VenueFields.Read(fields, languages),
        };
        fields.RefuseUnknown();
        return work;
    }
}
