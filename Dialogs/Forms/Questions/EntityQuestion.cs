using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;

namespace CampaignBot.Dialogs.Forms.Questions;

/// <summary>A question answered by something that messages name: an address, a phone number, a day.</summary>
/// <param name="read">The value, or what to say to one that can't be it; both null where this one is none.</param>
/// <param name="shown">The answer as a summary shows it.</param>
/// <param name="missing">What to say where there is none in an answer.</param>
public class EntityQuestion<T, TValue>(
    string id,
    EntityKind kind,
    Func<FormTurn, EntityValue, (TValue? Value, string? Why)> read,
    Func<FormTurn, TValue, string> shown,
    Func<FormTurn, string> missing,
    Func<T, TValue?> get,
    Func<T, TValue?, T> set) : ValueQuestion<T, TValue>(id, get, set)
    where T : FormDetails
    where TValue : class
{
    // "My number is", "on", "el": what may stand beside the entity in an answer that says nothing else.
    private const int FewWords = 4;

    /// <inheritdoc/>
    public override EntityKind? Kind => kind;

    /// <inheritdoc/>
    public override ValueTask<Reading<T>> ReadAsync(FormTurn turn, T details, Said said, bool isAsked, CancellationToken cancellationToken)
    {
        string? why = null;
        foreach (var entity in said.Entities)
        {
            var (value, problem) = read(turn, entity.Value);
            if (value is not null)
                return new(Taken(details, value, WordsBeside(said.Text, entity) <= FewWords && !said.Text.Contains('?')));
            why ??= problem;
        }
        return new(isAsked ? ReadWords(turn, details, said) ?? new Reading<T>.Wrong(why ?? missing(turn)) : new Reading<T>.Nothing());
    }

    /// <summary>Reads an answer that names no entity; null where it is none.</summary>
    protected virtual Reading<T>? ReadWords(FormTurn turn, T details, Said said) => null;

    /// <inheritdoc/>
    protected override string Shown(FormTurn turn, T details, TValue value) => shown(turn, value);

    private static int WordsBeside(string text, Entity entity)
    {
        if (entity.End > text.Length || string.CompareOrdinal(text, entity.Start, entity.Text, 0, entity.Length) != 0)
            return 0;
        var rest = FoldedText.Fold(string.Concat(text.AsSpan(0, entity.Start), " ", text.AsSpan(entity.End)));
        return rest.Length == 0 ? 0 : rest.Count(c => c == ' ') + 1;
    }
}
