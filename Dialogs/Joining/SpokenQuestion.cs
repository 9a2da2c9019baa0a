using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;

namespace CampaignBot.Dialogs.Joining;

/// <summary>Asks which languages somebody speaks; "both" are the campaign's two, whatever else is offered.</summary>
internal sealed class SpokenQuestion(string id) : SeveralQuestion<VolunteerDetails>(id, static (turn, _, _) => new(Options(turn)), d => d.Languages, (d, v) => d with { Languages = v })
{
    private static readonly HashSet<string> Both = new(["both", "both of them", "ambos", "ambas", "los dos", "las dos"], StringComparer.Ordinal);

    public override ValueTask<Reading<VolunteerDetails>> ReadAsync(
        FormTurn turn, VolunteerDetails details, Said said, bool isAsked, CancellationToken cancellationToken) => isAsked && Both.Contains(FoldedText.Fold(said.Text))
        ? new(new Reading<VolunteerDetails>.Taken(details with { Languages = ["en", "es"] }, IsWhole: true))
        : base.ReadAsync(turn, details, said, isAsked, cancellationToken);

    private static IReadOnlyList<Option> Options(FormTurn turn) =>
    [
        new Option("en", turn.Say(JoiningPhrase.English), "english", "ingles"),
        new Option("es", turn.Say(JoiningPhrase.Spanish), "spanish", "espanol"),
        new Option("other", turn.Say(JoiningPhrase.OtherLanguage)),
    ];
}
