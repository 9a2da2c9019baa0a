namespace CampaignBot.Core.Understanding;

/// <summary>Why a language model gave nothing that can be used.</summary>
public enum ModelFailure
{
    /// <summary>It took longer than it may.</summary>
    Late,

    /// <summary>There is no connection, or it broke.</summary>
    Unreachable,

    /// <summary>It has too much to do (429).</summary>
    Busy,

    /// <summary>The server failed (5xx).</summary>
    ServerError,

    /// <summary>It doesn't let us in (401, 403, no token to be had).</summary>
    NotLetIn,

    /// <summary>It doesn't take the request: no such model, too long, a parameter it doesn't know (400, 404 and the like).</summary>
    Rejected,

    /// <summary>It would rather not say.</summary>
    Refused,

    /// <summary>What it answered is not what it was to answer.</summary>
    Malformed,

    /// <summary>It failed so often of late that it isn't asked for a while.</summary>
    Paused,

    /// <summary>The day's tokens are used up.</summary>
    BudgetSpent,
}

/// <summary>
/// A language model gave nothing that can be used; whoever asked does without. The message holds nothing of what was asked or
/// answered, so that it can be logged.
/// </summary>
/// <param name="detail">The server's own word for it: a status, a code.</param>
/// <param name="retryAfter">When the server said to come back.</param>
public sealed class ModelUnavailableException(ModelFailure failure, string? detail = null, TimeSpan? retryAfter = null)
    : Exception(detail is null ? $"The language model can't be used now: {failure}." : $"The language model can't be used now: {failure} ({detail}).")
{
    public ModelFailure Failure => failure;

    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>Whether asking once more may help.</summary>
    public bool IsPassing => failure is ModelFailure.Unreachable or ModelFailure.Busy or ModelFailure.ServerError;
}
