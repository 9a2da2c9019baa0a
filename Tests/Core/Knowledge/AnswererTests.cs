using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Core.Knowledge;

public sealed class AnswererTests
{
    private static readonly FixedClock Today = new(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("where do i vote", "en", "voting/where-to-vote")]
    [InlineData("donde voto", "es", "voting/where-to-vote")]
    [InlineData("how much will my taxes go up", "en", "measure/cost")]
    public async Task Ask_AKnownQuestion_IsAnsweredByItsEntry(string question, string language, string id)
    {
        var answer = new Answerer(await SampleContent.Loaded, Today).Ask(question, language);

        Assert.Equal(id, Assert.IsType<Answer.Found>(answer).Entry.Id);
    }

    [Theory]
    [InlineData("where do i vote", "en")]
    [InlineData("what time do the polls close", "en")]
    [InlineData("¿Cómo voto por correo?", "es")]
    public async Task Ask_AfterTheElection_NeverGivesAnExpiredFact(string question, string language)
    {
        var later = new FixedClock(new DateTimeOffset(2029, 2, 1, 20, 0, 0, TimeSpan.Zero));

        Assert.IsType<Answer.Expired>(new Answerer(await SampleContent.Loaded, later).Ask(question, language));
    }

    [Fact]
    public async Task Ask_OnTheDayAFactExpires_CountsTheDayWhereTheCampaignIs()
    {
        // 2028-11-08 begins in the campaign's time zone eight hours after it begins in UTC.
        var lastEvening = new FixedClock(new DateTimeOffset(2028, 11, 8, 7, 59, 0, TimeSpan.Zero));
        var answerer = new Answerer(await SampleContent.Loaded, lastEvening);
        Assert.IsType<Answer.Found>(answerer.Ask("what time do the polls close", "en"));

        lastEvening.Advance(TimeSpan.FromMinutes(2));
        Assert.IsType<Answer.Expired>(answerer.Ask("what time do the polls close", "en"));
    }

    [Fact]
    public async Task Ask_FactsOfAnotherJurisdiction_AreNeverGiven()
    {
        using var changed = await ChangedContent.OfAsync("poll-hours", "jurisdiction: Alder County", "jurisdiction: Ohio");
        var content = await changed.LoadAsync();

        var answer = new Answerer(content, Today).Ask("what time do the polls close", "en");

        Assert.Contains(content.Warnings, w => w.Message.Contains("'Ohio'", StringComparison.Ordinal));
        Assert.NotEqual("voting/poll-hours", (answer as Answer.Found)?.Entry.Id);
        Assert.DoesNotContain((answer as Answer.WhichOne)?.Entries ?? [], e => e.Id == "voting/poll-hours");
    }

    [Fact]
    public async Task Ask_WhatOnlyTheCampaignSaysOfHowVotingWorks_IsNeverGiven()
    {
        var content = await SampleContent.Loaded;
        var rumor = content.Entries.First(e => !e.IsOfficial) with { Id = "measure/rumor", Title = "Vote at the mall", Questions = ["can i vote at the mall"], Body = "Yes, until November 8." };
        var answerer = new Answerer(content, Today);

        Assert.Equal(new Answer.Unknown(true), answerer.Give(rumor));
        Assert.Equal(rumor with { IsDeclaredFreeOfProcedure = true }, Assert.IsType<Answer.Found>(answerer.Give(rumor with { IsDeclaredFreeOfProcedure = true })).Entry);
    }

    [Fact]
    public async Task Ask_InTheVeryWordsAnEntryIsKnownBy_IsAnsweredByItAtOnce()
    {
        var content = await SampleContent.Loaded;
        var answerer = new Answerer(content, Today);

        var others = content.Entries.SelectMany(
            e => e.Questions.Where(q => (answerer.Ask(q, e.Language) as Answer.Found)?.Entry != e),
            (e, q) => $"{e.Id}.{e.Language}: {q}");

        Assert.Empty(others);
    }

    [Theory]
    [InlineData("is the mayor a crook")]
    [InlineData("are the police racist")]
    [InlineData("are your volunteers criminals")]
    public async Task Ask_WhatAnEntryOnlySharesAWordWith_IsUnknown(string question) =>
        Assert.IsType<Answer.Unknown>(new Answerer(await SampleContent.Loaded, Today).Ask(question, "en"));

    [Fact]
    public async Task Give_WhatIsAskedForByName_IsHeldToTheSameRules()
    {
        var content = await SampleContent.Loaded;
        var (procedure, party) = (content.Find("voting/how-to-vote", "en")!, content.Find("events/town-hall", "en")!);
        var (now, later) = (new Answerer(content, Today), new Answerer(content, new FixedClock(new DateTimeOffset(2029, 2, 1, 20, 0, 0, TimeSpan.Zero))));

        Assert.IsType<Answer.Found>(now.Give(procedure));
        Assert.Equal(new Answer.Expired(procedure), later.Give(procedure));
        Assert.Equal(new Answer.Unknown(false), later.Give(party));
        Assert.Equal(new Answer.Unknown(true), now.Give(procedure with { Jurisdiction = "Ohio" }));
    }

    [Theory]
    [InlineData("how do i vote in Ohio", "en", "Ohio")]
    [InlineData("cómo voto en California", "es", "California")]
    public async Task Ask_AboutAnotherPlace_SaysSo(string question, string language, string place) =>
        Assert.Equal(new Answer.Elsewhere(place), new Answerer(await SampleContent.Loaded, Today).Ask(question, language));

    [Theory]
    [InlineData("what is measure 7", false)]
    [InlineData("how many ballot boxes does the county own", true)]
    [InlineData("what's the weather", false)]
    [InlineData("", false)]
    public async Task Ask_NothingThatFits_IsUnknown(string question, bool isAboutVoting) =>
        Assert.Equal(new Answer.Unknown(isAboutVoting), new Answerer(await SampleContent.Loaded, Today).Ask(question, "en"));

    [Theory]
    [InlineData("do you get a sleeve to keep the ballot private", "en", "alder-county-elections/voter-guide", "a sleeve that keeps it private")]
    [InlineData("how long do committee members serve", "en", "city-of-alder-falls/measure-4-full-text", "serve three years")]
    [InlineData("¿puedo votar desde mi auto?", "es", "alder-county-elections/voter-guide", "le llevan la boleta al auto")]
    public async Task Ask_WhatOnlyADocumentAnswers_IsQuotedFromIt(string question, string language, string document, string words)
    {
        var answer = Assert.IsType<Answer.Quoted>(new Answerer(await SampleContent.Loaded, Today).Ask(question, language));

        Assert.Equal(document, answer.Document.Id);
        Assert.Contains(words, answer.Text, StringComparison.Ordinal);
        Assert.StartsWith($"{answer.Document.Provenance.Source!.Link}#", answer.Link!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("official: true", "official: true", true)]
    [InlineData("official: true", "official: false", false)]
    [InlineData("jurisdiction: Alder County", "jurisdiction: Texas", false)]
    [InlineData("expires: 2028-11-08", "expires: 2026-11-01", false)]
    [InlineData("Every polling place", "In Texas, every polling place", false)]
    public async Task Ask_ProcedureFromADocument_NeedsItToBeOfficialCurrentAndOurs(string good, string bad, bool isGiven)
    {
        using var content = await ChangedContent.OfAsync("voter-guide.en.md", good, bad);

        var answer = new Answerer(await content.LoadAsync(), Today).Ask("does every polling place have a parking space for curbside voters", "en");

        Assert.Equal(isGiven, answer is Answer.Quoted);
        Assert.IsNotType<Answer.Found>(answer);
    }

    [Theory]
    [InlineData("How do I register to vote in Texas?", true)]
    [InlineData("what is the deadline to register in texas", true)]
    [InlineData("where do I get the FPCA postcard application to register", false)]
    public async Task Ask_WhatAnotherStatesPageAnswers_IsNotAnsweredFromIt(string question, bool namesThePlace)
    {
        using var content = await ChangedContent.OfAsync("voter-guide.en.md", "", "");
        await content.WriteAsync("documents/vote-directory/texas.en.md", """
            ---
            title: Register to vote in Texas
            official: true
            source: {name: National voter directory, link: https://everyvoter.example/tx}
            asOf: 2026-10-01
            expires: 2028-11-08
            jurisdiction: Texas
            ---
            ## How to register
            To register to vote, get the FPCA postcard application at a post office. The deadline to register in Texas is 30 days before Election Day.
            """);

        var answer = new Answerer(await content.LoadAsync(), Today).Ask(question, "en");

        Assert.Equal(namesThePlace, answer == new Answer.Elsewhere("Texas"));
        Assert.NotEqual("vote-directory/texas", (answer as Answer.Quoted)?.Document.Id);
    }

    [Fact]
    public async Task Use_VectorsOfAnotherNumber_AreRefused()
    {
        var answerer = new Answerer(await SampleContent.Loaded, Today);

        Assert.Throws<ArgumentException>(() => answerer.Use("en", new PassageVectors([new float[] { 1 }])));
        answerer.Use("en", new PassageVectors([.. answerer.TextsOf("en").Select(_ => (ReadOnlyMemory<float>)new float[] { 1 })]));
        Assert.IsType<Answer.Quoted>(answerer.Ask("do you get a sleeve to keep the ballot private", "en", new float[] { 1 }));
    }

    [Fact]
    public async Task Ask_ALanguageWithoutEntries_IsUnknown() =>
        Assert.Equal(new Answer.Unknown(false), new Answerer(await SampleContent.Loaded, Today).Ask("bonjour", "fr"));

    /// <summary>A copy of the sample content in which something is changed.</summary>
    private sealed class ChangedContent : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("content-").FullName;

        /// <param name="name">Part of the names of the files that are changed.</param>
        public static async Task<ChangedContent> OfAsync(string name, string good, string bad)
        {
            var content = new ChangedContent();
            foreach (var file in Directory.EnumerateFiles(SampleContent.Folder, "*", SearchOption.AllDirectories))
            {
                var text = await File.ReadAllTextAsync(file);
                var isChanged = good.Length > 0 && file.Contains(name, StringComparison.Ordinal);
                await content.WriteAsync(Path.GetRelativePath(SampleContent.Folder, file), isChanged ? text.Replace(good, bad, StringComparison.Ordinal) : text);
            }
            return content;
        }

        public async Task WriteAsync(string file, string text)
        {
            var path = Path.Combine(_folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text);
        }

        public Task<CampaignContent> LoadAsync() => CampaignContent.LoadAsync(_folder, Today);

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
