using CampaignBot.Core.Campaign;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Core.Campaign;

public sealed class CampaignContentTests : IDisposable
{
    private static readonly TimeProvider Clock = new FixedClock(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero));
    private readonly string _folder = Directory.CreateTempSubdirectory("content-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task SampleContent_Today_HasNoProblemAtAll()
    {
        var (content, problems) = await CampaignContent.CheckAsync(SampleContent.Folder, Clock);

        Assert.Empty(problems);
        Assert.NotNull(content);
        foreach (var language in content.Profile.Languages)
            Assert.True(content.Entries.Count(e => e.Language == language) >= 45);
        Assert.All(content.Entries.Where(e => e.Topic == "voting"), e => Assert.True(e.IsOfficial));
        Assert.All(content.Examples, e => Assert.NotEmpty(e.Utterances));
    }

    [Fact]
    public async Task SampleContent_Links_LeadOnlyToReservedExampleHosts()
    {
        var content = await CampaignContent.LoadAsync(SampleContent.Folder, Clock);

        var links = content.Entries
            .SelectMany(e => e.Body.Split(['(', ')', ' ']).Where(p => p.StartsWith("https://", StringComparison.Ordinal)).Select(p => new Uri(p)))
            .Concat(content.Entries.Where(e => e.Source is not null).Select(e => e.Source!.Link));
        Assert.All(links, link => Assert.EndsWith(".example", link.Host));
    }

    [Fact]
    public async Task SampleContent_AfterTheElection_WarnsOfExpiredFactsOnly()
    {
        var later = new FixedClock(new DateTimeOffset(2029, 2, 1, 20, 0, 0, TimeSpan.Zero));
        var content = await CampaignContent.LoadAsync(SampleContent.Folder, later);

        Assert.NotEmpty(content.Warnings);
        Assert.All(content.Warnings, w => Assert.Contains("expired", w.Message));
        Assert.DoesNotContain(content.Entries, e => e.IsOfficial && e.HoldsOn(new DateOnly(2029, 2, 1)));
    }

    [Fact]
    public async Task Load_NoFolder_SaysWhichFileIsMissing()
    {
        var error = await Assert.ThrowsAsync<ContentException>(() => CampaignContent.LoadAsync(Path.Combine(_folder, "none"), Clock));

        Assert.Contains("none/campaign.yaml", error.Message);
    }

    [Theory]
    [InlineData("title: A", "titel: A", 2, "`titel` is not known here. Did you mean `title`?")]
    [InlineData("title: A", "# nothing", 3, "`title` is missing.")]
    [InlineData("title: A", "title: [", 2, "Not valid YAML")]
    [InlineData("title: A", "title: A\ntitle: B", 3, "Not valid YAML")]
    [InlineData("official: true", "official: yes please", 5, "must be true or false")]
    [InlineData("asOf: 2026-10-01", "asOf: 10/01/2026", 9, "'10/01/2026' is not a date like 2026-11-22")]
    [InlineData("asOf: 2026-10-01", "asOf: 2027-10-01", 9, "lies in the future")]
    [InlineData("asOf: 2026-10-01", "# none", 5, "needs `asOf`")]
    [InlineData("expires: 2028-11-08", "expires: 2026-09-01", 10, "must be after `asOf`")]
    [InlineData("expires: 2028-11-08", "# none", 5, "needs `expires`")]
    [InlineData("jurisdiction: Alder Falls", "# none", 5, "needs the `jurisdiction`")]
    [InlineData("official: true", "# none", 2, "must say `official: true`")]
    [InlineData("  link: https://elections.example", "  link: javascript:alert(1)", 8, "is not a safe link")]
    [InlineData("  link: https://elections.example", "  link: http://elections.example", 8, "is not a safe link")]
    [InlineData("related: [voting/b]", "related: [voting/c]", 12, "there is no entry 'voting/c'")]
    [InlineData("Body.", "See [this](javascript:alert(1)).", 14, "is not a safe link")]
    [InlineData("Body.", "See http://plain.example.", 14, "is not a safe link")]
    [InlineData("Body.", "See [b](b.en.md).", 14, "'b.en.md' leads to no page that a voter can open")]
    [InlineData("Body.", "<b>Bold</b>", 14, "HTML is not shown")]
    [InlineData("Body.", "", 13, "The answer itself is missing")]
    [InlineData("  - How?", "  - How?\n  - what is b", 5, "stands in")]
    [InlineData("  - How?", "  - How?\n  - ¡WHAT is b!", 5, "stands in")]
    [InlineData("title: A", "title: B", 2, "stands in")]
    public async Task Check_WrongEntry_NamesFileAndLine(string good, string bad, int line, string message)
    {
        Write("campaign.yaml", await File.ReadAllTextAsync(Path.Combine(SampleContent.Folder, "campaign.yaml")));
        Write("knowledge/voting/a.en.md", Entry, good, bad);
        Write("knowledge/voting/b.en.md", Entry, "title: A", "title: B", "  - How?", "  - What is b", "related: [voting/b]", "related: [voting/a]");

        var (content, problems) = await CampaignContent.CheckAsync(_folder, Clock);

        Assert.Null(content);
        var name = Path.GetFileName(_folder);
        Assert.Contains(problems, p => p.Message.Contains(message, StringComparison.Ordinal)
            && ((p.File == $"{name}/knowledge/voting/a.en.md" && p.Line == line) || p.Message.Contains($"a.en.md:{line}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Check_SeveralProblems_TellsAllAtOnce()
    {
        var profile = await File.ReadAllTextAsync(Path.Combine(SampleContent.Folder, "campaign.yaml"));
        Write("campaign.yaml", profile, "accentColour: \"#1b6e53\"", "accentColour: green", "date: 2028-11-07", "date: soon",
            "America/Los_Angeles", "Mars/Olympus", "  es: Pagado por Alder Falls for Safe Streets.", "");
        Write("knowledge/voting/a.en.md", Entry);
        Write("knowledge/voting/b.fr.md", Entry);
        Write("examples/greeting.en.txt", "hi\nHi\n");

        var error = await Assert.ThrowsAsync<ContentException>(() => CampaignContent.LoadAsync(_folder, Clock));

        var lines = error.Message.Split('\n');
        foreach (var expected in new[]
        {
            "campaign.yaml:15: `timeZone`", "campaign.yaml:16: `accentColour`", "campaign.yaml:13: `disclaimer.es` is missing",
            ": `election.date`: 'soon'", "there is no entry 'measure/what-it-does'",
            "b.fr.md: The file's name", "greeting.en.txt:2: 'Hi' stands on line 1 already",
        })
            Assert.Contains(lines, l => l.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_WithoutATranslation_WarnsAndTheContentCanBeUsed()
    {
        Copy();
        File.Delete(Path.Combine(_folder, "knowledge", "measure", "bus.es.md"));

        var (content, problems) = await CampaignContent.CheckAsync(_folder, Clock);

        Assert.NotNull(content);
        var problem = Assert.Single(problems);
        Assert.True(problem.IsWarning);
        Assert.EndsWith("bus.en.md", problem.File, StringComparison.Ordinal);
        Assert.Contains("no translation of measure/bus into 'es'", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("knowlege/voting/x.en.md", "hi", 0, "Nothing reads this. Did you mean knowledge?")]
    [InlineData("knowledge/voting/id.en.markdown", "hi", 0, "Nothing reads this: in knowledge/ lie files named *.md.")]
    [InlineData("notes.txt", "hi", 0, "Nothing reads this.")]
    [InlineData("examples/greting.en.txt", "good tidings", 0, "No reply belongs to 'greting', so nothing comes of these examples. Did you mean greeting?")]
    [InlineData("examples/thanks.en.txt", "thx so much\nGoodbye!", 2, "'Goodbye!' is an example of goodbye too.")]
    [InlineData("knowledge/measure/x.en.md", "---\ntitle: fares, bus\nquestions: [xq]\n---\nBody.", 2, "hard to tell from 'Bus fares'")]
    [InlineData("documents/a/x.en.md", "---\ntitle: Bus fares\n---\nBody.", 2, "hard to tell from")]
    [InlineData("knowledge/campaign/x.en.md", "---\ntitle: Xyzzy\nquestions: [xyzzy]\n---\nSee [it](https://alderfalls.example/x#none).", 5, "has no place called 'none'")]
    public async Task Check_WhatTheProgramDoesNotMind_IsAWarningWithFileAndLine(string file, string text, int line, string message)
    {
        Copy();
        Write("documents/a/anchors.en.md", "---\ntitle: Anchors\nsource: {name: A, link: https://alderfalls.example/x}\n---\n## One {#one}\n\nBody.\n");
        Write("knowledge/measure/bus-fares.en.md", await File.ReadAllTextAsync(Path.Combine(SampleContent.Folder, "knowledge/measure/bus-fares.en.md")), "title: ", "title: Bus fares # ");
        Write(file, text);

        var (content, problems) = await CampaignContent.CheckAsync(_folder, Clock, ["greeting", "thanks", "goodbye"]);

        Assert.NotNull(content);
        Assert.All(problems, p => Assert.True(p.IsWarning));
        Assert.Contains(problems, p => p.Message.Contains(message, StringComparison.Ordinal)
            && p.File == $"{Path.GetFileName(_folder)}/{file}" && p.Line == line);
    }

    [Fact]
    public async Task Check_TranslationsThatDisagree_NamesTheField()
    {
        Write("campaign.yaml", await File.ReadAllTextAsync(Path.Combine(SampleContent.Folder, "campaign.yaml")));
        Write("knowledge/voting/a.en.md", Entry);
        Write("knowledge/voting/a.es.md", Entry, "expires: 2028-11-08", "expires: 2028-12-31");

        var (_, problems) = await CampaignContent.CheckAsync(_folder, Clock);

        Assert.Contains(problems, p => p.File.EndsWith("a.es.md", StringComparison.Ordinal) && p.Line == 10 && p.Message.Contains("`expires` is not what", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SampleContent_Documents_AreReadInSections()
    {
        var content = await CampaignContent.LoadAsync(SampleContent.Folder, Clock);

        var guide = Assert.Single(content.Documents, d => d is { Id: "alder-county-elections/voter-guide", Language: "en" });
        Assert.True(guide.Provenance is { IsOfficial: true, Jurisdiction: "Alder County", Source.Name: "Alder County Elections" });
        Assert.Contains(guide.Sections, s => s is { Headings: ["Curbside voting"], Anchor: "curbside" });
    }

    [Theory]
    [InlineData("title: A", "titel: A", 2, "Did you mean `title`?")]
    [InlineData("title: A", "title: A\nquestions: [How?]", 3, "`questions` is not known here")]
    [InlineData("asOf: 2026-10-01", "# none", 3, "An official document needs `asOf`")]
    [InlineData("expires: 2028-11-08", "# none", 3, "An official document needs `expires`")]
    [InlineData("jurisdiction: Ohio", "# none", 3, "An official document needs the `jurisdiction`")]
    [InlineData("Text.", "<script>", 13, "HTML is not shown")]
    [InlineData("# Heading\nText.", "", 11, "The text is missing")]
    public async Task Check_WrongDocument_NamesFileAndLine(string good, string bad, int line, string message)
    {
        Write("campaign.yaml", await File.ReadAllTextAsync(Path.Combine(SampleContent.Folder, "campaign.yaml")));
        Write("documents/county/a.en.md", Document, good, bad);

        var (_, problems) = await CampaignContent.CheckAsync(_folder, Clock);

        Assert.Contains(problems, p => p.File.EndsWith("documents/county/a.en.md", StringComparison.Ordinal) && p.Line == line
            && p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_DocumentsOfOneLanguageAndAnotherPlace_AreFine()
    {
        Write("campaign.yaml", await File.ReadAllTextAsync(Path.Combine(SampleContent.Folder, "campaign.yaml")));
        Write("documents/county/a.en.md", Document);
        Write("documents/b.en.md", Document);

        var (_, problems) = await CampaignContent.CheckAsync(_folder, Clock);

        Assert.DoesNotContain(problems, p => p.File.Contains("county/a.en.md", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.File.EndsWith("documents/b.en.md", StringComparison.Ordinal) && p.Message.Contains("names its source", StringComparison.Ordinal));
    }

    private const string Document = """
        ---
        title: A
        official: true
        source:
          name: County
          link: https://elections.example
        asOf: 2026-10-01
        expires: 2028-11-08
        jurisdiction: Ohio

        ---
        # Heading
        Text.
        """;

    private const string Entry = """
        ---
        title: A
        questions:
          - How?
        official: true
        source:
          name: County
          link: https://elections.example
        asOf: 2026-10-01
        expires: 2028-11-08
        jurisdiction: Alder Falls
        related: [voting/b]
        ---
        Body.
        """;

    private void Copy()
    {
        foreach (var file in Directory.EnumerateFiles(SampleContent.Folder, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(_folder, Path.GetRelativePath(SampleContent.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    private void Write(string file, string text, params string[] replacements)
    {
        for (var i = 0; i < replacements.Length; i += 2)
        {
            Assert.Contains(replacements[i], text);
            text = text.Replace(replacements[i], replacements[i + 1], StringComparison.Ordinal);
        }
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
