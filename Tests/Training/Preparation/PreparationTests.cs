using CampaignBot.Training;

namespace CampaignBot.Tests.Training.Preparation;

public sealed class PreparationTests
{
    private static readonly string[] Places = ["library", "school", "city hall", "church on main", "fire station", "community center", "park house", "college gym", "senior center", "museum", "old courthouse", "grange"];

    [Fact]
    public void Finish_OfTheSameWords_KeepsOne()
    {
        var figures = Prepared(new("Where do I vote?", "vote", "en"), new("where do i vote", "vote", "en"), new("WHERE DO I VOTE!!", "vote", "en"), new("can i donate", "donate", "en")).Figures;

        Assert.Equal((4, 2, 2), (figures.Changes.Read, figures.Messages, figures.Changes.ExactDuplicates));
    }

    [Fact]
    public void Finish_OfNearlyTheSameWords_KeepsOneOfEachLabelAndReportsTheOthers()
    {
        var prepared = Prepared(
            new("where can i drop off my ballot in town", "dropbox", "en"),
            new("where can i drop off my balot in town", "dropbox", "en"),
            new("where can i drop off my ballots in town", "mail", "en"),
            new("who pays for the bridge", "cost", "en"));

        Assert.Equal(1, prepared.Figures.Changes.NearDuplicates);
        Assert.Equal(3, prepared.Messages.Count);
        Assert.All(prepared.Figures.Conflicts, c => Assert.False(c.LeftOut));
        Assert.Equal(["dropbox", "mail"], prepared.Figures.Conflicts[0].Intents.Order());
    }

    [Fact]
    public void Finish_OfContradictingLabels_KeepsWhatMostHaveOrNone()
    {
        var prepared = Prepared(
            new("how much", "cost", "en"), new("How much?", "cost", "en"), new("how MUCH", "donate", "en"),
            new("where is it", "vote", "en"), new("where is it?", "events", "en"),
            new("another thing altogether", "none", "en"));

        Assert.Equal("cost", prepared.Messages.Single(m => m.Text.StartsWith("how", StringComparison.OrdinalIgnoreCase)).Intent);
        Assert.DoesNotContain(prepared.Messages, m => m.Text.StartsWith("where", StringComparison.Ordinal));
        Assert.Equal((2, 3), (prepared.Figures.ConflictCount, prepared.Figures.Changes.Contradictory));
        Assert.Equal([true, false], prepared.Figures.Conflicts.OrderBy(c => c.Intents[0] == "cost").Select(c => c.LeftOut));
    }

    [Fact]
    public void Finish_DividesEveryIntentAndLanguageByTheShares()
    {
        var prepared = Prepared([.. Different(100, "vote", "en"), .. Different(50, "donate", "en", "give money at"), .. Different(40, "vote", "es", "puedo votar en")]);

        foreach (var stratum in prepared.Messages.GroupBy(m => (m.Intent, m.Language)))
        {
            var share = (double)stratum.Count(m => m.Part == DataPart.Test) / stratum.Count();
            Assert.InRange(share, 0.14, 0.26);
            Assert.InRange((double)stratum.Count(m => m.Part == DataPart.Validation) / stratum.Count(), 0.05, 0.16);
        }
    }

    [Fact]
    public void Finish_KeepsAlikeMessagesAndConversationsOnOneSide()
    {
        var preparation = new CampaignBot.Training.Preparation(new PreparationOptions());
        for (var c = 0; c < 40; c++)
        {
            preparation.Add(new ExportedConversation($"c{c}", "sms", "en", null,
            [
                new(null, null, Speaker.Voter, Sentence(c * 3), "vote", Reviewed: true),
                new(null, null, Speaker.Bot, "An answer", null, Reviewed: true),
                new(null, null, Speaker.Voter, Sentence((c * 3) + 1), "donate", Reviewed: true),
                new(null, null, Speaker.Voter, Sentence((c * 3) + 2), "vote"),
            ]));
        }
        preparation.Add(Different(200, "events", "en", "what is on at"));

        var prepared = preparation.Finish();

        Assert.Equal(40, prepared.Figures.Changes.Unreviewed);
        Assert.All(prepared.Messages.GroupBy(m => m.Group), group => Assert.Single(group.Select(m => m.Part).Distinct()));
        var index = new NearDuplicates([.. prepared.Messages.Select(m => m.Text)]);
        for (var a = 0; a < prepared.Messages.Count; a++)
        {
            for (var b = 0; b < a; b++)
                Assert.False(prepared.Messages[a].Part != prepared.Messages[b].Part && index.Likeness(a, b) >= NearDuplicates.Alike);
        }
        Assert.DoesNotContain(prepared.Messages, m => m.Text == "An answer");
    }

    [Fact]
    public void Finish_WhateverTheOrder_GivesTheSame()
    {
        var examples = Different(80, "vote", "en").Concat(Different(30, "donate", "en", "give money at")).ToList();

        var one = Prepared([.. examples]);
        var other = Prepared([.. Enumerable.Reverse(examples)]);

        Assert.Equal(one.Messages, other.Messages);
        Assert.Equal(PreparationReport.Of(one.Figures).ToString(), PreparationReport.Of(other.Figures).ToString());
    }

    [Fact]
    public void Finish_MeasuresBalanceAndOverlap()
    {
        var figures = Prepared([.. Different(60, "vote", "en"), .. Different(20, "donate", "en", "give money at"), new("plz help me vote 😀", "help", "en"), new("Could you help me, please?", "help", "en")]).Figures;

        Assert.Equal(["donate", "help", "vote"], figures.Intents.Select(i => i.Intent));
        Assert.Equal(30, figures.Imbalance);
        Assert.InRange(figures.Evenness, 0.5, 0.8);
        Assert.Equal(figures.Messages, figures.Parts.Values.Sum());
        Assert.Equal(1, figures.Registers.Values.Sum(r => r["texting"]));
        Assert.Equal(1, figures.Registers.Values.Sum(r => r["formal"]));
        Assert.InRange(figures.TestWordsKnown, 0.1, 0.9);
        Assert.All(figures.Nearest, n => Assert.InRange(n, 0, 0.99));
    }

    [Fact]
    public void Finish_OfNothing_SaysWhatIsTaken()
    {
        var preparation = new CampaignBot.Training.Preparation(new PreparationOptions());
        preparation.Add(new ExportedConversation("c", null, null, null, [new(null, null, Speaker.Voter, "hello")]));

        var e = Assert.Throws<InvalidDataException>(() => preparation.Finish());

        Assert.Contains("reviewed", e.Message, StringComparison.Ordinal);
    }

    /// <summary>Random letters, a pair of which is alike now and then by chance: every pair that truly is must be found.</summary>
    [Fact]
    public void Pairs_OfManyTexts_AreThoseOfComparingAllWithAll()
    {
        var random = new Random(3);
        var texts = Enumerable.Range(0, 150).Select(Sentence).ToList();
        texts.AddRange(texts.Take(100).Select(t => t.Remove(random.Next(t.Length), 1)).ToList());
        var index = new NearDuplicates(texts);

        var found = index.Pairs().ToHashSet();

        var all = from b in Enumerable.Range(0, texts.Count) from a in Enumerable.Range(0, b) where index.Likeness(a, b) >= NearDuplicates.Alike select (a, b);
        Assert.Equal(all.Order(), found.Order());
        Assert.True(found.Count >= 95);
    }

    private static PreparedData Prepared(params IntentExample[] examples)
    {
        var preparation = new CampaignBot.Training.Preparation(new PreparationOptions());
        preparation.Add(examples);
        return preparation.Finish();
    }

    private static IEnumerable<IntentExample> Different(int count, string intent, string language, string start = "can i vote at") =>
        Enumerable.Range(0, count).Select(i => new IntentExample($"{start} {Places[i % Places.Length]} {Sentence(i + 500)}", intent, language));

    /// <summary>A few words made up of random letters, different for each number.</summary>
    private static string Sentence(int number)
    {
        var random = new Random(number + 1);
        return string.Join(' ', Enumerable.Range(0, 5).Select(_ => string.Concat(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? "bcdfghjklmnprstvwz" : "aeiou")[random.Next(i % 2 == 0 ? 18 : 5)]))));
    }
}
