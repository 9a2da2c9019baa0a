using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Forms.Questions;

/// <summary>What a question offers, worked out from what is known.</summary>
public delegate ValueTask<IReadOnlyList<Option>> OptionsOf<T>(FormTurn turn, T details, CancellationToken cancellationToken);

/// <summary>Asks to choose one of several; keeps the option's value.</summary>
public sealed class ChoiceQuestion<T>(string id, OptionsOf<T> options, Func<T, string?> get, Func<T, string?, T> set) : Question<T>(id)
    where T : FormDetails
{
    /// <summary>Whether a message that was no answer to this question may choose: not where the options are common words.</summary>
    public bool IsReadUnasked { get; init; } = true;

    /// <summary>Whether an option must be all that is said: where it agrees to something, or can't be undone.</summary>
    public bool IsWholeOnly { get; init; }

    /// <inheritdoc/>
    public override bool IsAnswered(T details) => get(details) is not null;

    /// <inheritdoc/>
    public override T Cleared(T details) => set(details, null);

    // What was chosen may be offered no more; its value is better than nothing.
    /// <inheritdoc/>
    public override async ValueTask<string?> ShownAsync(FormTurn turn, T details, CancellationToken cancellationToken) => get(details) is { } value
        ? (await options(turn, details, cancellationToken)).FirstOrDefault(o => o.Value == value)?.Title ?? value
        : null;

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<Option>> OptionsAsync(FormTurn turn, T details, CancellationToken cancellationToken) => options(turn, details, cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask<Reading<T>> ReadAsync(FormTurn turn, T details, Said said, bool isAsked, CancellationToken cancellationToken)
    {
        if (!isAsked && !IsReadUnasked)
            return new Reading<T>.Nothing();
        var (found, isWhole) = OptionReader.Read(said.Text, turn.Language, await options(turn, details, cancellationToken), isAsked, said.Entities);
        return found is [var only] && (isWhole || !IsWholeOnly) ? new Reading<T>.Taken(set(details, only.Value), isWhole)
            : isAsked ? new Reading<T>.Wrong(turn.Say(Phrase.PickOne))
            : new Reading<T>.Nothing();
    }
}
