using System.IO.Compression;
using System.Text;
using CampaignBot.Core.Voting;
using CampaignBot.Core.Voting.Feeds;

namespace CampaignBot.Tests.Core.Voting;

public sealed class VipFeedReaderTests
{
    private static readonly string Segment = FeedText.Segment("p1", "Testville", "StartHouseNumber=1", "EndHouseNumber=99", "StreetName=Oak", "StreetSuffix=St", "Zip=98701");

    [Fact]
    public void Feed_Whole_HasEverythingTyped()
    {
        var (feed, problems) = FeedText.Read(FeedText.Of(
            """
            <Source id="src"><DateTime>2028-10-02T09:00:00-05:00</DateTime><Name>Test County</Name><OrganizationUri>https://test.example/</OrganizationUri><VipId>99</VipId></Source>
            <Election id="ele"><Date>2028-11-07</Date><AbsenteeRequestDeadline>2028-10-31</AbsenteeRequestDeadline><HasElectionDayRegistration>true</HasElectionDayRegistration>
              <Name><Text language="en">General</Text><Text language="es-US">Generales</Text></Name><RegistrationDeadline>2028-10-23</RegistrationDeadline><StateId>st</StateId></Election>
            <State id="st"><ElectionAdministrationId>ea</ElectionAdministrationId><Name>Wenatka</Name></State>
            <Locality id="loc"><ElectionAdministrationId>ea</ElectionAdministrationId><Name>Test County</Name><PollingLocationIds>early box</PollingLocationIds><StateId>st</StateId><Type>other</Type><OtherType>canton</OtherType></Locality>
            <ElectionAdministration id="ea">
              <Department><ContactInformation><AddressLine>1 Main St</AddressLine><Name>Office</Name><Phone>555-0100</Phone><Uri>https://office.example/</Uri></ContactInformation>
                <ElectionOfficialPersonId>per</ElectionOfficialPersonId>
                <VoterService><Type>absentee-ballots</Type><ContactInformation><Phone>555-0101</Phone></ContactInformation></VoterService></Department>
              <ElectionNotice><NoticeText><Text language="en">Snow.</Text></NoticeText></ElectionNotice><RegistrationUri>https://register.example/</RegistrationUri></ElectionAdministration>
            <Person id="per"><FirstName>Ada</FirstName><LastName>Reyes</LastName><Title><Text language="en">Clerk</Text></Title></Person>
            <HoursOpen id="h"><Schedule><Hours><StartTime>06:00:00-05:00</StartTime><EndTime>12:00:00-05:00</EndTime></Hours><Hours><StartTime>13:00:00-05:00</StartTime><EndTime>24:00:00-05:00</EndTime></Hours>
              <IsOrByAppointment>true</IsOrByAppointment><StartDate>2028-11-07</StartDate><EndDate>2028-11-07</EndDate></Schedule></HoursOpen>
            <PollingLocation id="place"><AddressStructured><Line1>1 School St</Line1><City>Testville</City><State>WK</State><Zip>987011234</Zip></AddressStructured>
              <Directions><Text language="en">Gym</Text></Directions><HoursOpenId>h</HoursOpenId><LatLng><Latitude>38.5</Latitude><Longitude>-78.5</Longitude></LatLng><Name>School</Name><PhotoUri>https://photo.example/1.jpg</PhotoUri></PollingLocation>
            <PollingLocation id="early"><AddressLine>2 Early St</AddressLine><IsEarlyVoting>true</IsEarlyVoting></PollingLocation>
            <PollingLocation id="box"><AddressLine>3 Box St</AddressLine><IsDropBox>true</IsDropBox><IsEarlyVoting>true</IsEarlyVoting></PollingLocation>
            <Precinct id="p1"><BallotStyleId>bs</BallotStyleId><LocalityId>loc</LocalityId><Name>One</Name><Number>0001</Number><PollingLocationIds>place early</PollingLocationIds><Ward>W</Ward></Precinct>
            <BallotStyle id="bs"><OrderedContestIds>oc1 oc2</OrderedContestIds></BallotStyle>
            <OrderedContest id="oc1"><ContestId>cc</ContestId><OrderedBallotSelectionIds>cs2 cs1</OrderedBallotSelectionIds></OrderedContest>
            <OrderedContest id="oc2"><ContestId>bm</ContestId></OrderedContest>
            <ElectoralDistrict id="ed"><Name>The county</Name><Type>county</Type></ElectoralDistrict>
            <CandidateContest id="cc"><BallotSelectionIds>cs1 cs2</BallotSelectionIds><ElectoralDistrictId>ed</ElectoralDistrictId><Name>President</Name><VotesAllowed>1</VotesAllowed></CandidateContest>
            <CandidateSelection id="cs1"><CandidateIds>c1 c2</CandidateIds></CandidateSelection>
            <CandidateSelection id="cs2"><CandidateIds>c3</CandidateIds></CandidateSelection>
            <Candidate id="c1"><BallotName><Text language="en">Ann</Text></BallotName><PartyId>par</PartyId></Candidate>
            <Candidate id="c2"><BallotName><Text language="en">Ben</Text></BallotName><PartyId>par</PartyId></Candidate>
            <Candidate id="c3"><BallotName><Text language="en">Cy</Text></BallotName><PreElectionStatus>withdrawn</PreElectionStatus></Candidate>
            <Party id="par"><Name><Text language="en">Purple</Text></Name></Party>
            <BallotMeasureContest id="bm"><BallotSelectionIds>y n</BallotSelectionIds><ElectoralDistrictId>ed</ElectoralDistrictId><Name>Measure 4</Name><SummaryText><Text language="en">Shall we?</Text></SummaryText><Type>referendum</Type></BallotMeasureContest>
            <BallotMeasureSelection id="y"><Selection><Text language="en">Yes</Text><Text language="es">Sí</Text></Selection></BallotMeasureSelection>
            <BallotMeasureSelection id="n"><Selection><Text language="en">No</Text></Selection></BallotMeasureSelection>
            """,
            Segment));

        Assert.Empty(problems);
        Assert.NotNull(feed);
        Assert.Equal(new DateTimeOffset(2028, 10, 2, 9, 0, 0, TimeSpan.FromHours(-5)), feed.Source.AsOf);
        Assert.Equal(("Test County", "99", "https://test.example/"), (feed.Source.Name, feed.Source.VipId, feed.Source.Web!.ToString()));
        Assert.Equal(new DateOnly(2028, 11, 7), feed.Election.Date);
        Assert.Equal(new DateOnly(2028, 10, 23), feed.Election.RegistrationDeadline);
        Assert.Equal(("General", "Generales"), (feed.Election.Name!["en"], feed.Election.Name!["es"]));
        Assert.True(feed.HoldsOn(new DateOnly(2028, 11, 7)));
        Assert.False(feed.HoldsOn(new DateOnly(2028, 11, 8)));

        var precinct = Assert.Single(feed.Precincts);
        Assert.Equal(("One", "0001", "W", "canton"), (precinct.Name, precinct.Number, precinct.Ward, precinct.Locality.Type));
        Assert.Equal(["place", "early", "box"], precinct.Places.Select(p => p.Id));
        Assert.Equal([PlaceKind.PollingPlace, PlaceKind.EarlyVoting, PlaceKind.DropBox], precinct.Places.Select(p => p.Kind));
        var place = precinct.PollingPlaces.Single();
        Assert.Equal("1 School St, Testville, WK 987011234", place.Address.ToString());
        Assert.Equal(("98701", "Gym", "38.50000,-78.50000"), (place.Address.Zip, place.Directions!["en"], place.Point!.ToString()));
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        Assert.Equal(
            ["06:00-12:00", "13:00-00:00"],
            place.Hours!.On(new DateOnly(2028, 11, 7), zone).Select(s => $"{s.From:HH:mm}-{s.Until:HH:mm}"));
        Assert.Empty(place.Hours.On(new DateOnly(2028, 11, 8), zone));
        Assert.True(place.Hours.Periods[0].OrByAppointment);

        var department = Assert.Single(precinct.Authority!.Departments);
        Assert.Equal(("Office", "555-0100", "Ada Reyes, Clerk"), (department.Contact!.Name, department.Contact.Phones[0], department.Official));
        Assert.Equal(("absentee-ballots", "555-0101"), (department.Services[0].Type, department.Services[0].Contact!.Phones[0]));
        Assert.Equal("Snow.", precinct.Authority.Notice!["en"]);

        Assert.Equal(["President", "Measure 4"], precinct.Ballot.Select(c => c.Name));
        Assert.Equal(["Cy", "Ann / Ben"], precinct.Ballot[0].Choices.Select(c => c.Text["en"]));
        Assert.Equal([true, false], precinct.Ballot[0].Choices.Select(c => c.HasWithdrawn));
        Assert.Equal("Purple", Assert.Single(precinct.Ballot[0].Choices[1].Parties)["en"]);
        Assert.Equal(("Shall we?", "referendum", "Sí"), (precinct.Ballot[1].Measure!.Summary!["en"], precinct.Ballot[1].Measure!.Type, precinct.Ballot[1].Choices[0].Text["es"]));
    }

    [Theory]
    [InlineData("5.0")]
    [InlineData("5.1.2")]
    [InlineData("5.2")]
    [InlineData("6.0")]
    public void Version_FiveOrSix_IsRead(string version)
    {
        var (feed, _) = FeedText.Read(FeedText.With(Segment).Replace("6.0", version, StringComparison.Ordinal));
        Assert.NotNull(feed);
    }

    [Theory]
    [InlineData("schemaVersion=\"6.0\"", "schemaVersion=\"3.0\"", "'3.0'")]
    [InlineData("schemaVersion=\"6.0\"", "", "missing")]
    [InlineData("VipObject", "vip_object", "VipObject")]
    public void Root_OfAnotherKind_IsRefusedWithItsLine(string from, string to, string said)
    {
        var (feed, problems) = FeedText.Read(FeedText.With(Segment).Replace(from, to, StringComparison.Ordinal));
        Assert.Null(feed);
        var problem = Assert.Single(problems);
        Assert.Equal(1, problem.Line);
        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Location_WithoutAddress_IsIgnoredAndReported()
    {
        var (feed, problems) = FeedText.Read(FeedText.With(Segment).Replace("<AddressLine>1 School St, Testville, WK 98701</AddressLine>", "", StringComparison.Ordinal));
        Assert.Empty(feed!.Precincts[0].Places);
        var problem = Assert.Single(problems);
        Assert.True(problem.IsWarning);
        Assert.Contains("PollingLocation 'pl1' is ignored: it has no address", problem.Message, StringComparison.Ordinal);
        Assert.Equal(6, problem.Line);
    }

    [Fact]
    public void Reference_ToNothing_IsReportedAndTheRestStands()
    {
        var (feed, problems) = FeedText.Read(FeedText.With(
            Segment,
            """<Precinct id="p3"><BallotStyleId>none</BallotStyleId><LocalityId>loc</LocalityId><Name>Three</Name><PollingLocationIds>pl1 gone p1</PollingLocationIds></Precinct>""",
            """<Precinct id="p4"><LocalityId>gone</LocalityId><Name>Four</Name></Precinct>""",
            FeedText.Segment("p4", "Testville", "StartHouseNumber=1", "EndHouseNumber=9", "StreetName=Elm"),
            FeedText.Segment("gone", "Testville", "StartHouseNumber=1", "EndHouseNumber=9", "StreetName=Ash")));
        Assert.NotNull(feed);
        Assert.Equal(["One", "Two", "Three"], feed.Precincts.Select(p => p.Name));
        Assert.Equal("pl1", Assert.Single(feed.Precincts[2].Places).Id);
        Assert.Equal(1, feed.StreetSegments);
        Assert.All(problems, p => Assert.True(p.IsWarning && p.Line > 0));
        Assert.Contains(problems, p => p.Message.Contains("'gone', which is not there", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Message.Contains("'p1', which is a Precinct", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Message.Contains("no usable Precinct 'p4'", StringComparison.Ordinal));
    }

    [Fact]
    public void Id_GivenTwice_CountsTheFirstTime()
    {
        var (feed, problems) = FeedText.Read(FeedText.With(Segment, """<Precinct id="p1"><LocalityId>loc</LocalityId><Name>Impostor</Name></Precinct>"""));
        Assert.Equal(["One", "Two"], feed!.Precincts.Select(p => p.Name));
        Assert.Contains("the id was given on line 8 already", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("StartHouseNumber=9", "EndHouseNumber=1", "StreetName=Oak", "the first is after the last")]
    [InlineData("StartHouseNumber=x", "EndHouseNumber=1", "StreetName=Oak", "house numbers are missing")]
    [InlineData("StartHouseNumber=1", "EndHouseNumber=9", "OddEvenBoth=left", "odd, even or both")]
    [InlineData("StartHouseNumber=1", "EndHouseNumber=9", "Zip=98701", "names no street")]
    public void Segment_ThatSaysTooLittle_IsIgnoredAndReported(string one, string two, string three, string said)
    {
        var fields = three.StartsWith("OddEven", StringComparison.Ordinal) ? new[] { one, two, three, "StreetName=Oak" } : [one, two, three];
        var (feed, problems) = FeedText.Read(FeedText.With(FeedText.Segment("p1", "Testville", fields)));
        Assert.Equal(0, feed!.StreetSegments);
        Assert.Contains(problems, p => p.Message.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void Mistake_MadeManyTimes_IsToldAFewTimesAndCounted()
    {
        var (_, problems) = FeedText.Read(FeedText.With([.. Enumerable.Repeat(FeedText.Segment("p1", "Testville", "StreetName=Oak"), 500)]));
        Assert.InRange(problems.Count, 2, 20);
        Assert.Contains(problems, p => p.Message.StartsWith("There are 490 more", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Source")]
    [InlineData("Election")]
    [InlineData("State")]
    public void Feed_WithoutWhatEveryFeedHas_IsRefused(string element)
    {
        var (feed, problems) = FeedText.Read(FeedText.Of([.. FeedText.Head.Split('\n').Where(l => !l.StartsWith($"<{element} ", StringComparison.Ordinal)), FeedText.Places, Segment]));
        Assert.Null(feed);
        Assert.Contains(problems, p => !p.IsWarning && p.Message.Contains($"no {element} in the feed", StringComparison.Ordinal));
    }

    [Fact]
    public void Doctype_OfAnyKind_IsRefused()
    {
        var bomb = """<?xml version="1.0"?><!DOCTYPE VipObject [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><VipObject schemaVersion="6.0">&b;</VipObject>""";
        var (feed, problems) = FeedText.Read(bomb);
        Assert.Null(feed);
        Assert.Contains("DTD", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_NestedDeep_AreRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000));
        var (feed, problems) = FeedText.Read(FeedText.Of("<Precinct id=\"p\">" + deep));
        Assert.Null(feed);
        Assert.Contains("nested", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Object_OfManyElements_IsRefused()
    {
        var (feed, problems) = FeedText.Read(FeedText.Of("<Precinct id=\"p\">" + string.Concat(Enumerable.Repeat("<a/>", 200_000)) + "</Precinct>"));
        Assert.Null(feed);
        Assert.Contains("elements in it", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Precinct id=\"p\"><Name>", "</Name></Precinct>")]
    [InlineData("<Precinct id=\"", "\"/>")]
    [InlineData("<!-- ", " --><Precinct id=\"p\"/>")]
    public void Text_OfMegabytes_IsRefused(string before, string after)
    {
        var (feed, problems) = FeedText.Read(FeedText.Of(before + new string('a', 3_000_000) + after));
        Assert.Null(feed);
        Assert.Contains("more than 1,048,576 bytes", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_InManyPieces_IsRefused()
    {
        var (feed, problems) = FeedText.Read(FeedText.Of("<Precinct id=\"p\"><Name>" + string.Concat(Enumerable.Repeat("<![CDATA[" + new string('a', 100_000) + "]]>", 20)) + "</Name></Precinct>"));
        Assert.Null(feed);
        Assert.Contains("more than 1,048,576 characters", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Xml_CutOff_IsRefusedWithItsLine()
    {
        var whole = FeedText.With(Segment);
        var (feed, problems) = FeedText.Read(whole[..^40]);
        Assert.Null(feed);
        Assert.True(Assert.Single(problems).Line > 8);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("PK\u0003\u0004 but no archive")]
    public void File_OfAnotherKind_IsRefused(string text)
    {
        var (feed, problems) = FeedText.Read(text);
        Assert.Null(feed);
        Assert.NotEmpty(problems);
    }

    [Fact]
    public void Archive_WithOneFeed_IsRead()
    {
        Assert.NotNull(FeedText.Read(Zip(("notes.txt", "-"u8.ToArray()), ("__MACOSX/._feed.xml", "-"u8.ToArray()), ("folder/feed.xml", Encoding.UTF8.GetBytes(FeedText.With(Segment))))).Feed);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(FeedText.With(Segment)));
        Assert.NotNull(FeedText.Read(packed.ToArray()).Feed);
    }

    [Fact]
    public void Archive_WithoutAFeedOrWithTwo_IsRefused()
    {
        var feed = Encoding.UTF8.GetBytes(FeedText.With(Segment));
        Assert.Contains("2 .xml files", Assert.Single(FeedText.Read(Zip(("a.xml", feed), ("b.xml", feed))).Problems).Message, StringComparison.Ordinal);
        Assert.Contains("0 .xml files", Assert.Single(FeedText.Read(Zip(("a.txt", feed))).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Archive_ThatUnpacksWithoutEnd_IsRefused()
    {
        var start = Encoding.UTF8.GetBytes("<VipObject schemaVersion=\"6.0\">");
        var filler = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"<!--{new string('a', 1_000)}-->", 4_000)));
        using var bomb = new MemoryStream();
        using (var archive = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("feed.xml", CompressionLevel.Optimal).Open())
        {
            entry.Write(start);
            for (var i = 0; i < 25; i++)
                entry.Write(filler);
        }
        var (feed, problems) = FeedText.Read(bomb.ToArray());
        Assert.Null(feed);
        Assert.Contains(problems, p => p.Message.Contains("zip bomb", StringComparison.Ordinal));
    }

    [Fact]
    public void Feed_OverItsLimits_IsRefused()
    {
        Assert.Contains("more than 1,000 bytes", Assert.Single(FeedText.Read(FeedText.With(Segment), new FeedLimits { MaxBytes = 1_000 }).Problems).Message, StringComparison.Ordinal);
        Assert.Contains("more than 3 objects", Assert.Single(FeedText.Read(FeedText.With(Segment), new FeedLimits { MaxObjects = 3 }).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_OfOtherSchemes_CountAsMissing()
    {
        var (feed, _) = FeedText.Read(FeedText.With(Segment).Replace("<VipId>", "<OrganizationUri>javascript:alert(1)</OrganizationUri><VipId>", StringComparison.Ordinal));
        Assert.Null(feed!.Source.Web);
    }

    [Fact]
    public void Hours_WrittenInUtc_AreToldInThePlacesZone()
    {
        var hours = new DailyHours(TimeSpan.FromHours(12), TimeSpan.Zero, TimeSpan.FromHours(24), TimeSpan.Zero);
        var span = hours.On(new DateOnly(2028, 11, 7), TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"));
        Assert.Equal("06:00 18:00", $"{span.From:HH:mm} {span.Until:HH:mm}");
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return stream.ToArray();
    }
}
