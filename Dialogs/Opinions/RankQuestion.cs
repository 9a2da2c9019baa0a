using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;

namespace CampaignBot.Dialogs.Opinions;

/// <summary>Asks to put things in an order, of a list or of the person's own; keeps options' values and the person's words, in their order.</summary>
public sealed class RankQuestion<T>(string id, OptionsOf<T> options, Func<T, IReadOnlyList<string>?> get, Func<T, IReadOnlyList<string>?, T> set) : Question<T>(id)
    where T : FormDetails
{
    /// <summary>The most things one may name.</summary>
    public const int Most = 12;

    private const int LongestOwn = 200;
    private static readonly char[] Separators = [',', ';', '\n', '/', '>', '&'];
    private static readonly string[] Joints = [" and then ", " and ", " then ", " y luego ", " y ", " e ", " luego "];

    /// <inheritdoc/>
    public override bool IsFreeText => true;

    /// <inheritdoc/>
    public override bool IsAnswered(T details) => get(details) is not null;

    /// <inheritdoc/>
    public override T Cleared(T details) => set(details, null);

    /// <inheritdoc/>
    public override async ValueTask<string?> ShownAsync(FormTurn turn, T details, CancellationToken cancellationToken) =>
        get(details) is { } ranked ? string.Join(", ", RankedList.Titles(ranked, await options(turn, details, cancellationToken))) : null;

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<Option>> OptionsAsync(FormTurn turn, T details, CancellationToken cancellationToken) => options(turn, details, cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask<Reading<T>> ReadAsync(FormTurn turn, T details, Said said, bool isAsked, CancellationToken cancellationToken)
    {
        var offered = await options(turn, details, cancellationToken);
        if (!isAsked)
        {
            var (named, isAll) = OptionReader.Read(said.Text, turn.Language, offered, isAsked: false);
            return named.Count > 0 ? new Reading<T>.Taken(set(details, [.. named.Select(o => o.Value)]), isAll) : new Reading<T>.Nothing();
        }
        var ranked = new List<string>();
        var own = 0;
        foreach (var piece in Pieces(said.Text))
        {
            var (found, _) = OptionReader.Read(piece, turn.Language, offered, isAsked: true);
            if (found.Count == 0 && piece.All(c => char.IsDigit(c) || char.IsWhiteSpace(c)))
                return new Reading<T>.Wrong(turn.Say(Wording.Phrase.PickSome));
            if (found.Count == 0)
                own++;
            ranked.AddRange(found.Count > 0 ? found.Select(o => o.Value) : [piece.Length > LongestOwn ? piece[..LongestOwn].TrimEnd() : piece]);
        }
        ranked = [.. ranked.Distinct(StringComparer.OrdinalIgnoreCase)];
        return ranked.Count == 0 ? new Reading<T>.Wrong(turn.Say(Wording.Phrase.PickSome))
            : ranked.Count > Most ? new Reading<T>.Wrong(turn.Say(OpinionPhrase.PrioritiesTooMany, Most))
            : new Reading<T>.Taken(set(details, ranked), IsWhole: own == 0 && !said.Text.Contains('?'));
    }

    private static IEnumerable<string> Pieces(string text)
    {
        // "3 1 2", as numbered choices are answered by SMS.
        if (text.All(c => char.IsAsciiDigit(c) || char.IsWhiteSpace(c) || Separators.Contains(c)))
            return text.Split([.. Separators, ' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return text.Split(Separators, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(p => p.Split(Joints, StringSplitOptions.RemoveEmptyEntries))
            .Select(p => p.Trim(' ', '.', '!', '-', '*', '\r', '\t', '"'))
            .Where(p => FoldedText.Key(p).Length > 0);
    }
}
