namespace Microsoft.Bot.Builder;

/// <summary>Puts a service into the state of each turn, where bot and dialogs find it. The turn doesn't dispose it.</summary>
public class RegisterClassMiddleware<T> : IMiddleware
    where T : class
{
    private readonly string key;

    public RegisterClassMiddleware(T service)
        : this(service, typeof(T).FullName!)
    {
    }

    public RegisterClassMiddleware(T service, string key)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        (Service, this.key) = (service, key);
    }

    public T Service { get; set; }

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate nextTurn, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        ArgumentNullException.ThrowIfNull(nextTurn);
        var before = turnContext.TurnState.Get<object>(key);
        turnContext.TurnState.Set(key, Service);
        try
        {
            await nextTurn(cancellationToken);
        }
        finally
        {
            turnContext.TurnState.Set(key, before);
        }
    }
}
