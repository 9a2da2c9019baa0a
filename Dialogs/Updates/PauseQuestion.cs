using System.Globalization;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Updates;

/// <summary>Asks for how long: "two weeks", "until after the election", "until March 3".</summary>
internal sealed class PauseQuestion(string id, Election election) : ValueQuestion<PauseDetails, string>(id, d => d.Until, (d, until) => d with { Until = until })
{
    /// <summary>Nobody is left alone for longer without having said so again.</summary>
    public const int MostDays = 750;

    private const string DayFormat = "yyyy-MM-dd";

    private static readonly Dictionary<string, int> Numbers = Table(
        (1, "a|an|one|un|una|uno"), (2, "two|a couple of|couple of|dos|un par de|par de"), (3, "three|a few|few|tres|unos|unas"), (4, "four|cuatro"),
        (5, "five|cinco"), (6, "six|seis"), (7, "seven|siete"), (8, "eight|ocho"), (9, "nine|nueve"), (10, "ten|diez"), (12, "twelve|doce"));

    private static readonly Dictionary<string, int> Units = Table(
        (1, "day|days|dia|dias"), (7, "week|weeks|wk|wks|semana|semanas"), (30, "month|months|mes|meses"), (365, "year|years|ano|anos"));

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<Option>> OptionsAsync(FormTurn turn, PauseDetails details, CancellationToken cancellationToken)
    {
        var options = new List<Option>
        {
            new(DayText(turn.Today.AddDays(14)), turn.Say(UpdatePhrase.TwoWeeks)),
            new(DayText(turn.Today.AddDays(30)), turn.Say(UpdatePhrase.OneMonth)),
        };
        if (election.Date >= turn.Today && IsWithinReach(election.Date.AddDays(1), turn))
            options.Add(new Option(DayText(election.Date.AddDays(1)), turn.Say(UpdatePhrase.AfterElection)));
        return new(options);
    }

    /// <inheritdoc/>
    public override async ValueTask<Reading<PauseDetails>> ReadAsync(FormTurn turn, PauseDetails details, Said said, bool isAsked, CancellationToken cancellationToken)
    {
        var day = Lasting(said.Text) is { } days ? turn.Today.AddDays(days)
            : IsAfterElection(said.Text) ? election.Date.AddDays(1)
            : said.Entities.Select(e => e.Value).OfType<When>().FirstOrDefault(w => w.HasDate) is { } when ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(when.From, turn.Zone).DateTime)
            : (DateOnly?)null;
        if (day is { } until)
        {
            return until <= turn.Today ? new Reading<PauseDetails>.Wrong(turn.Say(UpdatePhrase.NotAPause))
                : !IsWithinReach(until, turn) ? new Reading<PauseDetails>.Wrong(turn.Say(UpdatePhrase.PauseTooLong))
                : Taken(details, DayText(until), isWhole: !said.Text.Contains('?', StringComparison.Ordinal));
        }
        if (!isAsked)
            return new Reading<PauseDetails>.Nothing();
        return OptionReader.Read(said.Text, turn.Language, await OptionsAsync(turn, details, cancellationToken), isAsked: true) is ([var chosen], var isWhole)
            ? Taken(details, chosen.Value, isWhole)
            : new Reading<PauseDetails>.Wrong(turn.Say(UpdatePhrase.NotAPause));
    }

    /// <summary>The day as it is kept.</summary>
    public static DateOnly Day(string kept) => DateOnly.ParseExact(kept, DayFormat, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    protected override string Shown(FormTurn turn, PauseDetails details, string value) => Wording.Words.Date(Day(value), turn.Language);

    private static bool IsWithinReach(DateOnly day, FormTurn turn) => day <= turn.Today.AddDays(MostDays);

    private static string DayText(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static bool IsAfterElection(string text) => FoldedText.Fold(text) is var folded
        && (folded.Contains("election", StringComparison.Ordinal) || folded.Contains("eleccion", StringComparison.Ordinal) || folded.Contains("elecciones", StringComparison.Ordinal));

    /// <summary>The days that a text names, if any: a number and a unit, one after the other.</summary>
    private static int? Lasting(string text)
    {
        var words = FoldedText.Fold(text).Split(' ');
        for (var i = 1; i < words.Length; i++)
        {
            if (!Units.TryGetValue(words[i], out var unit))
                continue;
            foreach (var length in (ReadOnlySpan<int>)[3, 2, 1])
            {
                if (i - length < 0)
                    continue;
                var number = string.Join(' ', words[(i - length)..i]);
                if (Numbers.TryGetValue(number, out var count) || (number.Length <= 3 && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out count)))
                    return count * unit;
            }
        }
        return null;
    }

    private static Dictionary<string, int> Table(params (int Value, string Words)[] rows) =>
        rows.SelectMany(r => r.Words.Split('|'), (r, word) => (word, r.Value)).ToDictionary(r => r.word, r => r.Value, StringComparer.Ordinal);
}
