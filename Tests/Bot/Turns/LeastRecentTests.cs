using CampaignBot.Turns;

namespace CampaignBot.Tests.Bot.Turns;

public sealed class LeastRecentTests
{
    private readonly List<string> _made = [];

    private string Make(string key)
    {
        _made.Add(key);
        return key;
    }

    [Fact]
    public void GetOrAdd_OverCapacity_ForgetsWhatWasNotAskedForTheLongest()
    {
        var cache = new LeastRecent<string>(2);
        foreach (var key in new[] { "a", "b", "a", "c", "a", "b" })
            cache.GetOrAdd(key, Make);
        Assert.Equal(["a", "b", "c", "b"], _made);
    }

    [Fact]
    public void GetOrAdd_ValuesInUse_AreKeptOverCapacityAndForgottenAfterwards()
    {
        var used = new HashSet<string> { "a", "b", "c" };
        var cache = new LeastRecent<string>(1, key => !used.Contains(key));
        foreach (var key in new[] { "a", "b", "c", "d", "a", "b", "c" })
            cache.GetOrAdd(key, Make);
        Assert.Equal(["a", "b", "c", "d"], _made);
        used.Clear();
        cache.GetOrAdd("e", Make);
        cache.GetOrAdd("c", Make);
        Assert.Equal(["a", "b", "c", "d", "e", "c"], _made);
    }
}
