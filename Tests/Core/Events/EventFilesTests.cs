using CampaignBot.Core.Campaign;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Core.Events;

/// <summary>What a check tells of the files in <c>events/</c> and <c>volunteering/</c>.</summary>
public sealed class EventFilesTests : IDisposable
{
    private const string Event =
        """
        title:
          en: Picnic
          es: Día de campo
        every: sunday
        until: 2027-06-27
        except: [2027-06-06]
        from: 10:00
        to: 12:00
        place:
          name: {en: The park, es: El parque}
          address: 1 Park Road
          zip: "98701"
          latitude: 46.2
          longitude: -119.1
        capacity: 20
        """;

    private const string Work =
        """
        title: {en: Bake, es: Hornear}
        words:
          en: [baking]
          es: [hacer pan]
        shifts:
          - every: friday
            from: 10:00
            until: 2027-06-25
          - date: 2026-12-04
            from: 12:00
        """;

    private static readonly TimeProvider Clock = new FixedClock(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("content-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("", "", 0, "")]
    [InlineData("  es: Día de campo", "  e: Día de campo", 3, "`title.e` is not known here. Did you mean `title.es`?|`title.e` is not known here. Did you mean `en`?")]
    [InlineData("every: sunday", "every: sonday", 4, "'sonday' is not a weekday such as saturday")]
    [InlineData("every: sunday", "date: 2027-06-27", 5, "`until` belongs to what is `every` week")]
    [InlineData("every: sunday", "every: sunday\ndate: 2027-06-27", 5, "Either `date` (once) or `every` (each week), not both")]
    [InlineData("until: 2027-06-27", "# for ever", 4, "`until` is missing")]
    [InlineData("until: 2027-06-27", "until: 2027-06-27\nfirst: 2027-07-01", 5, "`until` must not be before `first`")]
    [InlineData("except: [2027-06-06]", "except: [2027-06-06, 2027-06-07]", 6, "it isn't on 2027-06-07 anyway")]
    [InlineData("except: [2027-06-06]", "except: [june]", 6, "'june' is not a date like 2026-11-22")]
    [InlineData("except: [2027-06-06]", "cancelled: [2027-06-07]", 6, "it isn't on 2027-06-07 anyway")]
    [InlineData("from: 10:00", "from: 10am", 7, "'10am' is not a time like 18:30")]
    [InlineData("from: 10:00", "# at noon", 1, "`from` is missing")]
    [InlineData("to: 12:00", "to: 9:00", 8, "`to` must be after `from`")]
    [InlineData("  zip: \"98701\"", "  zip: 9870", 12, "'9870' is not a ZIP code")]
    [InlineData("  latitude: 46.2", "  latitude: 146.2", 13, "'146.2' is not a number from -90 to 90")]
    [InlineData("  latitude: 46.2", "# somewhere", 14, "needs both `latitude` and `longitude`")]
    [InlineData("  address: 1 Park Road", "# somewhere", 10, "`place` needs an `address`")]
    [InlineData("capacity: 20", "capacity: lots", 15, "'lots' is not a number from 1 to 2000")]
    [InlineData("capacity: 20", "link: http://picnic.example", 15, "is not a safe link")]
    public async Task Check_OfAnEvent_NamesFileAndLine(string good, string bad, int line, string message) =>
        await CheckAsync("events/picnic.yaml", good.Length == 0 ? Event : Event.Replace(good, bad, StringComparison.Ordinal), line, message);

    [Theory]
    [InlineData("", "", 0, "")]
    [InlineData("  en: [baking]", "  en: baking", 3, "`words.en` must be a list")]
    [InlineData("    from: 12:00", "    from: 10:00", 10, "Another shift of this work begins at the same time")]
    [InlineData("  - date: 2026-12-04", "  - 2026-12-04\n  - date: 2026-12-04", 9, "`shifts` must list mappings")]
    [InlineData("  - date: 2026-12-04", "  - data: 2026-12-04", 9, "`shifts.data` is not known here. Did you mean `date`?")]
    public async Task Check_OfAWork_NamesFileAndLine(string good, string bad, int line, string message) =>
        await CheckAsync("volunteering/bake.yaml", good.Length == 0 ? Work : Work.Replace(good, bad, StringComparison.Ordinal), line, message);

    [Theory]
    [InlineData("events/Big Picnic.yaml")]
    [InlineData("volunteering/old/bake.yaml")]
    public async Task Check_OfANameThatCannotBePartOfAnId_IsAnError(string file) =>
        await CheckAsync(file, file.StartsWith('e') ? Event : Work, 0, "its name be of small letters");

    private async Task CheckAsync(string file, string yaml, int line, string message)
    {
        SampleContent.CopyTo(_folder);
        var path = Path.Combine(_folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, yaml);

        var (_, problems) = await CampaignContent.CheckAsync(_folder.FullName, Clock);

        if (message.Length == 0)
            Assert.Empty(problems);
        else
            Assert.Contains(problems, p => p.File.EndsWith(file, StringComparison.Ordinal) && p.Line == line && message.Split('|').Any(m => p.Message.Contains(m, StringComparison.Ordinal)) && !p.IsWarning);
    }
}
