using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Events;
using CampaignBot.Core.People;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Tests.Support;
using CampaignBot.Training;

namespace CampaignBot.Tests.Training.Importing;

public sealed class PeopleImportTests : IAsyncLifetime
{
    private const string Page = """
        {
          "total_pages": 2, "page": 1,
          "_links": { "osdi:people": [ { "href": "https://osdi.example/1" } ] },
          "_embedded": {
            "osdi:people": [
              {
                "identifiers": ["van:1", "foreign:1"], "given_name": "Ana", "family_name": "Reyes", "modified_date": "2026-03-01T10:00:00Z",
                "preferred_language": "es-mx", "languages_spoken": ["es", "en-us"], "party_identification": "None", "ethnicities": ["x"],
                "birthdate": { "year": 1980, "month": 2, "day": 29 },
                "email_addresses": [ { "address": "second@a.example", "status": "bouncing" }, { "primary": true, "address": "Ana.Reyes@A.example", "status": "unsubscribed" } ],
                "phone_numbers": [ { "primary": true, "number": "1 (503) 555-0142", "sms_capable": true, "do_not_call": true }, { "number": "12" } ],
                "postal_addresses": [ { "primary": true, "address_type": "Work", "locality": "Elsewhere" }, { "address_type": "Home", "address_lines": ["12 Mill St", "Apt 3"], "locality": "Alder Falls", "region": "WK", "postal_code": "98701-1234", "country": "us" } ]
              },
              // (shortened)
              { "identifiers": ["van:2"], "given_name": "Luis", "email_addresses": [ { "address": "luis@a.example", "status": "subscribed" } ] },
              { "given_name": "Nobody" },
              { "foo": 1 },
            ]
          }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("campaignbot-test-").FullName;
    private readonly FixedClock _clock = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private SqliteDocumentStore _store = null!;

    public Task InitializeAsync()
    {
        _store = new SqliteDocumentStore(new SqliteOptions { Path = Path.Combine(_folder, "store", "test.db") }, new DocumentKinds(Person.Kind, CampaignEvent.Kind, ConsentLedger.Kind), _clock);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Page_OfPeople_IsTakenNormalised()
    {
        var report = await ImportAsync("page.json", Page);
        Assert.Equal((2, 2), (report.Count(ImportOutcome.Taken), report.Count(ImportOutcome.Refused)));
        Assert.Equal([16, 17], report.Items.Where(i => i.Outcome == ImportOutcome.Refused).Select(i => i.Line).Order());
        Assert.Contains(report.Items, i => i.Line == 6 && i.Note!.Contains("a phone number that isn't one", StringComparison.Ordinal));

        var ana = (await PeopleAsync()).Single(p => p.GivenName == "Ana");
        Assert.Equal(["van:1", "foreign:1"], ana.Identifiers);
        Assert.Equal(("ana.reyes@a.example", "+15035550142", "98701", "es-MX"), (ana.Email, ana.Phone, ana.Zip, ana.Language));
        Assert.Equal(["es", "en-US"], ana.Languages);
        Assert.Equal(new DateOnly(1980, 2, 29), ana.BirthDate);
        Assert.Equal(["12 Mill St", "Apt 3"], ana.Home!.Lines);
        Assert.Equal((true, true), (ana.Phones[0].CanText, ana.Phones[0].IsOptedOut));
    }

    [Fact]
    public async Task List_OfSubscribers_OptsNobodyInAndWhoUnsubscribedOut()
    {
        await ImportAsync("page.json", Page);
        var consent = new ConsentLedger(_store, TimeProvider.System);
        var optOut = await consent.LatestAsync("email", "ana.reyes@a.example");
        Assert.Equal((ConsentAct.OptOut, "import"), (optOut!.Act, optOut.Source));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), optOut.At);
        Assert.Equal(ConsentAct.OptOut, (await consent.LatestAsync("sms", "+15035550142"))!.Act);
        Assert.Null(await consent.LatestAsync("email", "luis@a.example"));
        Assert.False(await consent.MayReachOutAsync("email", "luis@a.example"));
        Assert.Equal("subscribed", (await PeopleAsync()).Single(p => p.GivenName == "Luis").Emails[0].Status);
    }

    [Fact]
    public async Task OptIn_SinceTheListWasMade_Stays()
    {
        await ImportAsync("page.json", Page);
        var consent = new ConsentLedger(_store, TimeProvider.System);
        await consent.AddAsync("email", "ana.reyes@a.example", "act", new ConsentRecord(ConsentAct.OptIn, _clock.GetUtcNow(), null, "web", "Shown", "es"));
        await ImportAsync("page.json", Page.Replace("Reyes\"", "Reyes Paz\"", StringComparison.Ordinal));
        Assert.True(await consent.MayReachOutAsync("email", "ana.reyes@a.example"));
        await ImportAsync("page.json", Page.Replace("subscribed\" } ] },", "unsubscribed\" } ] },", StringComparison.Ordinal));
        Assert.Equal(ConsentAct.OptOut, (await consent.LatestAsync("email", "luis@a.example"))!.Act);
    }

    [Fact]
    public async Task Import_Again_ChangesNothingAndLaterBringsUpToDate()
    {
        await ImportAsync("page.json", Page);
        var before = await VersionsAsync();
        var again = await ImportAsync("page.json", Page);
        Assert.Equal((0, 0, 2), (again.Count(ImportOutcome.Taken), again.Count(ImportOutcome.Changed), again.Count(ImportOutcome.Unchanged)));
        Assert.Equal(before, await VersionsAsync());

        var later = await ImportAsync("page.json", Page.Replace("\"Luis\"", "\"Luis Miguel\"", StringComparison.Ordinal));
        Assert.Equal((0, 1, 1), (later.Count(ImportOutcome.Taken), later.Count(ImportOutcome.Changed), later.Count(ImportOutcome.Unchanged)));
    }

    [Fact]
    public async Task DryRun_WritesNothing()
    {
        var report = await ImportAsync("page.json", Page, dryRun: true);
        Assert.Equal(2, report.Count(ImportOutcome.Taken));
        Assert.Empty(await PeopleAsync());
        Assert.Null(await new ConsentLedger(_store, TimeProvider.System).LatestAsync("sms", "+15035550142"));
    }

    [Fact]
    public async Task Report_OfAnything_NamesNobody()
    {
        var reports = new[] { await ImportAsync("page.json", Page), await ImportAsync("page.csv", "first,last,email,phone\nAna,Reyes,not-an-email,503\nAna,Reyes,ana.reyes@a.example,\nAna,,ANA.REYES@a.example,\n") };
        var told = string.Join('\n', reports.SelectMany(r => r.Items).Select(i => $"{i.Target} {i.Note}"));
        Assert.Contains("the same person as 3", told, StringComparison.Ordinal);
        foreach (var personal in new[] { "Ana", "Reyes", "Luis", "a.example", "555", "not-an-email", "Mill" })
            Assert.DoesNotContain(personal, told, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("""{ "given_name": "Ana", "email_addresses": [ { "address": "ana@a.example" } ] }""", null)]
    [InlineData("""[ { "given_name": "Ana", "email_addresses": [ { "address": "ana@a.example" } ] } ]""", null)]
    [InlineData("""{ "person": { "family_name": "Reyes", "email_addresses": [ { "address": "ana@a.example" } ] }, "add_tags": ["volunteer"] }""", "volunteer")]
    public async Task Resource_AloneInAnArrayOrPosted_IsTaken(string json, string? tag)
    {
        Assert.Equal(1, (await ImportAsync("one.json", json)).Count(ImportOutcome.Taken));
        Assert.Equal(tag, Assert.Single(await PeopleAsync()).Tags.SingleOrDefault());
    }

    [Fact]
    public async Task Folder_OfPages_IsTakenWhole()
    {
        var pages = Directory.CreateDirectory(Path.Combine(_folder, "pages")).FullName;
        for (var i = 0; i < 3; i++)
            await File.WriteAllTextAsync(Path.Combine(pages, $"page{i}.json"), $$"""{ "_embedded": { "osdi:people": [ { "identifiers": ["van:{{i}}"], "given_name": "P" } ], "osdi:events": [] } }""");
        Assert.True(PeopleImport.RecognisesFolder(pages));
        Assert.Equal(3, (await RunAsync(pages)).Count(ImportOutcome.Taken));
    }

    [Theory]
    [InlineData("{ \"given_name\": \n \"Ana\", ", "Line 2")]
    [InlineData("\"text\"", "Line 1")]
    public async Task Json_ThatIsBroken_IsRefusedWithItsLine(string json, string said) =>
        Assert.Contains(said, (await Assert.ThrowsAsync<InvalidDataException>(() => ImportAsync("x.json", json))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Json_NestedDeep_IsRefused() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => ImportAsync("x.json", new string('[', 100_000)));

    [Fact]
    public async Task Table_OfPeople_IsReadByItsColumns()
    {
        var report = await ImportAsync("people.csv", """
            Household ID,Apellido,Nombre,YoB,MoB,DoB,Dirección,Ciudad,Estado,Código postal,Correo electrónico,Teléfono,Email status,Tags,VANID,Idioma
            7,"Núñez, viuda de Paz",Inés,1976,2,3,401 I St. SW,Alder Falls,WK,98701,INES@a.example,503-555-0142,unsubscribed,door|phone,55,ES
            7,Paz,Juan,1976,2,31,,,,,,,,,,
            """);
        Assert.Equal((1, 1), (report.Count(ImportOutcome.Taken), report.Count(ImportOutcome.Refused)));
        Assert.Contains(report.Items, i => i.Note!.Contains("householdid", StringComparison.Ordinal));
        var person = Assert.Single(await PeopleAsync());
        Assert.Equal(("Inés", "Núñez, viuda de Paz", "ines@a.example", "+15035550142", "es"), (person.GivenName, person.FamilyName, person.Email, person.Phone, person.Language));
        Assert.Equal(["vanid:55"], person.Identifiers);
        Assert.Equal(["door", "phone"], person.Tags);
        Assert.Equal(new DateOnly(1976, 2, 3), person.BirthDate);
        Assert.Equal(ConsentAct.OptOut, (await new ConsentLedger(_store, TimeProvider.System).LatestAsync("email", "ines@a.example"))!.Act);
    }

    [Fact]
    public async Task Events_OfAPage_AreTakenWithTheirZones()
    {
        const string Events = """
            { "_embedded": { "osdi:events": [
              { "identifiers": ["van:9"], "title": "Town hall", "description": "<p>Come <b>along</b>!</p><script>alert(1)</script>", "start_date": "2028-09-14T18:30:00", "end_date": "2028-09-15T04:00:00Z",
                "timezone_identifier": "America/Los_Angeles", "browser_url": "https://events.example/1", "status": "tentative", "capacity": 80, "total_accepted": 14, "visibility": "private",
                "location": { "venue": "Library", "address_lines": ["12 Library Lane"], "locality": "Alder Falls", "region": "WK", "postal_code": "98701", "location": { "latitude": 45.1, "longitude": -120.5 }, "public": false } },
              { "title": "River day", "all_day_date": "2028-06-03", "browser_url": "javascript:alert(1)" },
              { "identifiers": ["van:10"], "title": "No time" },
              { "identifiers": ["van:11"], "start_date": "2028-09-14T18:30:00Z", "name": "Ends first", "end_date": "2028-09-14T18:00:00Z" }
            ] } }
            """;
        var report = await ImportAsync("events.json", Events);
        Assert.Equal((2, 2), (report.Count(ImportOutcome.Taken), report.Count(ImportOutcome.Refused)));
        Assert.Equal([6, 7], report.Items.Select(i => i.Line));

        var events = new List<CampaignEvent>();
        await foreach (var (campaignEvent, _) in new EventCalendar(_store).AllAsync())
            events.Add(campaignEvent);
        Assert.Equal(["River day", "Town hall"], events.Select(e => e.Title));
        var hall = events[1];
        Assert.Equal(new DateTimeOffset(2028, 9, 15, 1, 30, 0, TimeSpan.Zero), hall.Start);
        Assert.Equal(("America/Los_Angeles", EventStatus.Tentative, 80, 14, "98701", false), (hall.TimeZone, hall.Status, hall.Capacity, hall.Accepted, hall.Zip, hall.IsPublic));
        Assert.Equal("Come **along**!", hall.Description);
        Assert.Equal("https://events.example/1", hall.Link!.ToString());
        Assert.False(hall.Place!.IsPublic);
        Assert.True(events[0].IsAllDay);
        Assert.Null(events[0].Link);

        var again = await ImportAsync("events.json", Events);
        Assert.Equal((0, 0, 2), (again.Count(ImportOutcome.Taken), again.Count(ImportOutcome.Changed), again.Count(ImportOutcome.Unchanged)));
        Assert.Equal(1, (await ImportAsync("events.json", Events.Replace("tentative", "cancelled", StringComparison.Ordinal))).Count(ImportOutcome.Changed));
    }

    private async Task<ImportReport> ImportAsync(string name, string text, bool dryRun = false)
    {
        var file = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(file, text);
        return await RunAsync(file, dryRun);
    }

    private async Task<ImportReport> RunAsync(string source, bool dryRun = false)
    {
        var report = new ImportReport();
        await new PeopleImport(_store, _clock, dryRun).RunAsync(source, null, report, CancellationToken.None);
        return report;
    }

    private async Task<List<Person>> PeopleAsync()
    {
        var people = new List<Person>();
        await foreach (var (person, _) in new PersonDirectory(_store).AllAsync())
            people.Add(person);
        return people;
    }

    private async Task<List<string>> VersionsAsync()
    {
        var versions = new List<string>();
        await foreach (var (person, etag) in new PersonDirectory(_store).AllAsync())
            versions.Add(person.Id + etag);
        foreach (var document in (await _store.QueryAsync(new DocumentQuery(ConsentLedger.Kind.Name))).Documents)
            versions.Add(document.Key.Id + document.ETag);
        return versions;
    }
}
