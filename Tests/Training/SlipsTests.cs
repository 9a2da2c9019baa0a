using CampaignBot.Training;

namespace CampaignBot.Tests.Training;

public class SlipsTests
{
    [Fact]
    public void Slip_InAText_ChangesOneLongerWordALittle()
    {
        var random = new Randomness(1);
        var seen = new HashSet<string>();
        for (var i = 0; i < 200; i++)
        {
            var slipped = Slips.Add("i am to donate 😀😀", ref random);

            Assert.StartsWith("i am to ", slipped);
            seen.Add(slipped);
        }

        Assert.Contains("i am to dnate 😀😀", seen);
        Assert.Contains("i am to donnate 😀😀", seen);
        Assert.Contains("i am to dnoate 😀😀", seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("i am ok")]
    public void Slip_WithoutLongerWords_ChangesNothing(string text)
    {
        var random = new Randomness(1);

        Assert.Equal(text, Slips.Add(text, ref random));
    }
}
