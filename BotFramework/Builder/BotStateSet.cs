namespace Microsoft.Bot.Builder;

/// <summary>States that are loaded and saved together.</summary>
public class BotStateSet
{
    public BotStateSet(params BotState[] botStates) => BotStates.AddRange(botStates);

    public List<BotState> BotStates { get; set; } = [];

    public BotStateSet Add(BotState botState)
    {
        ArgumentNullException.ThrowIfNull(botState);
        BotStates.Add(botState);
        return this;
    }

    public Task LoadAllAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default) =>
        AllAsync(state => state.LoadAsync(turnContext, force, cancellationToken));

    /// <summary>Saves those that changed. One that fails doesn't keep the others from being saved.</summary>
    public Task SaveAllChangesAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default) =>
        AllAsync(state => state.SaveChangesAsync(turnContext, force, cancellationToken));

    private Task AllAsync(Func<BotState, Task> act) => BotStates.Count == 1 ? act(BotStates[0]) : Task.WhenAll(BotStates.Select(act));
}

/// <summary>Saves states at the end of each turn that doesn't throw.</summary>
public class AutoSaveStateMiddleware : IMiddleware
{
    public AutoSaveStateMiddleware(params BotState[] botStates) => BotStateSet = new BotStateSet(botStates);

    public AutoSaveStateMiddleware(BotStateSet botStateSet)
    {
        ArgumentNullException.ThrowIfNull(botStateSet);
        BotStateSet = botStateSet;
    }

    public BotStateSet BotStateSet { get; set; }

    public AutoSaveStateMiddleware Add(BotState botState)
    {
        BotStateSet.Add(botState);
        return this;
    }

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(next);
        await next(cancellationToken);
        await BotStateSet.SaveAllChangesAsync(turnContext, false, cancellationToken);
    }
}
