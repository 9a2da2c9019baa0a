namespace CampaignBot.Dialogs.Forms.Questions;

/// <summary>A question whose answer is one property of the details.</summary>
/// <typeparam name="TValue">The property's type, without its null.</typeparam>
public abstract class ValueQuestion<T, TValue>(string id, Func<T, TValue?> get, Func<T, TValue?, T> set) : Question<T>(id)
    where T : FormDetails
    where TValue : class
{
    /// <inheritdoc/>
    public override bool IsAnswered(T details) => get(details) is not null;

    /// <inheritdoc/>
    public override T Cleared(T details) => set(details, null);

    /// <inheritdoc/>
    public override ValueTask<string?> ShownAsync(FormTurn turn, T details, CancellationToken cancellationToken) =>
        new(get(details) is { } value ? Shown(turn, details, value) : null);

    /// <summary>An answer as a summary shows it.</summary>
    protected abstract string Shown(FormTurn turn, T details, TValue value);

    /// <summary>The details with an answer.</summary>
    protected Reading<T> Taken(T details, TValue value, bool isWhole) => new Reading<T>.Taken(set(details, value), isWhole);
}
