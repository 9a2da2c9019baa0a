using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Forms.Questions;

/// <summary>Asks for a yes or a no.</summary>
public class YesNoQuestion<T>(string id, Func<T, bool?> get, Func<T, bool?, T> set) : Question<T>(id)
    where T : FormDetails
{
    /// <summary>Whether this asks if all is right that was gathered: a no asks what to change.</summary>
    public bool IsConfirmation { get; init; }

    /// <inheritdoc/>
    public override bool IsAnswered(T details) => get(details) is not null;

    /// <inheritdoc/>
    public override T Cleared(T details) => set(details, null);

    /// <inheritdoc/>
    public override ValueTask<string?> ShownAsync(FormTurn turn, T details, CancellationToken cancellationToken) =>
        new(get(details) is { } yes ? turn.Say(yes ? Phrase.Yes : Phrase.No) : null);

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<Option>> OptionsAsync(FormTurn turn, T details, CancellationToken cancellationToken) =>
        new([new Option("yes", turn.Say(Phrase.Yes)), new Option("no", turn.Say(Phrase.No))]);

    /// <inheritdoc/>
    public override ValueTask<Reading<T>> ReadAsync(FormTurn turn, T details, Said said, bool isAsked, CancellationToken cancellationToken) => new(
        !isAsked ? new Reading<T>.Nothing()
        : Answer(said.Text) switch
        {
            true => new Reading<T>.Taken(set(details, true), IsWhole: true),
            false when IsConfirmation => new Reading<T>.Change(),
            false => new Reading<T>.Taken(set(details, false), IsWhole: true),
            null => new Reading<T>.Wrong(turn.Say(Phrase.YesOrNo)),
        });

    // The buttons are numbered on channels without any.
    private static bool? Answer(string text) => text switch { "1" => true, "2" => false, _ => FormWords.YesOrNo(text) };
}
