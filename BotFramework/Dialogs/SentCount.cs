namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>How much was sent in a turn so far, to tell whether a part of it said something.</summary>
internal static class SentCount
{
    /// <summary>The number of activities sent; traces don't count. In a context made elsewhere, 1 once it has responded.</summary>
    public static int Of(ITurnContext turnContext) => turnContext switch
    {
        TurnContext turn => turn.SentCount,
        IDelegatingTurnContext outer => Of(outer.Inner),
        _ => turnContext.Responded ? 1 : 0,
    };
}
