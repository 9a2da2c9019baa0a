using CampaignBot.Core.Events;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs.Joining;

/// <summary>
/// Asks which event or shift: shows a page of them with their days, places and room. Answered by number, name, day or button; a ZIP
/// code, a day or a name that fits several shows other ones.
/// </summary>
internal sealed class OccasionQuestion(string id, Offering offering, SignUps signUps) : Question<SignUpDetails>(id)
{
    private const string More = "(more)";
    private const string None = "(none)";

    public override bool IsAnswered(SignUpDetails details) => details.What is not null;

    public override SignUpDetails Cleared(SignUpDetails details) => details with { What = null, Comes = null, Days = null, Series = null, Page = 0 };

    public override async ValueTask<string?> ShownAsync(FormTurn turn, SignUpDetails details, CancellationToken cancellationToken) =>
        details.What is { } what && await offering.FindAsync(what, cancellationToken) is { } occasion
            ? $"{occasion.Title[turn.Language]}, {OccasionText.Day(turn, occasion.Start)}"
            : null;

    public override async ValueTask<IReadOnlyList<Option>> OptionsAsync(FormTurn turn, SignUpDetails details, CancellationToken cancellationToken) =>
        await OccasionList.OfAsync(offering, turn, details, cancellationToken) is { } list ? Options(turn, list) : [];

    public override async Task<Activity> AskAsync(FormTurn turn, SignUpDetails details, CancellationToken cancellationToken)
    {
        if (await OccasionList.OfAsync(offering, turn, details, cancellationToken) is not { } list)
            return turn.Message(Words(turn, details));
        var lines = new List<string> { list.Heading, "" };
        foreach (var (i, offered) in list.Shown.Index())
            lines.Add(await LineAsync(turn, offered, i + 1, cancellationToken));
        lines.Add("");
        lines.Add(Words(turn, details));
        return turn.Message(string.Join('\n', lines), Options(turn, list).Select(o => o.Title));
    }

    public override async ValueTask<Reading<SignUpDetails>> ReadAsync(
        FormTurn turn, SignUpDetails details, Said said, bool isAsked, CancellationToken cancellationToken)
    {
        var list = await OccasionList.OfAsync(offering, turn, details, cancellationToken);
        var all = await offering.UpcomingAsync(null, turn.Language, cancellationToken);
        if (list is null || all is null)
            return new Reading<SignUpDetails>.Nothing();
        var key = FoldedText.Key(said.Text);
        // Whoever asks something in so many words is answered, and may choose afterwards.
        var isWhole = !said.Text.Contains('?', StringComparison.Ordinal);
        if (isAsked)
        {
            if (Options(turn, list).FirstOrDefault(o => FoldedText.Key(o.Title) == key) is { } button)
                return button.Value == More ? Taken(details with { Page = details.Page + 1 }, true) : await ChosenAsync(turn, details, button.Value, true, cancellationToken);
            if (OccasionMatch.IsNone(said.Text))
                return Taken(details with { What = None, Comes = false }, true);
            if (OccasionMatch.Place(said.Text, said.Entities, list.Shown.Count) is { } place)
                return await ChosenAsync(turn, details, list.Shown[place].Occasion.Id, true, cancellationToken);
        }

        var named = OccasionMatch.Named(said.Text, all, o => o.Names);
        // "How are we doing today" names a day, and asks for something else.
        isWhole &= named.Count > 0 || !turn.Heard.IsAsking || OccasionMatch.PointsAtOne(said.Text) || turn.Heard.Meaning.Intent is "events" or "shifts";
        var days = DaySpan.In(said.Entities, turn.Zone, [.. (named.Count > 0 ? named : all).Select(o => o.Occasion.Start)]);
        var meant = (named.Count > 0 ? named : days is not null ? all : []).Where(o => days is null || days.Holds(o.Occasion.Start)).ToList();
        if (offering.TakesGuests && days is null && meant.Count > 0)
            meant = [.. meant.GroupBy(o => o.Occasion.Series, StringComparer.Ordinal).Select(OccasionList.Next)];
        if (meant is [var only])
            return await ChosenAsync(turn, details, only.Occasion.Id, isWhole, cancellationToken);
        var zip = offering.KnowsPlaces ? said.Entities.Select(e => ZipOf(e.Value)).FirstOrDefault(z => z is not null) : null;
        if (zip is null && days is null && named.Count == 0)
            return isAsked ? new Reading<SignUpDetails>.Wrong(turn.Say(Phrase.PickOne)) : new Reading<SignUpDetails>.Nothing();
        return Taken(
            details with
            {
                Zip = zip ?? (days is null ? details.Zip : null),
                Days = days,
                Series = named.Count > 0 ? [.. named.Select(n => n.Occasion.Series).Distinct(StringComparer.Ordinal)] : null,
                Page = 0,
            },
            isWhole);
    }

    private static Reading<SignUpDetails> Taken(SignUpDetails details, bool isWhole) => new Reading<SignUpDetails>.Taken(details, isWhole);

    private async ValueTask<Reading<SignUpDetails>> ChosenAsync(FormTurn turn, SignUpDetails details, string what, bool isWhole, CancellationToken cancellationToken)
    {
        if (await offering.FindAsync(what, cancellationToken) is not { } occasion)
            return new Reading<SignUpDetails>.Nothing();
        if (occasion.Status == EventStatus.Cancelled)
            return new Reading<SignUpDetails>.Wrong(turn.Say(JoiningPhrase.IsCancelled, occasion.Title[turn.Language], OccasionText.When(turn, occasion)));
        if (!offering.TakesGuests && await signUps.StandingAsync(turn.Attendee(), what, cancellationToken) is not null)
            return new Reading<SignUpDetails>.Wrong(turn.Say(JoiningPhrase.HasShift));
        return Taken(details with { What = what, Comes = null, Page = 0 }, isWhole);
    }

    private static string? ZipOf(EntityValue value) => value switch
    {
        ZipCode zip => zip.Zip,
        PostalAddress { Zip: { Length: >= 5 } zip } => zip[..5],
        _ => null,
    };

    /// <summary>Titles for the buttons: of an event its name, with the day where two have the same; of a shift the day and time.</summary>
    private List<Option> Options(FormTurn turn, OccasionList list)
    {
        var titles = list.Shown
            .Select(o => o.Occasion)
            .Select(o => (o.Id, o.Start, Name: o.Title[turn.Language], Title: offering.TakesGuests ? o.Title[turn.Language] : OccasionText.Short(turn, o.Start)))
            .ToList();
        var options = titles.Select(t => new Option(
            t.Id,
            titles.Count(u => u.Title == t.Title) == 1 ? t.Title : $"{t.Name}, {OccasionText.ShortDay(turn, t.Start)}")).ToList();
        if (list.HasMore)
            options.Add(new Option(More, turn.Say(JoiningPhrase.More)));
        return options;
    }

    private async ValueTask<string> LineAsync(FormTurn turn, Offered offered, int number, CancellationToken cancellationToken)
    {
        var (occasion, language) = (offered.Occasion, turn.Language);
        string?[] notes =
        [
            occasion.Venue?.Name?[language],
            offered.Miles is { } miles ? miles < 1 ? turn.Say(JoiningPhrase.NoteUnderAMile) : turn.Say(JoiningPhrase.NoteMiles, (int)Math.Round(miles)) : null,
            occasion.Status == EventStatus.Cancelled ? turn.Say(JoiningPhrase.NoteCancelled) : await RoomNoteAsync(turn, occasion, cancellationToken),
        ];
        return $"{number}. **{occasion.Title[language]}**: {string.Join("; ", notes.OfType<string>().Prepend(OccasionText.When(turn, occasion)))}";
    }

    private async ValueTask<string?> RoomNoteAsync(FormTurn turn, Occasion occasion, CancellationToken cancellationToken)
    {
        if (await signUps.StandingAsync(turn.Attendee(), occasion.Id, cancellationToken) is { } mine)
            return StandingNote(turn, mine);
        var room = await signUps.RoomAsync(occasion, cancellationToken);
        return room.Left is not { } left ? null : left == 0 ? turn.Say(JoiningPhrase.NoteFull) : turn.Say(JoiningPhrase.NoteLeft, left);
    }

    internal static string StandingNote(FormTurn turn, StandingSignUp mine) =>
        mine.Standing == Standing.Waiting ? turn.Say(JoiningPhrase.NoteWaiting, mine.InLine) : turn.Say(JoiningPhrase.NoteYours);
}
