using System.IO.Compression;
using CampaignBot.Tests.Core.Voting;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Commands;

/// <summary>Feeds of election offices and lists of people, imported by the real program.</summary>
public sealed class ImportFeedsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("campaignbot-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Feed_ImportedTwice_IsTakenOnceAndChecked()
    {
        var content = CopyOfSample();
        Directory.Delete(Path.Combine(content, "voting"), recursive: true);
        var feed = Write("feed.xml", FeedText.With(
            FeedText.Segment("p1", "Testville", "IncludesAllAddresses=true", "StreetName=Oak"),
            FeedText.Segment("gone", "Testville", "IncludesAllAddresses=true", "StreetName=Elm")));
        var (code, output) = await BotProgram.RunAsync(["import", feed, "--content", content]);
        Assert.True(code == 0, output);
        Assert.Contains("-> voting/vipFeed-99-2028-11-07.xml: Test County, as of 2028-10-02: election of 2028-11-07, 2 precincts, 2 places, 1 street segments", output, StringComparison.Ordinal);
        Assert.Contains("feed.xml:11: StreetSegment: there is no usable Precinct 'gone'", output, StringComparison.Ordinal);
        Assert.Contains("1 taken, 0 changed, 0 unchanged", output, StringComparison.Ordinal);
        Assert.Contains("0 taken, 0 changed, 1 unchanged", (await BotProgram.RunAsync(["import", feed, "--content", content])).Output, StringComparison.Ordinal);

        (code, output) = await BotProgram.RunAsync(["check", content]);
        Assert.Equal(0, code);
        Assert.Contains("content/voting/vipFeed-99-2028-11-07.xml:11: warning: StreetSegment", output, StringComparison.Ordinal);

        File.AppendAllText(Path.Combine(content, "voting", "vipFeed-99-2028-11-07.xml"), "<");
        (code, output) = await BotProgram.RunAsync(["check", content]);
        Assert.Equal(1, code);
        Assert.Contains("Not XML as a feed has it", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_ThatCannotBeUsed_LeavesTheContentAlone()
    {
        var content = Directory.CreateDirectory(Path.Combine(_folder, "content")).FullName;
        var (code, output) = await BotProgram.RunAsync(["import", Write("feed.xml", "<VipObject schemaVersion=\"6.0\"></VipObject>"), "--content", content]);
        Assert.Equal(1, code);
        Assert.Contains("no Source in the feed", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(content));
    }

    [Fact]
    public async Task FlatFeed_InAnArchive_BecomesXml()
    {
        var flat = Path.Combine(_folder, "flat.zip");
        using (var archive = await ZipFile.OpenAsync(flat, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in Flat)
            {
                await using var writer = new StreamWriter(await archive.CreateEntry($"feed/{name}.txt").OpenAsync());
                await writer.WriteAsync(text);
            }
        }
        var content = Directory.CreateDirectory(Path.Combine(_folder, "content")).FullName;
        var (code, output) = await BotProgram.RunAsync(["import", flat, "--content", content]);
        Assert.True(code == 0, output);
        Assert.Contains("1 precincts, 2 places, 2 street segments", output, StringComparison.Ordinal);
        Assert.Contains("0 taken, 0 changed, 1 unchanged", (await BotProgram.RunAsync(["import", flat, "--content", content])).Output, StringComparison.Ordinal);

        var feed = FeedText.Read(await File.ReadAllBytesAsync(Path.Combine(content, "voting", "vipFeed-51-2028-11-07.xml"))).Feed!;
        var precinct = Assert.Single(feed.Precincts);
        Assert.Equal("2775 Hydraulic Rd, Charlottesville, VA 22901", precinct.Places[0].Address.ToString());
        Assert.Equal("Use back door", precinct.Places[0].Directions!["en"]);
        Assert.Equal("07:00", $"{precinct.Places[0].Hours!.On(new DateOnly(2028, 11, 7), TimeZoneInfo.FindSystemTimeZoneById("America/New_York"))[0].From:HH:mm}");
        Assert.Equal("Main St Denver CO", precinct.Places[1].Address.ToString());
        Assert.Equal("555-111-2222", precinct.Authority!.Departments[0].Contact!.Phones[0]);
        Assert.Equal("polling-places", precinct.Authority.Departments[0].Services[0].Type);
        Assert.Equal("Shall we?", Assert.Single(precinct.Ballot).Measure!.Summary!["en"]);
    }

    [Fact]
    public async Task People_ImportedTwice_AreTakenOnceAndNeverNamed()
    {
        var list = Write("people.csv", "First,Last,Email,Phone\nAna,Reyes,ana@a.example,503-555-0142\nLuis,Paz,nothing,\n");
        var store = Path.Combine(_folder, "people.db");
        var (code, output) = await BotProgram.RunAsync(["import", list, "--store", store]);
        Assert.Equal(2, code);
        Assert.Contains("people.csv:3: nobody could be known again by this", output, StringComparison.Ordinal);
        Assert.Contains("1 taken, 0 changed, 0 unchanged, 0 passed over, 1 refused", output, StringComparison.Ordinal);
        foreach (var personal in new[] { "Ana", "Reyes", "a.example", "0142" })
            Assert.DoesNotContain(personal, output, StringComparison.Ordinal);
        Assert.Contains("0 taken, 0 changed, 1 unchanged", (await BotProgram.RunAsync(["import", list, "--store", store])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_WithABrokenFeed_EndsAndSaysWhy()
    {
        var content = CopyOfSample();
        File.WriteAllText(Path.Combine(content, "voting", "broken.xml"), "<VipObject schemaVersion=\"4\"/>");
        var (code, output) = await BotProgram.RunAsync(["--Urls=http://127.0.0.1:0"], ("Content:Folder", content));
        Assert.Equal(1, code);
        Assert.Contains("content/voting/broken.xml:1: `schemaVersion` is '4'", output, StringComparison.Ordinal);
    }

    // After the examples of the specification.
    private static readonly (string Name, string Text)[] Flat =
    [
        ("source", "id,date_time,name,vip_id\nsrc1,2028-10-02T09:00:00Z,State Board,51\n"),
        ("election", "id,date,name,state_id,registration_deadline\nele1,2028-11-07,General,st1,2028-10-15\n"),
        ("state", "id,name\nst1,Virginia\n"),
        ("locality", "id,name,state_id,type,election_administration_id\nloc1,Albemarle,st1,county,ea1\n"),
        ("precinct", "id,ballot_style_id,electoral_district_ids,locality_id,name,polling_location_ids\npre1,,ed1,loc1,One,poll001 poll002\n"),
        ("electoral_district", "id,name,type\ned1,Albemarle,county\n"),
        ("ballot_measure_contest", "id,electoral_district_id,name,summary_text,type\nbmc1,ed1,Measure 4,Shall we?,referendum\n"),
        ("election_administration", "id,elections_uri\nea1,https://elections.example/\n"),
        ("department", "id,election_administration_id\ndep1,ea1\n"),
        ("voter_service", "id,department_id,type\nvs1,dep1,polling-places\n"),
        ("contact_information", "id,address_line_1,phone,name,parent_id\nci1,1 Main St,555-111-2222,Office,dep1\n"),
        ("schedule", "id,start_time,end_time,start_date,end_date,hours_open_id\nsch1,07:00:00-05:00,19:00:00-05:00,2028-11-07,2028-11-07,ho001\n"),
        ("polling_location",
            "id,name,address_line,structured_line_1,structured_city,structured_state,structured_zip,directions,hours_open_id,is_drop_box,latitude,longitude\n"
            + "poll001,School,,2775 Hydraulic Rd,Charlottesville,VA,22901,Use back door,ho001,false,38.07,-78.50\npoll002,Library,Main St Denver CO,,,,,,,true,,\n"),
        ("street_segment",
            "id,address_direction,city,includes_all_addresses,includes_all_streets,odd_even_both,precinct_id,start_house_number,end_house_number,state,street_direction,street_name,street_suffix,unit_number,zip\n"
            + "ss1,N,Washington,false,false,odd,pre1,101,199,DC,NW,Delaware,St,,20001\nss2,S,Washington,true,false,both,pre1,,,DC,SE,Wisconsin,Ave,,20002\n"),
    ];

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private string CopyOfSample()
    {
        var content = Path.Combine(_folder, "content");
        foreach (var file in Directory.EnumerateFiles(SampleContent.Folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(content, Path.GetRelativePath(SampleContent.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return content;
    }
}
