using System.Globalization;
using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Joining;

/// <summary>Asks on which days of the week somebody mostly has time: "saturdays and sundays", "weekdays", "it varies".</summary>
internal sealed class DaysQuestion(string id) : Question<VolunteerDetails>(id)
{
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];
    private static readonly DayOfWeek[] Weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday];
    private static readonly DayOfWeek[] All = [.. Weekdays, .. Weekend];

    // Folded; without a plural's s, which is cut off a word before it is looked up.
    private static readonly Dictionary<string, DayOfWeek[]> Named = Table(
        ("monday mon lune lunes", [DayOfWeek.Monday]),
        ("tuesday tue tues marte martes", [DayOfWeek.Tuesday]),
        ("wednesday wed miercole miercoles", [DayOfWeek.Wednesday]),
        ("thursday thu thur thurs jueve jueves", [DayOfWeek.Thursday]),
        ("friday fri vierne viernes", [DayOfWeek.Friday]),
        ("saturday sat sabado", [DayOfWeek.Saturday]),
        ("sunday domingo", [DayOfWeek.Sunday]),
        ("weekday", Weekdays),
        ("weekend finde", Weekend),
        ("everyday daily", All));

    private static readonly (string Phrase, DayOfWeek[] Days)[] Phrases =
    [
        ("entre semana", Weekdays), ("dias de semana", Weekdays), ("during the week", Weekdays), ("fin de semana", Weekend), ("fines de semana", Weekend),
        ("every day", All), ("any day", All), ("all days", All), ("todos los dias", All), ("cualquier dia", All),
    ];

    private static readonly string[] Vary = ["it varies", "varies", "it depends", "depends", "not sure", "dont know", "depende", "varia", "no se", "no estoy seguro", "no estoy segura", "whenever", "cuando sea", "flexible", "im flexible", "any time", "anytime"];

    public override bool IsAnswered(VolunteerDetails details) => details.Days is not null;

    public override VolunteerDetails Cleared(VolunteerDetails details) => details with { Days = null };

    public override bool IsNamedIn(Said said) => In(FoldedText.Fold(said.Text), isAsked: false).Any();

    public override ValueTask<string?> ShownAsync(FormTurn turn, VolunteerDetails details, CancellationToken cancellationToken) => new(details.Days switch
    {
        null => null,
        [] => turn.Say(JoiningPhrase.DaysVary),
        var days when days.SequenceEqual(Weekdays) => turn.Say(JoiningPhrase.Weekdays),
        var days => Wording.Words.List([.. days.Select(d => CultureInfo.GetCultureInfo(turn.Language).DateTimeFormat.GetDayName(d))], turn.Language),
    });

    public override ValueTask<IReadOnlyList<Option>> OptionsAsync(FormTurn turn, VolunteerDetails details, CancellationToken cancellationToken) => new(
    [
        new Option("weekdays", turn.Say(JoiningPhrase.Weekdays)),
        new Option("weekends", turn.Say(JoiningPhrase.Weekends)),
        new Option("vary", turn.Say(JoiningPhrase.DaysVary)),
    ]);

    public override async ValueTask<Reading<VolunteerDetails>> ReadAsync(
        FormTurn turn, VolunteerDetails details, Said said, bool isAsked, CancellationToken cancellationToken)
    {
        var text = FoldedText.Fold(said.Text);
        if (isAsked && (Vary.Contains(text, StringComparer.Ordinal) || text == "3" || text == FoldedText.Fold((await OptionsAsync(turn, details, cancellationToken))[2].Title)))
            return Taken(details, []);
        IEnumerable<DayOfWeek> days = text switch { "1" when isAsked => Weekdays, "2" when isAsked => Weekend, _ => In(text, isAsked) };
        // "Also tuesdays": to those they have named.
        if (!isAsked && text.Split(' ').Any(w => w is "also" or "too" or "tambien"))
            days = days.Any() ? days.Concat(details.Days ?? []) : days;
        return days.Distinct().OrderBy(d => Array.IndexOf(All, d)).ToList() is { Count: > 0 } found ? Taken(details, found)
            : isAsked ? new Reading<VolunteerDetails>.Wrong(turn.Say(JoiningPhrase.NotDays))
            : new Reading<VolunteerDetails>.Nothing();

        Reading<VolunteerDetails> Taken(VolunteerDetails of, IReadOnlyList<DayOfWeek> days) =>
            new Reading<VolunteerDetails>.Taken(of with { Days = days }, IsWhole: !said.Text.Contains('?', StringComparison.Ordinal));
    }

    /// <summary>The days that a text names; short forms only where it was asked for days.</summary>
    private static IEnumerable<DayOfWeek> In(string text, bool isAsked)
    {
        foreach (var (phrase, days) in Phrases)
        {
            if ($" {text} ".Contains($" {phrase} ", StringComparison.Ordinal))
                return days;
        }
        return text.Split(' ')
            .Where(w => isAsked || w.Length > 4)
            .SelectMany(w => Named.GetValueOrDefault(w) ?? (w.EndsWith('s') ? Named.GetValueOrDefault(w[..^1]) : null) ?? []);
    }

    private static Dictionary<string, DayOfWeek[]> Table(params (string Words, DayOfWeek[] Days)[] rows) =>
        rows.SelectMany(r => r.Words.Split(' '), (r, word) => (word, r.Days)).ToDictionary(r => r.word, r => r.Days, StringComparer.Ordinal);
}
