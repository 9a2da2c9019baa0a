using CampaignBot.Core.Knowledge;

namespace CampaignBot.Tests.Core.Knowledge;

public sealed class PassageFinderTests
{
    private static readonly Passage[] Passages =
    [
        Passage.Of("", [], "The sewer under Mill Street was built in 1931. It overflowed on 31 days of 2025. The council approved its replacement."),
        Passage.Of("", [], "The bus will stop at the hospital and at the college. A ride costs $1.50. Nobody under 18 pays."),
        Passage.Of("", [], "The council approved 11 miles of sidewalk for Northside. The mayor opposed the plan."),
    ];

    private static readonly PassageFinder Finder = new(Passages, "en");

    [Theory]
    [InlineData("when was the sewer built", 0, 0)]
    [InlineData("how many days did the sewer overflow", 0, 1)]
    [InlineData("what does a bus ride cost", 1, 1)]
    public void Find_AQuestion_PointsToTheSentenceThatAnswers(string question, int passage, int sentence)
    {
        var found = Finder.Find(question, 3)[0];

        Assert.Equal((passage, sentence), (found.Passage, found.Sentence));
    }

    [Theory]
    [InlineData("who opposed the plan", "who supported the plan")]
    [InlineData("which sidewalks has the council approved", "which sidewalks has the council not approved")]
    [InlineData("when was the sewer under Mill Street built", "when was the sewer under Oak Street built")]
    [InlineData("what did the council approve for Northside", "what did the council disapprove for Northside")]
    [InlineData("how often did the sewer overflow in 2025", "how often did the sewer overflow in 2019")]
    public void Find_WhatOnlySeemsToBeAnswered_IsLessSure(string answered, string unanswered) =>
        Assert.True(Finder.Find(answered, 1)[0].Confidence > Finder.Find(unanswered, 1)[0].Confidence + 0.1f);

    [Fact]
    public void Find_ByOneWord_IsNeverSure() => Assert.Equal(0, Finder.Find("sidewalk?", 1)[0].Confidence);

    [Fact]
    public void Find_NothingInCommon_FindsNothing() => Assert.Empty(Finder.Find("zzzz qqqq", 3));

    [Fact]
    public void Find_WithVectors_FindsWhatIsMeantInOtherWords()
    {
        var vectors = new PassageVectors([new float[] { 1, 0, 0 }, new float[] { 0, 2, 0 }, new float[] { 0, 0, 3 }]);

        Assert.Empty(Finder.Find("fares", 3));
        Assert.Equal(1, Finder.Find("fares", 3, new float[] { 0.1f, 0.9f, 0.2f }, vectors)[0].Passage);
    }

    [Fact]
    public void Find_WithVectors_PutsFirstWhatBothFind()
    {
        // By words the sidewalks come first, by meaning the sewer; the one that is second in both beats a first that is last in the other.
        var vectors = new PassageVectors([new float[] { 1, 0 }, new float[] { -1, 0 }, new float[] { 0.9f, 0.1f }]);

        Assert.Equal([2, 0], Finder.Find("council approved sidewalk", 2, new float[] { 1, 0 }, vectors).Select(f => f.Passage));
    }

    [Fact]
    public void Find_VectorsOfOtherPassagesOrModels_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Finder.Find("sewer", 1, new float[] { 1 }, new PassageVectors([new float[] { 1 }])));
        Assert.Throws<ArgumentException>(() => new PassageVectors([new float[] { 1 }, new float[] { 1, 2 }]));
        Assert.Throws<ArgumentException>(() => new PassageVectors([new float[] { 1, 2 }]).Nearest([1], new int[1]));
    }

    [Fact]
    public void Nearest_ByAngle_ComesInOrderAndLeavesOutWhatPointsAway()
    {
        var vectors = new PassageVectors([new float[] { 1, 1 }, new float[] { 0, 0 }, new float[] { 5, 0.5f }, new float[] { -1, 0 }]);
        var nearest = new int[4];

        Assert.Equal(2, vectors.Nearest([2, 0], nearest));
        Assert.Equal([2, 0], nearest[..2]);
    }
}
