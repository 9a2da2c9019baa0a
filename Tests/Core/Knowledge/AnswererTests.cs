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
        var folder = Directory.CreateTempSubdirectory("elsewhere-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(SampleContent.Folder, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(folder.FullName, Path.GetRelativePath(SampleContent.Folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                var text = await File.ReadAllTextAsync(file);
                await File.WriteAllTextAsync(copy, file.Contains("poll-hours", StringComparison.Ordinal) ? text.Replace("jurisdiction: Alder County", "jurisdiction: Ohio") : text);
            }
            var content = await CampaignContent.LoadAsync(folder.FullName, Today);

            var answer = new Answerer(content, Today).Ask("what time do the polls close", "en");

            Assert.Contains(content.Warnings, w => w.Message.Contains("'Ohio'", StringComparison.Ordinal));
            Assert.NotEqual("voting/poll-hours", (answer as Answer.Found)?.Entry.Id);
            Assert.DoesNotContain((answer as Answer.WhichOne)?.Entries ?? [], e => e.Id == "voting/poll-hours");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
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

    [Fact]
    public async Task Ask_ALanguageWithoutEntries_IsUnknown() =>
        Assert.Equal(new Answer.Unknown(false), new Answerer(await SampleContent.Loaded, Today).Ask("bonjour", "fr"));
}
