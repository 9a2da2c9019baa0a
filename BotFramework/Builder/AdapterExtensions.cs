namespace Microsoft.Bot.Builder;

/// <summary>Gives the state objects to the turns of an adapter.</summary>
public static class AdapterExtensions
{
    /// <summary>Puts the storage into each turn's state.</summary>
    public static BotAdapter UseStorage(this BotAdapter botAdapter, IStorage storage)
    {
        ArgumentNullException.ThrowIfNull(botAdapter);
        return botAdapter.Use(new RegisterClassMiddleware<IStorage>(storage));
    }

    /// <summary>Puts the states into each turn's state and, if <paramref name="auto"/>, saves them at its end.</summary>
    public static BotAdapter UseState(this BotAdapter botAdapter, UserState userState, ConversationState conversationState, bool auto = true)
    {
        ArgumentNullException.ThrowIfNull(userState);
        ArgumentNullException.ThrowIfNull(conversationState);
        botAdapter.UseBotState(userState, conversationState);
        return auto ? botAdapter.Use(new AutoSaveStateMiddleware(userState, conversationState)) : botAdapter;
    }

    /// <summary>Puts the states into each turn's state, each under the full name of its class.</summary>
    public static BotAdapter UseBotState(this BotAdapter botAdapter, params BotState[] botStates)
    {
        ArgumentNullException.ThrowIfNull(botAdapter);
        ArgumentNullException.ThrowIfNull(botStates);
        foreach (var state in botStates)
            botAdapter.Use(new RegisterClassMiddleware<BotState>(state, state.GetType().FullName!));
        return botAdapter;
    }
}
