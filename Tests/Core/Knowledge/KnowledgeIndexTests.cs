using CampaignBot.Core.Knowledge;

namespace CampaignBot.Tests.Core.Knowledge;

public sealed class KnowledgeIndexTests
{
    private static readonly KnowledgeIndex Index = KnowledgeIndex.Build(
        [
            Passage.Of("Polling hours", ["What time do the polls close?"], "Polls are open from 7 a.m. to 8 p.m."),
            Passage.Of("Where to vote", ["Where is my polling place?"], "Your polling place depends on your address."),
            Passage.Of("The river", [], "Old pipes spill sewage into the river when it rains. The river will be cleaned."),
            Passage.Of("The bus", [], "A bus to the hospital, every twenty minutes, also when it rains."),
        ],
        "en");

    [Theory]
    [InlineData("when do polls close", 0)]
    [InlineData("where's my polling place", 1)]
    [InlineData("sewage", 2)]
    [InlineData("cleaning rivers", 2)]
    [InlineData("hospitl bus", 3)]
    public void Search_ByWordsFormsAndTypos_FindsThePassage(string query, int expected)
    {
        var hits = new Hit[2];

        Assert.True(Index.Search(query, hits) > 0);
        Assert.Equal(expected, hits[0].Passage);
    }

    [Theory]
    [InlineData("remove my profile", 0)]
    [InlineData("erase the account", 0)]
    [InlineData("modify my password", 1)]
    public void Search_ForATitleInOtherWords_FindsIt(string query, int expected)
    {
        var index = KnowledgeIndex.Build(
            [Passage.Of("Delete your account", [], "Go to the settings."), Passage.Of("Change your password", [], "Go to the settings."), Passage.Of("Settings", [], "They are above.")], "en");
        var hits = new Hit[1];

        Assert.Equal(1, index.Search(query, hits));
        Assert.Equal(expected, hits[0].Passage);
    }

    [Fact]
    public void Search_AWordSpeltAlmostLikeAnother_IsNotTakenForItWhereItIsKnown()
    {
        var index = KnowledgeIndex.Build([Passage.Of("", [], "We prevent floods."), Passage.Of("", [], "We present the plan."), Passage.Of("", [], "Nothing else.")], "en");
        var hits = new Hit[3];

        Assert.Equal(1, index.Search("prevent", hits));
    }

    [Theory]
    [InlineData("")]
    [InlineData("the of and")]
    [InlineData("zzzzqqqq")]
    [InlineData("🗳️")]
    public void Search_NothingToFind_FindsNothing(string query) => Assert.Equal(0, Index.Search(query, new Hit[2]));

    [Fact]
    public void Search_AQuestionAsItStands_IsWhollyAlike()
    {
        var hits = new Hit[1];
        Index.Search("what time do the polls close", hits);

        Assert.True(hits[0].Likeness > 0.99f);
        Assert.True(hits[0].Coverage > 0.99f);
    }

    [Fact]
    public void Search_WordsThatStandTogether_ComeFirst()
    {
        var index = KnowledgeIndex.Build(
            [
                Passage.Of("", [], "The bus line of the town stops at the mill, and the new road ends there."),
                Passage.Of("", [], "The new bus ends there, at the line of the town road where the mill stops."),
            ],
            "en");
        var hits = new Hit[2];

        index.Search("new bus", hits);

        Assert.Equal(1, hits[0].Passage);
    }

    [Fact]
    public void Search_VeryLongText_IsAnsweredAllTheSame()
    {
        var hits = new Hit[1];

        Assert.Equal(1, Index.Search(string.Join(' ', Enumerable.Repeat("hospital bus polling", 3_000)), hits));
    }

    [Fact]
    public void Build_NoPassages_FindsNothing() => Assert.Equal(0, KnowledgeIndex.Build([], "es").Search("donde voto", new Hit[1]));
}
