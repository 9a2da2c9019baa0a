using CampaignBot.Core.Documents;

namespace CampaignBot.Storage.Sqlite;

/// <summary>One caller's change, waiting for its place in a transaction.</summary>
internal abstract class SqliteChange
{
    /// <summary>Runs the change within the open transaction. A condition that fails is kept for its own caller.</summary>
    public abstract void Apply(SqliteSession session);

    /// <summary>Tells the caller the outcome, once it is on the disk.</summary>
    public abstract void Commit();

    /// <summary>Tells the caller that the transaction failed.</summary>
    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class SqliteChange<T>(Func<SqliteSession, T> apply) : SqliteChange
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;
    private DocumentConflictException? _conflict;

    public Task<T> Done => _done.Task;

    public override void Apply(SqliteSession session)
    {
        try
        {
            _result = apply(session);
        }
        catch (DocumentConflictException e)
        {
            _conflict = e;
        }
    }

    public override void Commit()
    {
        if (_conflict is null)
            _done.SetResult(_result);
        else
            _done.SetException(_conflict);
    }

    public override void Fail(Exception exception) => _done.SetException(exception);
}
