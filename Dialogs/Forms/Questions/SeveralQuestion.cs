using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Forms.Questions;

/// <summary>Asks to choose any number of several; keeps the options' values.</summary>
public class SeveralQuestion<T>(string id, OptionsOf<T> options, Func<T, IReadOnlyList<string>?> get, Func<T, IReadOnlyList<string>?, T> set) : Question<T>(id)
    where T : FormDetails
{
    private static readonly HashSet<string> All = new(["all", "all of them", "everything", "any", "any of them", "both", "todos", "todas", "todo", "cualquiera", "todas ellas", "ambos", "ambas"], StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool IsAnswered(T details) => get(details) is not null;

    /// <inheritdoc/>
    public override T Cleared(T details) => set(details, null);

    /// <inheritdoc/>
    public override async ValueTask<string?> ShownAsync(FormTurn turn, T details, CancellationToken cancellationToken)
    {
        if (get(details) is not { } values)
            return null;
        var known = await options(turn, details, cancellationToken);
        return Wording.Words.List([.. values.Select(v => known.FirstOrDefault(o => o.Value == v)?.Title ?? v)], turn.Language);
    }

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<Option>> OptionsAsync(FormTurn turn, T details, CancellationToken cancellationToken) => options(turn, details, cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask<Reading<T>> ReadAsync(FormTurn turn, T details, Said said, bool isAsked, CancellationToken cancellationToken)
    {
        var offered = await options(turn, details, cancellationToken);
        if (isAsked && All.Contains(FoldedText.Fold(said.Text)))
            return new Reading<T>.Taken(set(details, [.. offered.Select(o => o.Value)]), IsWhole: true);
        var (found, isWhole) = OptionReader.Read(said.Text, turn.Language, offered, isAsked);
        return found.Count > 0 ? new Reading<T>.Taken(set(details, [.. found.Select(o => o.Value)]), isWhole)
            : isAsked ? new Reading<T>.Wrong(turn.Say(Phrase.PickSome))
            : new Reading<T>.Nothing();
    }
}
