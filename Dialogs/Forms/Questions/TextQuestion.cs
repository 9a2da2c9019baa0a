using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Forms.Questions;

/// <summary>Asks for words of the person's own, kept as they are.</summary>
/// <param name="longest">In UTF-16 units.</param>
public sealed class TextQuestion<T>(string id, int longest, Func<T, string?> get, Func<T, string?, T> set) : ValueQuestion<T, string>(id, get, set)
    where T : FormDetails
{
    private const int LongestShown = 60;

    /// <inheritdoc/>
    public override bool IsFreeText => true;

    /// <inheritdoc/>
    public override ValueTask<Reading<T>> ReadAsync(FormTurn turn, T details, Said said, bool isAsked, CancellationToken cancellationToken) => new(
        !isAsked || said.Text.Length == 0 ? new Reading<T>.Nothing()
        : said.Text.Length > longest ? new Reading<T>.Wrong(turn.Say(Phrase.TooMuchText, longest))
        : Taken(details, said.Text, isWhole: false));

    /// <inheritdoc/>
    protected override string Shown(FormTurn turn, T details, string value) => value.Length <= LongestShown ? value : $"{value[..LongestShown].TrimEnd()}…";
}
