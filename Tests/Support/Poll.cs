namespace CampaignBot.Tests.Support;

/// <summary>Waits for a result that another thread or process brings about.</summary>
public static class Poll
{
    /// <summary>Asks every few milliseconds until the answer is yes; fails the test after 30 seconds, or the time given.</summary>
    public static async Task UntilAsync(Func<bool> condition, TimeSpan? atMost = null) =>
        await UntilAsync(() => Task.FromResult(condition()), atMost);

    /// <inheritdoc cref="UntilAsync(Func{bool}, TimeSpan?)"/>
    public static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan? atMost = null)
    {
        var limit = atMost ?? TimeSpan.FromSeconds(30);
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > limit)
                Assert.Fail($"Still not so after {limit}.");
            await Task.Delay(5);
        }
    }
}
