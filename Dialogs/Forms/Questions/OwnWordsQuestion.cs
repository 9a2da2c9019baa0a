using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Forms.Questions;

/// <summary>Asks what somebody wants to be asked on their behalf: the answer is kept as it is, and may itself be a question.</summary>
/// <param name="longest">In UTF-16 units.</param>
public sealed class OwnWordsQuestion<T>(string id, int longest, Func<T, string?> get, Func<T, string?, T> set) : ValueQuestion<T, string>(id, get, set)
    where T : FormDetails
{
    private const int LongestShown = 60;

    /// <summary>Whether a question that the bot can answer is answered instead.</summary>
    public bool LeavesWhatIsKnown { get; init; }

    /// <inheritdoc/>
    public override bool IsFreeText => true;

    /// <inheritdoc/>
    public override ValueTask<Reading<T>> ReadAsync(FormTurn turn, T details, Said said, bool isAsked, CancellationToken cancellationToken) => new(
        !isAsked || said.Text.Length == 0 || (LeavesWhatIsKnown && turn.Heard.IsAnswerable) ? new Reading<T>.Nothing()
        : said.Text.Length > longest ? new Reading<T>.Wrong(turn.Say(Phrase.TooMuchText, longest))
        : Taken(details, said.Text, isWhole: true));

    /// <inheritdoc/>
    protected override string Shown(FormTurn turn, T details, string value) => value.Length <= LongestShown ? value : $"{value[..LongestShown].TrimEnd()}…";
}
