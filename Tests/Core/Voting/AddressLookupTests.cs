using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Core.Voting;
using CampaignBot.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace CampaignBot.Tests.Core.Voting;

public sealed class AddressLookupTests
{
    private static readonly DateTimeOffset Autumn = new(2028, 10, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<Task<IReadOnlyList<VotingFeed>>> Sample = new(() => VotingFolder.LoadAsync(SampleContent.Folder));

    [Theory]
    [InlineData("12", "Mill St", "Alder Falls", "98701", "Downtown")]
    [InlineData("12", "MILL STREET", null, "98701", "Downtown")]
    [InlineData("12", "Mill St", "Greater Alder", "98701", "Downtown")]
    [InlineData("501", "Mill St", "Alder Falls", null, "Downtown")]
    [InlineData("502", "Mill St", "alder falls", null, "College")]
    [InlineData("250", "river road", "Alder Falls", "98701-4321", "Downtown")]
    [InlineData("300", "River Rd", null, "98702", "Northside")]
    [InlineData("17", "N. Oak St.", "Alder Falls", null, "Northside")]
    [InlineData("17", "North Oak Street", "Alder Falls", null, "Northside")]
    [InlineData("17", "South Oak Street", "Alder Falls", null, "Downtown")]
    [InlineData("17", "Oak Avenue", "Alder Falls", null, "College")]
    [InlineData("900", "North Hill Road", "Alder Falls", null, "Northside")]
    [InlineData("33", "First Street", "Alder Falls", null, "Downtown")]
    [InlineData("33", "2nd St", "Alder Falls", null, "College")]
    [InlineData("9", "College Dr", "Alder Falls", null, "College")]
    [InlineData("9", "Nowhere Particular Rd", "Cedar Grove", null, "Cedar Grove")]
    [InlineData(null, "Any Rd", "Upper Alder", null, "Upper Alder")]
    public async Task Address_WrittenAnyWay_IsFound(string? house, string street, string? city, string? zip, string precinct)
    {
        var found = Assert.IsType<VotingLookup.Found>(await FindAsync(new PostalAddress(House: house, Street: street, City: city, Zip: zip)));
        Assert.Equal(precinct, found.Precinct.Name);
        Assert.False(found.IsFilledIn);
    }

    [Fact]
    public async Task Found_OfTheSample_HasPlacesHoursAndBallot()
    {
        var found = Assert.IsType<VotingLookup.Found>(await FindAsync(new PostalAddress("12", Street: "Mill", Suffix: "St", Zip: "98701", City: "Alder Falls")));
        Assert.Equal("12 Mill St, Alder Falls 98701", found.Matched);
        Assert.Equal("Alder County Elections", found.Feed.Source.Name);
        Assert.Equal("Mill Street School", Assert.Single(found.Precinct.PollingPlaces).Name);
        Assert.Equal(["Elections office", "Alder Falls Library"], found.Precinct.EarlyVoting.Select(p => p.Name));
        Assert.Equal(5, found.Precinct.DropBoxes.Count());
        Assert.Equal("Measure 4", found.Precinct.Ballot[^1].Name);
        var zone = (await SampleContent.Loaded).Profile.TimeZone;
        var library = found.Precinct.EarlyVoting.Last().Hours!;
        Assert.Equal(["09:00-18:00"], Told(new DateOnly(2028, 11, 4)));
        Assert.Equal(["12:00-17:00"], Told(new DateOnly(2028, 11, 5)));
        Assert.Equal(16, library.Days(new DateOnly(2028, 10, 1), new DateOnly(2028, 11, 30)).Count());
        Assert.StartsWith("https://www.google.com/maps/search/?api=1&query=455%20Mill%20Street", found.Precinct.PollingPlaces.Single().Map.AbsoluteUri, StringComparison.Ordinal);

        IEnumerable<string> Told(DateOnly day) => library.On(day, zone).Select(s => $"{s.From:HH:mm}-{s.Until:HH:mm}");
    }

    [Fact]
    public async Task Precinct_ThatVotesByMail_IsFoundWithItsDropBoxes()
    {
        var found = Assert.IsType<VotingLookup.Found>(await FindAsync(new PostalAddress("4", Street: "Pine Rd", City: "Upper Alder")));
        Assert.True(found.Precinct.IsMailOnly);
        Assert.Empty(found.Precinct.PollingPlaces);
        Assert.NotEmpty(found.Precinct.DropBoxes);
    }

    [Theory]
    [InlineData(null, null, null, "98702", MissingPart.Address)]
    [InlineData(null, null, "Alder Falls", null, MissingPart.Address)]
    [InlineData(null, "Mill St", "Alder Falls", null, MissingPart.HouseNumber)]
    [InlineData("17", "Oak St", "Alder Falls", null, MissingPart.Street)]
    [InlineData("17", "Oak St", null, null, MissingPart.Town)]
    [InlineData("17", "Oak", null, "98702", MissingPart.Street)]
    [InlineData("40", "Foundry Ln", "Alder Falls", "98701", MissingPart.Unit)]
    public async Task Address_ThatSaysTooLittle_IsAskedFor(string? house, string? street, string? city, string? zip, MissingPart ask)
    {
        var ambiguous = Assert.IsType<VotingLookup.Ambiguous>(await FindAsync(new PostalAddress(House: house, Street: street, City: city, Zip: zip)));
        Assert.Equal(ask, ambiguous.Ask);
        Assert.False(ambiguous.IsSuggestion);
        Assert.Contains(ambiguous.Shared, p => p.Name == "Alder Falls Library" && p.IsEarlyVoting);
        Assert.DoesNotContain(ambiguous.Shared, p => p.Kind == PlaceKind.PollingPlace);
    }

    [Fact]
    public async Task Option_ThatIsChosen_LeadsOn()
    {
        var ambiguous = Assert.IsType<VotingLookup.Ambiguous>(await FindAsync(new PostalAddress("17", Street: "Oak", Zip: "98702")));
        Assert.Equal(["N Oak St", "Oak Ave"], ambiguous.Options.Select(o => o.Label));
        var precincts = new List<string>();
        foreach (var option in ambiguous.Options)
            precincts.Add(Assert.IsType<VotingLookup.Found>(await FindAsync(option.Address)).Precinct.Name);
        Assert.Equal(["Northside", "College"], precincts);
    }

    [Theory]
    [InlineData("Apt 3", "Downtown")]
    [InlineData("#7", "College")]
    [InlineData("unit 07", "College")]
    public async Task Unit_TellsPrecinctsApart(string unit, string precinct)
    {
        var found = Assert.IsType<VotingLookup.Found>(await FindAsync(new PostalAddress("40", Street: "Foundry", Suffix: "Ln", City: "Alder Falls", Unit: unit)));
        Assert.Equal(precinct, found.Precinct.Name);
    }

    [Theory]
    [InlineData("33", "Mil St", "Alder Falls", null, "Mill St, Alder Falls 98701")]
    [InlineData("33", "Mill Ave", "Alder Falls", null, "Mill St, Alder Falls 98701")]
    [InlineData("17", "E Oak St", "Alder Falls", "98702", "N Oak St, Alder Falls 98702")]
    [InlineData("33", "Collage Drive", "Alder Falls", null, "College Dr, Alder Falls 98702")]
    [InlineData("33", "2nd St", null, "98702", "2nd St, Alder Falls 98701")]
    [InlineData("33", "Mill St", "Upper Alder", "98701", "Mill St, Alder Falls 98701")]
    [InlineData("33", "Mill St", "Alder Falls", "98702", "Mill St, Alder Falls 98701")]
    public async Task Street_ThatIsNearlyRight_IsSuggestedAndNeverTaken(string house, string street, string? city, string? zip, string suggested)
    {
        var ambiguous = Assert.IsType<VotingLookup.Ambiguous>(await FindAsync(new PostalAddress(House: house, Street: street, City: city, Zip: zip)));
        Assert.True(ambiguous.IsSuggestion);
        Assert.Contains(suggested, ambiguous.Options.Select(o => o.Label));
        Assert.Empty(ambiguous.Shared);
    }

    [Theory]
    [InlineData("33", "Zebra St", "Alder Falls", null, null, NotFoundReason.NoSuchStreet)]
    [InlineData("9000", "Mill St", "Alder Falls", null, null, NotFoundReason.NoSuchNumber)]
    [InlineData("41", "Foundry Ln", "Alder Falls", null, null, NotFoundReason.NoSuchNumber)]
    [InlineData("33", "Mill St", "Alder Falls", "OR", null, NotFoundReason.OutsideTheArea)]
    [InlineData("33", "Mill St", "Springfield", null, null, NotFoundReason.OutsideTheArea)]
    [InlineData("33", "Mill St", null, null, "10001", NotFoundReason.OutsideTheArea)]
    [InlineData(null, null, null, null, "10001", NotFoundReason.OutsideTheArea)]
    public async Task Address_OfNobody_IsNotFoundAndTheOfficeIsNamed(string? house, string? street, string? city, string? state, string? zip, NotFoundReason reason)
    {
        var notFound = Assert.IsType<VotingLookup.NotFound>(await FindAsync(new PostalAddress(House: house, Street: street, City: city, State: state, Zip: zip)));
        Assert.Equal(reason, notFound.Reason);
        Assert.Equal("(555) 555-0199", notFound.Authority!.Departments[0].Contact!.Phones[0]);
    }

    [Fact]
    public async Task Town_LeftOut_IsFilledInOnlyWithAFlag()
    {
        var found = Assert.IsType<VotingLookup.Found>(await FindAsync(new PostalAddress("12", Street: "Courthouse Sq")));
        Assert.True(found.IsFilledIn);
        Assert.Equal("12 Courthouse Sq, Alder Falls 98701", found.Matched);
        Assert.True(Assert.IsType<VotingLookup.Found>(await FindAsync(new PostalAddress("12", Street: "Courthouse", City: "Alder Falls"))).IsFilledIn);
    }

    [Fact]
    public async Task Election_ThatIsOver_IsForTheOffice()
    {
        var feeds = await Sample.Value;
        var zone = (await SampleContent.Loaded).Profile.TimeZone;
        var address = new PostalAddress("12", Street: "Mill St", Zip: "98701");
        // 11 p.m. on election day in Alder Falls, then an hour later.
        var clock = new FixedClock(new DateTimeOffset(2028, 11, 8, 7, 0, 0, TimeSpan.Zero));
        var guide = new VotingGuide(_ => Task.FromResult(feeds), clock, zone);
        Assert.IsType<VotingLookup.Found>(await guide.FindAsync(address));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(OfficeReason.Expired, Assert.IsType<VotingLookup.ElectionOffice>(await guide.FindAsync(address)).Reason);
        var none = new VotingGuide(_ => Task.FromResult<IReadOnlyList<VotingFeed>>([]), clock, zone);
        Assert.Equal(OfficeReason.NoFeed, Assert.IsType<VotingLookup.ElectionOffice>(await none.FindAsync(address)).Reason);
    }

    [Fact]
    public void Segments_ThatContradict_AreForTheOffice()
    {
        var feed = FeedText.Feed(
            FeedText.Segment("p1", "Testville", "StartHouseNumber=1", "EndHouseNumber=99", "StreetName=Oak", "Zip=98701"),
            FeedText.Segment("p2", "Testville", "StartHouseNumber=50", "EndHouseNumber=150", "StreetName=Oak", "Zip=98701"));
        Assert.Equal("One", Found(feed, "49", "Oak"));
        Assert.Equal(OfficeReason.Contradiction, Assert.IsType<VotingLookup.ElectionOffice>(Find(feed, "50", "Oak")).Reason);
    }

    [Fact]
    public void Segments_ThatSayMore_GoFirst()
    {
        var feed = FeedText.Feed(
            FeedText.Segment("p1", "Testville", "IncludesAllAddresses=true", "StreetName=Oak"),
            FeedText.Segment("p2", "Testville", "StartHouseNumber=10", "EndHouseNumber=10", "StreetName=Oak"),
            FeedText.Segment("p1", "Testville", "StartHouseNumber=10", "EndHouseNumber=10", "HouseNumberSuffix=1/2", "StreetName=Oak"),
            FeedText.Segment("p2", "Testville", "StartHouseNumber=20", "EndHouseNumber=20", "HouseNumberPrefix=W5", "StreetName=Oak"),
            FeedText.Segment("p2", "Testville", "StreetName=*"));
        Assert.Equal("One", Found(feed, "9", "Oak"));
        Assert.Equal("Two", Found(feed, "10", "Oak"));
        Assert.Equal("Two", Found(feed, "10B", "Oak"));
        Assert.Equal("One", Found(feed, "10 1/2", "Oak"));
        Assert.Equal("One", Found(feed, "10½", "Oak"));
        Assert.Equal("Two", Found(feed, "W5-20", "Oak"));
        Assert.Equal("Two", Found(feed, "7", "Elm"));
    }

    [Fact]
    public void Street_InManyTowns_IsAskedForItsTownWithoutAList()
    {
        var feed = FeedText.Feed([.. Enumerable.Range(0, 50).Select(i => FeedText.Segment(i % 2 == 0 ? "p1" : "p2", $"Town {i}", "IncludesAllAddresses=true", "StreetName=Maple"))]);
        foreach (var street in new[] { "Maple", "Mapel" })
        {
            var ambiguous = Assert.IsType<VotingLookup.Ambiguous>(new AddressLookup(feed).Find(new PostalAddress("7", Street: street)));
            Assert.Equal(MissingPart.Town, ambiguous.Ask);
            Assert.Empty(ambiguous.Options);
        }
        Assert.Equal("Two", Assert.IsType<VotingLookup.Found>(new AddressLookup(feed).Find(new PostalAddress("7", Street: "Maple", City: "town 7"))).Precinct.Name);
    }

    [Fact]
    public void Precinct_WithoutAPlace_IsForTheOffice()
    {
        var (feed, _) = FeedText.Read(FeedText.With(
            """<Precinct id="p3"><LocalityId>loc</LocalityId><Name>Three</Name></Precinct>""",
            FeedText.Segment("p3", "Testville", "IncludesAllAddresses=true", "StreetName=Oak")));
        Assert.Equal(OfficeReason.NoPlace, Assert.IsType<VotingLookup.ElectionOffice>(Find(feed!, "1", "Oak")).Reason);
    }

    [Theory]
    [InlineData("E Capitol St NE", "", "", "", "East Capitol Street Northeast")]
    [InlineData("Capitol", "E", "St", "NE", "E Capitol St NE")]
    [InlineData("St. James", "", "Pl", "", "Saint James Place")]
    [InlineData("Martin Luther King Jr", "", "Blvd", "", "martin luther king junior boulevard")]
    [InlineData("NORTH", "", "ST", "", "North Street")]
    [InlineData("West End", "N", "Ave", "", "N West End Ave")]
    [InlineData("Calle Niñón", "", "", "", "calle ninon")]
    [InlineData("5TH", "", "AVE", "", "Fifth Avenue")]
    [InlineData("Avenue of the Americas", "", "", "", "Ave. of the Americas")]
    [InlineData("County Road 12", "", "", "", "Co Rd 12")]
    [InlineData("O'Brien", "", "Ct", "", "obrien court")]
    public void Street_InFieldsOrInOne_IsTheSame(string name, string direction, string suffix, string after, string written)
    {
        var fields = new[] { ("StreetName", name), ("StreetDirection", direction), ("StreetSuffix", suffix), ("AddressDirection", after) }
            .Where(f => f.Item2.Length > 0).Select(f => $"{f.Item1}={f.Item2}");
        var feed = FeedText.Feed(FeedText.Segment("p1", "Testville", ["StartHouseNumber=1", "EndHouseNumber=99", .. fields]));
        Assert.Equal("One", Found(feed, "7", written));
    }

    [Theory]
    [InlineData("i live at 12 mill street", "Downtown")]
    [InlineData("502 Mill St., Alder Falls 98701", "College")]
    [InlineData("vivo en 17 north oak st apt 4, Alder Falls", "Northside")]
    [InlineData("900 n hill rd 98702", "Northside")]
    [InlineData("calle mill 12", "Downtown")]
    [InlineData("en la calle mill numero 12, 98701", "Downtown")]
    [InlineData("calle Mill #12, alder falls", "Downtown")]
    [InlineData("17 avenida oak, alder falls", "College")]
    [InlineData("calle segunda 33, alder falls", "College")]
    [InlineData("mill street 12 alder falls", "Downtown")]
    [InlineData("mill st 12, 98701", "Downtown")]
    public async Task Message_AsVotersWriteIt_LeadsToThePrecinct(string message, string precinct)
    {
        var entities = EntityReader.Read(message, "en", Autumn, TimeZoneInfo.Utc);
        var address = entities.Select(e => e.Value).OfType<PostalAddress>().Single();
        Assert.Equal(precinct, Assert.IsType<VotingLookup.Found>(await FindAsync(address)).Precinct.Name);
    }

    [Fact]
    public async Task Street_ThatNobodyLists_IsNeverPutIntoAnotherTown()
    {
        var ambiguous = Assert.IsType<VotingLookup.Ambiguous>(await FindAsync(new PostalAddress("12", Street: "Zebra St")));
        Assert.Equal(MissingPart.Town, ambiguous.Ask);
        Assert.Equal(["Alder Falls", "Cedar Grove", "Upper Alder"], ambiguous.Options.Select(o => o.Label));
        Assert.IsType<VotingLookup.NotFound>(await FindAsync(ambiguous.Options[0].Address));
        Assert.IsType<VotingLookup.NotFound>(await FindAsync(new PostalAddress("12", Street: "Zebra St", Zip: "98701")));
        Assert.True(Assert.IsType<VotingLookup.Ambiguous>(await FindAsync(new PostalAddress("12", Street: "Mil St"))).IsSuggestion);
    }

    [Fact]
    public void Range_WithItsSide_HasExactlyItsNumbers()
    {
        var cases = Gen.Choose(1, 500).SelectMany(from => Gen.Choose(from, from + 60).SelectMany(until => Gen.Choose(1, 600).SelectMany(number =>
            Gen.Elements("odd", "even", "both").Select(side => (from, until, number, side)))));
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var feed = FeedText.Feed(FeedText.Segment("p1", "Testville", $"StartHouseNumber={c.from}", $"EndHouseNumber={c.until}", $"OddEvenBoth={c.side}", "StreetName=Oak"));
            var expected = c.number >= c.from && c.number <= c.until && (c.side == "both" || (c.number % 2 == 1) == (c.side == "odd"));
            return Find(feed, $"{c.number}", "Oak") is VotingLookup.Found == expected;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Anything_AskedFor_GetsAnAnswerThatIsNoGuess()
    {
        var feed = (await Sample.Value)[0];
        var text = ArbMap.Default.GeneratorFor<string?>();
        var part = Gen.OneOf(text, Gen.Elements<string?>("12", "Mill", "Oak", "St", "N", "98701", "Alder Falls", "1/2", "Apt 3", "12-40", null));
        var addresses = part.SelectMany(h => part.SelectMany(s => part.SelectMany(c => part.Select(z => new PostalAddress(House: h, Street: s, City: c, Zip: z, Unit: h)))));
        Prop.ForAll(addresses.ToArbitrary(), a => new AddressLookup(feed).Find(a) is not VotingLookup.Ambiguous { IsSuggestion: true, Options.Count: 0 }).QuickCheckThrowOnFailure();
    }

    private static VotingLookup Find(VotingFeed feed, string house, string street) =>
        new AddressLookup(feed).Find(new PostalAddress(House: house, Street: street, City: "Testville"));

    private static string Found(VotingFeed feed, string house, string street) => Assert.IsType<VotingLookup.Found>(Find(feed, house, street)).Precinct.Name;

    private static async Task<VotingLookup> FindAsync(PostalAddress address)
    {
        var guide = new VotingGuide(_ => Sample.Value, new FixedClock(Autumn), TimeZoneInfo.Utc);
        return await guide.FindAsync(address);
    }
}
