using System.Text.Json;
using CampaignBot.Core.Campaign;
using CampaignBot.Tests.Support;
using CampaignBot.Training;

namespace CampaignBot.Tests.Bot.Commands;

/// <summary>The command <c>import</c> of the built program, on a copy of the sample content.</summary>
public sealed class ImportTests : IDisposable
{
    private const string Faq =
        """
        Id;Topic;Question;Answer;Pregunta;Respuesta;Alternatives;Source name;URL;Last updated
        lost-dog;town;Where do I report a lost dog?;"Call <b>City Hall</b>:
        (555) 555-0100";¿Dónde aviso que perdí a mi perro?;Llame al Ayuntamiento;my dog ran off|Lost dog!;City of Alder Falls;https://alderfalls.example/dogs;2026-10-02
        ;town;<p>Who fixes <b>street lights</b>?</p>;The city does.;;;;;;
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("import-");
    private readonly string _content;

    public ImportTests()
    {
        _content = Path.Combine(_folder.FullName, "content");
        Copy(new DirectoryInfo(SampleContent.Folder), Directory.CreateDirectory(_content));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Faq_InBothLanguages_BecomesEntriesThatTheBotAnswersWith()
    {
        var faq = Write("faq.csv", Faq);

        var (code, report) = await ImportAsync(faq);

        Assert.Equal((0, 3, 0), (code, Count(report, "taken"), Count(report, "refused")));
        Assert.Equal("""
            ---
            title: Where do I report a lost dog?
            questions:
              - Where do I report a lost dog?
              - my dog ran off
              - Lost dog!
            source:
              name: City of Alder Falls
              link: https://alderfalls.example/dogs
            asOf: 2026-10-02
            ---
            Call **City Hall**:
            (555) 555-0100

            """, Read("content/knowledge/town/lost-dog.en.md"));
        Assert.Contains("title: ¿Dónde aviso que perdí a mi perro?", Read("content/knowledge/town/lost-dog.es.md"), StringComparison.Ordinal);
        var content = await CampaignContent.LoadAsync(_content, TimeProvider.System);
        Assert.Equal("Who fixes street lights?", content.Find("town/who-fixes-street-lights", "en")?.Title);
        await AssertChecksAsync();
    }

    [Fact]
    public async Task Faq_OnHowVotingWorksWithoutAnOfficialSource_IsRefused()
    {
        var faq = Write("rumor.csv", "question,answer,language\nCan I vote at the mall?,Yes: at the Alder Mall on November 8.,en\nWho fixes street lights?,The city does.,en\n");

        var (code, report) = await ImportAsync(faq);

        Assert.Equal((2, 1, 1), (code, Count(report, "taken"), Count(report, "refused")));
        Assert.DoesNotContain("mall", string.Concat(Directory.GetFiles(Path.Combine(_content, "knowledge"), "*.md", SearchOption.AllDirectories)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faq_ThatOnlySeemsToBeAboutVoting_IsTaken()
    {
        var faq = Write("fair.csv", """
            question,answer,language,noVotingProcedure
            Do you have a booth at the fair?,"Yes, by the gate.",en,
            How do I register for the walk?,At the gate.,en,
            How late do you call voters?,Until 8 p.m.,en,yes
            How late may one call?,"We call voters until 8 p.m., and polls close at 9.",en,
            """);

        var (code, report) = await ImportAsync(faq);

        Assert.Equal((2, 3, 1), (code, Count(report, "taken"), Count(report, "refused")));
        Assert.Equal(0, (await BotProgram.RunAsync(["check", _content])).ExitCode);
    }

    [Fact]
    public async Task Anything_ImportedTwice_IsUnchangedByteForByte()
    {
        Write("pages/a.md", "---\ntitle: A page\ndate: 2026-01-05\n---\n# A page\n\nWords of the town and the river, for the people.\n");
        Write("pages/sub/b.html", "<html lang=en><title>B | Site</title><body><main><h2>Hours</h2><p>Nine to five.</p></main></body></html>");
        Write("pages/faq.csv", Faq);
        Write("pages/picture.png", "not read");

        var (first, report) = await ImportAsync(In("pages"), "--link-base", "https://town.example/");
        var before = Snapshot();
        var (second, again) = await ImportAsync(In("pages"), "--link-base", "https://town.example/");

        Assert.Equal((0, 0), (first, second));
        Assert.Equal((5, 0, 1), (Count(report, "taken"), Count(report, "unchanged"), Count(report, "passedOver")));
        Assert.Equal((0, 0, 5), (Count(again, "taken"), Count(again, "changed"), Count(again, "unchanged")));
        Assert.Equal(before, Snapshot());
        Assert.Equal(
            "---\ntitle: A page\nsource:\n  name: town.example\n  link: https://town.example/a/\nasOf: 2026-01-05\n---\nWords of the town and the river, for the people.\n",
            Read("content/documents/town-example/a.en.md"));
        Assert.Contains("link: https://town.example/sub/b.html", Read("content/documents/town-example/sub-b.en.md"), StringComparison.Ordinal);
        await AssertChecksAsync();
    }

    [Fact]
    public async Task AChangedSource_IsBroughtUpToDate_AndAHandsChangeIsKept()
    {
        var faq = Write("faq.csv", Faq);
        await ImportAsync(faq);
        Write("faq.csv", Faq.Replace("The city does.", "The county does.", StringComparison.Ordinal));
        var (changedCode, changed) = await ImportAsync(faq);
        var edited = Read("content/knowledge/town/lost-dog.en.md").Replace("Call", "Please call", StringComparison.Ordinal);
        Write("content/knowledge/town/lost-dog.en.md", edited);
        var (sameCode, same) = await ImportAsync(faq);
        Write("faq.csv", Faq.Replace("2026-10-02", "2026-11-02", StringComparison.Ordinal));
        var (conflictCode, conflict) = await ImportAsync(faq);

        Assert.Equal((0, 1, 2), (changedCode, Count(changed, "changed"), Count(changed, "unchanged")));
        // The source says nothing new, so there is nothing to refuse.
        Assert.Equal((0, 3), (sameCode, Count(same, "unchanged")));
        // Its translation stays too: they would no longer agree.
        Assert.Equal((2, 2, 1), (conflictCode, Count(conflict, "refused"), Count(conflict, "changed")));
        Assert.Contains("faq.csv", conflict.GetProperty("items")[0].GetProperty("source").GetString(), StringComparison.Ordinal);
        Assert.Contains("changed by hand", conflict.GetProperty("items")[0].GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.Equal(edited, Read("content/knowledge/town/lost-dog.en.md"));
        await AssertChecksAsync();

        var (overCode, over) = await ImportAsync(faq, "--overwrite");
        Assert.Equal((0, 2), (overCode, Count(over, "changed")));
        Assert.DoesNotContain("Please", Read("content/knowledge/town/lost-dog.en.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFolder_WithTablesThatSayTheSameOrAreBroken_TakesTheRest()
    {
        Write("faqs/a.csv", "question,answer,language\nHow deep is the well?,Ten feet.,en\n");
        Write("faqs/b.csv", "question,answer,language\nHOW DEEP IS THE WELL,Twelve feet.,en\nHow wide is the well?,Two feet.,en\n");
        Write("faqs/c.csv", "question,answer,language\n\"How old is the well?,Old.,en\n");

        var (code, report) = await ImportAsync(In("faqs"));
        Write("faqs/b.csv", "question,answer,language\nHow wide was the well?,Two feet.,en\n");
        var (_, later) = await ImportAsync(In("faqs"));

        Assert.Equal((2, 2, 2), (code, Count(report, "taken"), Count(report, "refused")));
        Assert.Contains("a quoted field is not closed", report.ToString(), StringComparison.Ordinal);
        var gone = Assert.Single(later.GetProperty("items").EnumerateArray(), i => i.GetProperty("outcome").GetString() == "PassedOver");
        Assert.Equal("knowledge/faq/how-wide-is-the-well.en.md", gone.GetProperty("target").GetString());
        await AssertChecksAsync();
    }

    [Fact]
    public async Task DryRun_WritesNothing()
    {
        var before = Snapshot();

        var (code, output) = await BotProgram.RunAsync(["import", Write("faq.csv", Faq), "--content", _content, "--dry-run"]);

        Assert.Equal(0, code);
        Assert.Contains("Nothing was written; it would be: 3 taken", output, StringComparison.Ordinal);
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public async Task Faq_RowsThatCantBeTaken_AreRefusedWithTheirLineAndTheRestIsTaken()
    {
        var faq = Write("faq.csv", """
            question,answer,language,topic,official,as of,link
            How much is a ticket for the town fair this year?,Ten dollars.,en,fair,,,
            <br>,No question.,en,fair,,,
            Which bus goes to the town fair grounds?,,en,fair,,,
            Wo ist das Fest?,Hier.,de,fair,,,
            where is my polling place,At the school.,en,fair,,,
            Do I need an ID to vote here today?,Yes.,en,voting,,,
            Which office mails the ballots out here?,Ours.,en,fair,yes,2026-10-01,https://a.example
            When does the fair end this summer?,Soon.,en,fair,,10/11/2026,
            Is there music at the fair on Sunday?,See it.,en,fair,,,http://plain.example
            "Is there ""parking"" at the fair, or not?","Yes,
            behind the barn.",en,fair,,,
            """);

        var (code, report) = await ImportAsync(faq);

        Assert.Equal((2, 2), (code, Count(report, "taken")));
        var refused = report.GetProperty("items").EnumerateArray().Where(i => i.GetProperty("outcome").GetString() == "Refused")
            .Select(i => (i.GetProperty("line").GetInt32(), i.GetProperty("note").GetString()!)).ToList();
        foreach (var (line, reason) in new[]
        {
            (3, "no question"), (4, "no answer"), (5, "'de'"), (6, "is answered by voting/where-to-vote in 'en' already"), (7, "must be official"),
            (8, "needs a source"), (9, "'10/11/2026' is not a day"), (10, "not a safe link"),
        })
            Assert.Contains(refused, r => r.Item1 == line && r.Item2.Contains(reason, StringComparison.Ordinal));
        Assert.Equal(8, refused.Count);
        Assert.Contains("Yes,\nbehind the barn.", Read("content/knowledge/fair/is-there-parking-at-the-fair-or-not.en.md"), StringComparison.Ordinal);
        await AssertChecksAsync();
    }

    [Fact]
    public async Task PagesThatAreFieldsOnly_ByRules_ArriveWithTheirPlaceAndText()
    {
        Write("site/en/places/north.md", "+++\nplace_name = \"North County\"\ndeadline = \"10 days before\"\n+++");
        Write("site/en/places/south.md", "+++\nplace_name = \"South County\"\nweb_page = \"https://south.example/vote\"\n+++");
        Write("site/en/places/index.md", "+++\ntitle = \"All\"\nheadless = true\n+++\n");
        Write("data.json", """{"south": {"deadline": "12 days before", "empty": {}}}""");
        Write("rules.yaml", """
            source: {name: State Elections, linkBase: "https://state.example"}
            asOf: 2026-10-01
            folders:
              places:
                title: Voting in {place_name}
                jurisdiction: "{place_name}"
                official: true
                expires: 2028-11-08
                body: |
                  ## Deadlines
                  - By mail: {deadline}
                  - [Their page]({web_page})
            """);

        var (code, report) = await ImportAsync(In("site/en"), "--rules", In("rules.yaml"), "--data", In("data.json"));
        var (plainCode, _) = await ImportAsync(In("site/en"), "--jurisdiction-field", "place_name", "--source-name", "Plain");

        Assert.Equal((0, 0, 2), (code, plainCode, Count(report, "taken")));
        Assert.Equal("""
            ---
            title: Voting in South County
            official: true
            source:
              name: State Elections
              link: https://state.example/places/south/
            asOf: 2026-10-01
            expires: 2028-11-08
            jurisdiction: South County
            ---
            ## Deadlines

            - By mail: 12 days before
            - [Their page](https://south.example/vote)

            """, Read("content/documents/state-elections/places-south.en.md"));
        Assert.Contains("jurisdiction: North County\n---\n", Read("content/documents/plain/places-north.en.md"), StringComparison.Ordinal);
        Assert.Contains("- Deadline: 10 days before", Read("content/documents/plain/places-north.en.md"), StringComparison.Ordinal);
        await AssertChecksAsync();
    }

    [Fact]
    public async Task Documents_ThatCantBeTaken_AreRefusedWithAReason()
    {
        Write("pages/official.md", "---\ntitle: Rules of the county\nofficial: true\n---\nYou can vote by mail in the county, and this is how.");
        Write("pages/foreign.html", "<html lang=fr><body><p>Bonjour à tous les gens</p></body></html>");
        Write("pages/future.md", "---\ntitle: Later in the year\n---\nThe town and the people of the river are here.");
        Write("pages/.hidden.md", "never read");
        File.CreateSymbolicLink(In("pages/link.md"), In("pages/future.md"));

        var (code, output) = await BotProgram.RunAsync(["import", In("pages"), "--content", _content, "--as-of", "2999-01-01"]);
        var (okCode, report) = await ImportAsync(In("pages"));

        Assert.Equal((2, 2), (code, okCode));
        Assert.Contains("2999-01-01, which is still to come", output, StringComparison.Ordinal);
        Assert.Equal((1, 2), (Count(report, "taken"), Count(report, "refused")));
        Assert.Contains("needs a source", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("not one of the campaign", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_ThatLeadElsewhere_StayInTheContent()
    {
        var faq = Write("faq.csv", "id,topic,question,answer,language\n../../../evil,../..,What is the name of the mascot?,Otter.,en\n");

        var (code, report) = await ImportAsync(faq, "--topic", "../up");

        Assert.Equal((0, "knowledge/up/evil.en.md".Replace("up/", Slug.Of("../..") + "/", StringComparison.Ordinal)), (code, report.GetProperty("items")[0].GetProperty("target").GetString()));
        Assert.Equal(["content", "faq.csv"], _folder.GetFileSystemInfos().Select(f => f.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Conversations_AreMergedByIdAndKeepTheirReview()
    {
        var kept = In("data/conversations.jsonl");
        Write("data/conversations.jsonl", """{"id":"a","messages":[{"id":"1","from":"voter","text":"where","intent":"where-to-vote","reviewed":true}]}""" + "\n");
        var anew = Write("export.jsonl",
            """{"id":"a","messages":[{"id":"1","from":"voter","text":"where","intent":"None"},{"id":"2","from":"bot","text":"There."}]}""" + "\n{}\n"
            + """{"id":"b","messages":[{"from":"voter","text":"call me at 555-0199"}]}""" + "\n");

        var (code, output) = await BotProgram.RunAsync(["import", anew, "--conversations", kept]);
        var before = await File.ReadAllTextAsync(kept);
        var (again, unchanged) = await BotProgram.RunAsync(["import", anew, "--conversations", kept]);

        Assert.Equal((2, 2), (code, again));
        Assert.Contains("export.jsonl:2: A conversation needs an id.", output, StringComparison.Ordinal);
        Assert.Contains("1 taken, 1 changed, 0 unchanged", output, StringComparison.Ordinal);
        Assert.Contains("0 taken, 0 changed, 2 unchanged", unchanged, StringComparison.Ordinal);
        Assert.DoesNotContain("555", output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(kept));
        Assert.Contains("\"text\":\"where\",\"intent\":\"where-to-vote\",\"reviewed\":true},{\"id\":\"2\"", before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faq_RowRefusedInOneLanguage_IsLeftOutInTheOtherToo()
    {
        var faq = Write("faq.csv", """
            question_en,answer_en,question_es,answer_es,title_en
            What does a stall at the fair cost?,Forty dollars.,¿Cuánto cuesta un puesto en la feria?,,
            Where to vote,The library's friends.,¿Quién organiza la feria del pueblo?,Los amigos de la biblioteca.,
            Is there a fair map?,At the gate.,,,
            """);

        var (code, report) = await ImportAsync(faq, "--topic", "fair");

        Assert.Equal((2, 1, 4), (code, Count(report, "taken"), Count(report, "refused")));
        var notes = string.Join('\n', report.GetProperty("items").EnumerateArray().Select(i => $"{i.GetProperty("line")}: {i.GetProperty("note")}"));
        Assert.Contains("2: There is no answer.", notes, StringComparison.Ordinal);
        Assert.Contains("2: Left out in 'en', as it was refused in 'es' (line 2)", notes, StringComparison.Ordinal);
        Assert.Contains("3: The title 'Where to vote' is that of voting/where-to-vote in 'en' already", notes, StringComparison.Ordinal);
        Assert.Contains("4: there is none in 'es' yet", notes, StringComparison.Ordinal);
        Assert.Equal(["is-there-a-fair-map.en.md"], Directory.GetFiles(In("content/knowledge/fair")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Documents_OfAnotherPlaceOrWithoutLink_AreTakenAndSaySo()
    {
        Write("pages/north.md", "# Voting in the north\n\nRegister by noon.\n");

        var (code, elsewhere) = await ImportAsync(In("pages"), "--jurisdiction", "North County", "--language", "en", "--dry-run");
        var (_, named) = await ImportAsync(In("pages"), "--source-name", "The Paper", "--language", "en", "--dry-run");
        var (official, refused) = await ImportAsync(In("pages"), "--source-name", "The Paper", "--official", "--language", "en", "--dry-run");

        Assert.Equal((0, 2), (code, official));
        Assert.Contains("about North County, which is not among the campaign's jurisdictions", NoteOf(elsewhere), StringComparison.Ordinal);
        Assert.Contains("'The Paper' is not cited, as there is no link to it", NoteOf(named), StringComparison.Ordinal);
        Assert.Contains("'The Paper' has no link", NoteOf(refused), StringComparison.Ordinal);

        static string? NoteOf(JsonElement report) => report.GetProperty("items")[0].GetProperty("note").GetString();
    }

    [Fact]
    public async Task Conversations_FromATableOfReviewedMessages_AreRecognisedByItsHead()
    {
        var table = Write("reviewed.csv", "conversation,who,text,intent,reviewed\n7,voter,sign me up,help,true\n7,bot,Sure.,,\n");

        var (code, output) = await BotProgram.RunAsync(["import", table, "--conversations", In("data/conversations.jsonl")]);

        Assert.Equal(0, code);
        Assert.Contains($"1 taken, 0 changed, 0 unchanged, 0 passed over, 0 refused (into {In("data/conversations.jsonl")})", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conversations_FromATable_AreReadByItsColumns()
    {
        var table = Write("export.csv", "Conversation ID,Time,Direction,Message\n7,2026-11-01 10:00,inbound,\"where do\ni vote\"\n7,,outbound,At the school\n8,yesterday,inbound,hi\n");
        var kept = In("data/conversations.jsonl");

        var (code, output) = await BotProgram.RunAsync(["import", table, "--conversations", kept]);

        Assert.Equal(2, code);
        Assert.Contains("export.csv:5: The time is not one like", output, StringComparison.Ordinal);
        Assert.Contains("""{"at":"2026-11-01T10:00:00+00:00","from":"voter","text":"where do\ni vote"},{"from":"agent","text":"At the school"}""", await File.ReadAllTextAsync(kept), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.md", null, "there is no such file or folder")]
    [InlineData("a.bin", "x", "what this is can't be told")]
    [InlineData("a.csv", "x,y\n1,2\n", "what this is can't be told")]
    [InlineData("a.csv", "question,answer\n\"open,2\n", "Line 2: a quoted field is not closed", "--as", "faq")]
    public async Task Import_OfWhatCantBeRead_SaysWhy(string name, string? text, string reason, params string[] options)
    {
        if (text is not null)
            Write(name, text);

        var (code, output) = await BotProgram.RunAsync(["import", In(name), "--content", _content, .. options]);

        Assert.Equal(1, code);
        Assert.Contains(reason, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    private async Task<(int Code, JsonElement Report)> ImportAsync(string path, params string[] options)
    {
        var (code, output) = await BotProgram.RunAsync(["import", path, "--content", _content, "--json", .. options]);
        return (code, JsonDocument.Parse(output).RootElement);
    }

    private static int Count(JsonElement report, string outcome) => report.GetProperty(outcome).GetInt32();

    private async Task AssertChecksAsync()
    {
        var (_, problems) = await CampaignContent.CheckAsync(_content, TimeProvider.System);
        Assert.DoesNotContain(problems, p => !p.IsWarning);
    }

    private Dictionary<string, string> Snapshot() =>
        Directory.EnumerateFiles(_content, "*", SearchOption.AllDirectories).ToDictionary(f => f, File.ReadAllText);

    private string In(string path) => Path.Combine(_folder.FullName, path);

    private string Read(string path) => File.ReadAllText(In(path));

    private string Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllText(In(path), text);
        return In(path);
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.GetFiles())
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        foreach (var folder in from.GetDirectories())
            Copy(folder, to.CreateSubdirectory(folder.Name));
    }
}
