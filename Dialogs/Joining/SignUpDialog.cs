using System.Globalization;
using System.Text.RegularExpressions;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Events;
using CampaignBot.Core.People;
using CampaignBot.Core.Reminders;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Core.Volunteering;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Voting;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Builder;

namespace CampaignBot.Dialogs.Joining;

/// <summary>Shows what there is to come to, tells of one, and puts the person down for it, or on its waiting list.</summary>
public abstract class SignUpDialog : FormDialog<SignUpDetails>
{
    private readonly Offering _offering;
    private readonly SignUps _signUps;
    private readonly PersonDirectory _people;
    private readonly ConsentLedger _consent;
    private readonly CalendarAddress _calendar;
    private readonly ReminderBook _reminders;
    private readonly QuietHours _quiet;
    private readonly JoiningPhrase _nothing;

    /// <param name="asks">Asks which one.</param>
    /// <param name="nothing">Says that there is nothing.</param>
    private protected SignUpDialog(
        string id, CampaignProfile profile, TimeProvider clock, SignUps signUps, PersonDirectory people, ConsentLedger consent, CalendarAddress calendar, ReminderBook reminders, QuietHours quiet, Offering offering, JoiningPhrase asks, JoiningPhrase nothing)
        : base(id, profile, clock, Asked(offering, signUps, asks)) => 
        (_offering, _signUps, _people, _consent, _calendar, _reminders, _quiet, _nothing) = (offering, signUps, people, consent, calendar, reminders, quiet, nothing);

    /// <inheritdoc/>
    protected override async ValueTask<SignUpDetails?> OpenAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        if ((await _offering.UpcomingAsync(null, turn.Language, cancellationToken))!.Count > 0)
            return new SignUpDetails { Name = PersonName.Of(await _people.AtAsync(turn.Channel, turn.Address, cancellationToken)) };
        await turn.SendAsync(turn.Say(_nothing, Profile.Office.Phone, Profile.Office.Email), cancellationToken: cancellationToken);
        return null;
    }

    /// <summary>Whether there is anything to come to.</summary>
    private protected async ValueTask<bool> HasAnyAsync(string language, CancellationToken cancellationToken) =>
        await _offering.UpcomingAsync(null, language, cancellationToken) is { Count: > 0 };

    /// <summary>The one of these that somebody is to come to; null for none or several.</summary>
    private protected async ValueTask<SignUp?> OnlyAsync(FormTurn turn, CancellationToken cancellationToken) =>
        await _signUps.OfAsync(turn.Attendee(), turn.Now, cancellationToken: cancellationToken) is [{ SignUp: var only }] && await _offering.FindAsync(only.What, cancellationToken) is not null ? only : null;

    /// <summary>Lets go of what can't be had any more, and finds out whether it can be reminded of.</summary>
    protected override async ValueTask<SignUpDetails> HeardAsync(FormTurn turn, SignUpDetails details, CancellationToken cancellationToken)
    {
        if (details is not { Comes: not false, What: { } what })
            return details;
        return await _offering.FindAsync(what, cancellationToken) is { } occasion && IsOpen(occasion, turn)
            ? details with { CanRemind = Reminder(turn, occasion) is not null && await _signUps.StandingAsync(turn.Attendee(), what, cancellationToken) is null }
            : details with { What = null, Comes = null };
    }

    /// <inheritdoc/>
    protected override async Task<SignUpDetails?> FinishAsync(FormTurn turn, SignUpDetails details, CancellationToken cancellationToken)
    {
        if (details.Comes is false)
        {
            await turn.SendAsync(turn.Say(JoiningPhrase.NotComing), cancellationToken: cancellationToken);
            return null;
        }
        if (await _offering.FindAsync(details.What!, cancellationToken) is not { } occasion || !IsOpen(occasion, turn))
            return details with { What = null, Comes = null };
        var party = int.Parse(details.Party ?? "1", CultureInfo.InvariantCulture);
        var (title, when) = (occasion.Title[turn.Language], OccasionText.When(turn, occasion));
        var outcome = await _signUps.TakeAsync(
            occasion,
            new SignUp(occasion.Id, title, occasion.Start, turn.Channel, turn.Address, turn.Context.Activity.Conversation?.Id ?? "", details.Name!, party, turn.Language, turn.Context.Activity.Timestamp ?? turn.Now, turn.ActId),
            cancellationToken);
        if (outcome.Standing == Standing.Waiting)
        {
            var yes = new ConsentRecord(ConsentAct.OptIn, turn.Context.Activity.Timestamp ?? turn.Now, SignUps.WaitingList, turn.Channel, turn.Say(JoiningPhrase.JoinLine), turn.Language);
            await _consent.AddAsync(turn.Channel, turn.Address, turn.ActId, yes, cancellationToken);
        }
        if (details.Remind is true && outcome.Standing != Standing.NoRoom && Reminder(turn, occasion) is { } reminder)
        {
            var yes = new ConsentRecord(ConsentAct.OptIn, reminder.Agreed, OccasionReminder.Topic, turn.Channel, turn.Say(JoiningPhrase.AskRemind), turn.Language);
            await _consent.AddAsync(turn.Channel, turn.Address, $"{turn.ActId}-remind", yes, cancellationToken);
            await _reminders.ScheduleAsync(reminder, cancellationToken);
        }
        await _people.TellAsync(turn.Channel, turn.Address, person => PersonName.With(person, details.Name!), cancellationToken);
        if (outcome.Standing == Standing.NoRoom && await _signUps.RoomAsync(occasion, cancellationToken) is { Left: { } left } && (left > 0 || outcome.IsChange) && party > 1)
        {
            await turn.SendAsync(turn.Say(JoiningPhrase.NoRoomForParty, party, left), cancellationToken: cancellationToken);
            return details with { Party = null };
        }
        var said = outcome switch
        {
            { Standing: Standing.NoRoom } => turn.Say(JoiningPhrase.NoRoomAtAll, Profile.Office.Phone, Profile.Office.Email),
            { WasThere: true } => turn.Say(JoiningPhrase.SameAsBefore),
            { Standing: Standing.Waiting } => turn.Say(JoiningPhrase.OnTheLine, outcome.InLine, title, when),
            { IsChange: true } => turn.Say(JoiningPhrase.PartyChanged, party, title, when),
            _ when party > 1 => turn.Say(JoiningPhrase.SignedUpSeveral, PersonName.Given(details.Name!), title, when, party),
            _ => turn.Say(JoiningPhrase.SignedUp, PersonName.Given(details.Name!), title, when),
        };
        if (outcome.Standing == Standing.Coming && details.Remind is true && Reminder(turn, occasion) is { Due: var due })
        {
            var local = ReaderClock.At(turn, due);
            said = $"{said}\n{turn.Say(JoiningPhrase.WillRemind, Words.Day(DateOnly.FromDateTime(local), turn.Today, turn.Language), Words.Time(TimeOnly.FromDateTime(local), turn.Language))}";
        }
        if (outcome.Standing == Standing.Coming && occasion.Bring is { } bring)
            said = $"{said}\n{turn.Say(JoiningPhrase.BringLine, bring[turn.Language])}";
        if (outcome.Standing == Standing.Coming && _calendar(occasion.Id) is { } file)
            said = $"{said}\n{turn.Say(JoiningPhrase.CalendarLine, $"{file.AbsoluteUri}?language={turn.Language}")}";
        await turn.SendAsync(said, [turn.Say(JoiningPhrase.MyEventsTitle), turn.Say(JoiningPhrase.TellAFriendTitle)], cancellationToken);
        return null;
    }

    private Reminder? Reminder(FormTurn turn, Occasion occasion) => PlanKeeper.CanRemindOn(turn.Channel)
        ? OccasionReminder.For(occasion, turn.Channel, turn.Address, turn.Context.Activity.Conversation?.Id ?? "", _quiet, turn.Zone, turn.Context.Activity.Timestamp ?? turn.Now)
        : null;

    private static bool IsOpen(Occasion? occasion, FormTurn turn) => occasion is not null && occasion.Status != EventStatus.Cancelled && !occasion.IsOver(turn.Now);

    private static IReadOnlyList<Question<SignUpDetails>> Asked(Offering offering, SignUps signUps, JoiningPhrase asks)
    {
        var which = new OccasionQuestion("which", offering, signUps)
        {
            Words = (turn, details) => turn.Say(asks == JoiningPhrase.WhichEvent && details.Zip is null ? JoiningPhrase.WhichEventOrZip : asks),
        };
        return
        [
            which.Called(turn => turn.Say(JoiningPhrase.LabelWhich)),
            new ComingQuestion("comes", offering, signUps, which) { Words = (turn, _) => turn.Say(JoiningPhrase.ComeToEvent) },
            Ask.Name<SignUpDetails>("name", (turn, _) => turn.Say(JoiningPhrase.AskNameForList), d => d.Name, (d, v) => d with { Name = v })
                .OnlyIf(d => d.Comes is not false).Called(turn => turn.Say(JoiningPhrase.LabelName)),
            new PartyQuestion("party") { Words = (turn, _) => turn.Say(JoiningPhrase.AskParty), AlsoCalled = ["party", "guests", "invitados", "cuantos"] }
                .OnlyIf(d => offering.TakesGuests && d.Comes is not false).Called(turn => turn.Say(JoiningPhrase.LabelParty)),
            Ask.YesNo<SignUpDetails>("remind", (turn, _) => turn.Say(JoiningPhrase.AskRemind), d => d.Remind, (d, v) => d with { Remind = v })
                .OnlyIf(d => d is { CanRemind: true, Comes: not false }),
        ];
    }
}

/// <summary>Events: those near a place or all, what they are, signing up.</summary>
public sealed partial class EventsDialog(CampaignProfile profile, TimeProvider clock, EventGuide events, SignUps signUps, PersonDirectory people, ConsentLedger consent, CalendarAddress calendar, ReminderBook reminders, QuietHours quiet)
    : SignUpDialog("events", profile, clock, signUps, people, consent, calendar, reminders, quiet, new EventOffering(events), JoiningPhrase.WhichEvent, JoiningPhrase.NoEvents)
{
    /// <inheritdoc/>
    public override bool IsInMenu => true;

    private const int MostWordsOfAParty = 6;

    // An entry is called so, too; whoever says no more than that wants the list.
    private static readonly HashSet<string> Names = new(
        ["event", "events", "the events", "event list", "events list", "list of events", "all events", "upcoming events", "next events", "evento", "eventos", "los eventos", "lista de eventos", "todos los eventos", "proximos eventos"],
        StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(JoiningPhrase.EventsTitle, language);

    /// <inheritdoc/>
    public override bool IsBegunBy(Heard heard)
    {
        ArgumentNullException.ThrowIfNull(heard);
        return Names.Contains(FoldedText.Key(heard.Text));
    }

    /// <summary>What events there are, of which an entry knows only what it was written with.</summary>
    public override async ValueTask<bool> AnswersAsync(ITurnContext turn, Heard heard, string? entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(heard);
        ArgumentNullException.ThrowIfNull(turn);
        return entry is null
            ? (ChangesParty(heard) && await OnlyAsync(TurnOf(turn), cancellationToken) is not null) || (heard.Entities.Any(e => e.Kind == EntityKind.Zip) && Nearby().IsMatch(FoldedText.Fold(heard.Text)))
            : AsksForAll().IsMatch(FoldedText.Fold(heard.Text)) && await HasAnyAsync(heard.Language, cancellationToken);
    }

    /// <summary>"We'll be four now" after a sign-up changes it, where there is but one.</summary>
    protected override async ValueTask<SignUpDetails?> OpenAsync(FormTurn turn, CancellationToken cancellationToken) =>
        ChangesParty(turn.Heard) && await OnlyAsync(turn, cancellationToken) is { } mine
            ? new SignUpDetails { What = mine.What, Comes = true, Name = mine.Name }
            : await base.OpenAsync(turn, cancellationToken);

    private static bool ChangesParty(Heard heard) =>
        heard.Text.Count(c => c == ' ') <= MostWordsOfAParty && PartyQuestion.CountsPeople(heard.Text) && heard.Entities.Any(e => e.Value is Number { IsOrdinal: false }) && !heard.Text.Contains('?', StringComparison.Ordinal);

    [GeneratedRegex(
        @"^(and |y )?(what|which|whats|any|are there|is there|do you have|list|show|when|que|cuales|cuando|hay|tienen|muestre\w*) (\w+ ){0,3}(events?|meetings?|eventos?|reuniones|reunion)\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AsksForAll();

    [GeneratedRegex(@"\b(happening|going on|events?|to do|meet|cerca|eventos?|que hay|pasa)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Nearby();
}

/// <summary>Shifts: those to come, taking one.</summary>
public sealed class ShiftsDialog(CampaignProfile profile, TimeProvider clock, ShiftGuide shifts, SignUps signUps, PersonDirectory people, ConsentLedger consent, CalendarAddress calendar, ReminderBook reminders, QuietHours quiet)
    : SignUpDialog("shifts", profile, clock, signUps, people, consent, calendar, reminders, quiet, new ShiftOffering(shifts), JoiningPhrase.WhichShift, JoiningPhrase.NoShifts)
{
    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(JoiningPhrase.ShiftsTitle, language);
}
