namespace CampaignBot.Benchmarks.Load;

/// <summary>One simulated person who asks, waits for the answer, and asks again, over one of the bot's two web protocols.</summary>
internal interface IVoter : IAsyncDisposable
{
    /// <summary>Opens the conversation.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Says <paramref name="text"/> and returns when the bot's first reply to it is here.</summary>
    Task AskAsync(string text, CancellationToken cancellationToken);
}
