using System.Text.RegularExpressions;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Reminders;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Core.Voting;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Office;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs.Voting;

/// <summary>
/// A plan to vote: how, where, when and how to get there, checked against what the election office lists, with a file for the
/// calendar and a reminder for those who want one. A plan can be asked for, changed and deleted.
/// </summary>
public sealed partial class PlanToVoteDialog : FormDialog<PlanDetails>
{
    private const int MostPlaces = 6;
    private readonly PlanKeeper _keeper;
    private readonly RideRequests _rides;
    private readonly HomeMemory _memory;
    private readonly PlanPlaces _places;
    private readonly PlaceReplies _replies;

    public PlanToVoteDialog(CampaignContent content, VotingGuide guide, HomeMemory memory, PlanKeeper keeper, RideRequests rides, TimeProvider clock)
        : base(Intents.PlanToVote, content.Profile, clock, Asked(content, new PlanPlaces(guide, content.Profile.TimeZone), keeper))
    {
        (_keeper, _rides, _memory, _places, _replies) = (keeper, rides, memory, new PlanPlaces(guide, content.Profile.TimeZone), new PlaceReplies(content, clock));
    }

    /// <inheritdoc/>
    public override bool IsInMenu => true;

    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(VotingPhrase.PlanTitle, language);

    /// <summary>"Delete my plan" and "what is my plan" count in the middle of making or changing it, too.</summary>
    protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        var heard = innerDc.Context.TurnState.Get<Heard>();
        var text = FoldedText.Fold(heard?.Text ?? "");
        if (heard is not null && AboutMine().IsMatch(text) && !Change().IsMatch(text) && !IsDeletion(text))
        {
            var asking = TurnOf(innerDc.Context);
            await TellSoFarAsync(innerDc, asking, asking.Say(VotingPhrase.PlanSoFar), cancellationToken);
            return EndOfTurn;
        }
        if (heard is null || !IsDeletion(text))
            return await base.OnContinueDialogAsync(innerDc, cancellationToken);
        var turn = TurnOf(innerDc.Context);
        if (await _keeper.FindAsync(turn, cancellationToken) is null)
        {
            // There is only this one, in the making: it is left, as any form is.
            heard.WantsToLeave = true;
            return EndOfTurn;
        }
        heard.IsTaken = true;
        await DeleteAsync(turn, cancellationToken);
        return await innerDc.CancelAllDialogsAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async ValueTask<PlanDetails?> OpenAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var election = Profile.Election.Date;
        var text = FoldedText.Fold(turn.Heard.Text);
        if (turn.Today > election)
        {
            await turn.SendAsync(turn.Say(VotingPhrase.ElectionOver, Words.Date(election, turn.Language)), cancellationToken: cancellationToken);
            return null;
        }
        if (IsDeletion(text))
        {
            await DeleteAsync(turn, cancellationToken);
            return null;
        }
        var home = await _memory.KnownAsync(turn.Context, cancellationToken);
        var plan = await _keeper.FindAsync(turn, cancellationToken);
        var said = turn.Heard.Entities.Select(e => e.Value).OfType<When>().ToList();
        if (plan is null)
        {
            if (AboutMine().IsMatch(text))
                await turn.SendAsync(turn.Say(VotingPhrase.NoPlanYet), cancellationToken: cancellationToken);
            return new PlanDetails { Home = home };
        }
        if (said.Count == 0 && !Change().IsMatch(text))
        {
            await turn.SendAsync(await ToldAsync(turn, plan, [], cancellationToken), cancellationToken);
            return null;
        }
        var local = TimeZoneInfo.ConvertTime(plan.At, turn.Zone).DateTime;
        return new PlanDetails
        {
            Home = home,
            IsLookedUp = true,
            // "Change it to election day" changes the way, too.
            Way = (plan.Way == VotingWay.Early && said.Exists(w => IsOn(w, election, turn.Zone)) ? VotingWay.ElectionDay : plan.Way).ToString(),
            Place = plan.PlaceId,
            Day = said.Exists(w => w.HasDate) ? null : DateOnly.FromDateTime(local),
            Time = said.Exists(w => w.HasTime) ? null : TimeOnly.FromDateTime(local),
            Travel = plan.Travel?.ToString(),
            Asked = said.Count == 0 ? FormHearing<PlanDetails>.Change : null,
        };
    }

    /// <inheritdoc/>
    protected override async ValueTask<PlanDetails> HeardAsync(FormTurn turn, PlanDetails details, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(details);
        if (details.WayChosen is not { } way)
            return details;
        var election = Profile.Election.Date;
        var places = await _places.OfAsync(way, details.Home, election, cancellationToken);
        if (details is { Home: not null, IsLookedUp: false } && places is null && way != VotingWay.Mail)
            await turn.SendAsync(turn.Say(VotingPhrase.PlaceOpenLater), cancellationToken: cancellationToken);
        details = details with
        {
            IsLookedUp = details.IsLookedUp || details.Home is not null || places is not null || way == VotingWay.Mail,
            HasChoice = places is { Count: > 1 },
            // A place chosen earlier stays where nobody knows better.
            Place = places is [var only] ? only.Id : places is null || places.Any(p => p.Id == details.Place) ? details.Place : null,
            Day = way == VotingWay.ElectionDay ? election : details.Day,
        };
        var place = await _places.FindAsync(details.Place, election, cancellationToken);
        if (place is not null && way is (VotingWay.Early or VotingWay.DropBox) && await _places.FeedAsync(election, cancellationToken) is { } feed)
            details = details with { Open = _replies.Open(place, feed, turn.Language) };
        var (checkedDetails, problem) = await CheckAsync(turn, details, way, place, cancellationToken);
        if (problem is not null)
            await turn.SendAsync(problem, cancellationToken: cancellationToken);
        details = checkedDetails;
        var isWhenKnown = details.Day is not null && (details.Time is not null || way == VotingWay.Mail);
        return details with
        {
            CanRemind = isWhenKnown && PlanKeeper.CanRemindOn(turn.Channel) && _keeper.Coming(turn, Plan(turn, details, null), RemindAt.EveningBefore | RemindAt.Morning).Any(),
        };
    }

    /// <inheritdoc/>
    protected override async Task<PlanDetails?> FinishAsync(FormTurn turn, PlanDetails details, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        ArgumentNullException.ThrowIfNull(details);
        var place = await _places.FindAsync(details.Place, Profile.Election.Date, cancellationToken);
        var wish = details.Remind is { } named ? Enum.Parse<RemindAt>(named) : RemindAt.Never;
        var agreedTo = $"{AskRemind(turn, Profile)} — {turn.Say(PlanText.Phrase(wish))}";
        var (plan, _, reminders) = await _keeper.KeepAsync(turn, Plan(turn, details, place), wish, agreedTo, cancellationToken);
        var ride = plan.Travel == Travel.NeedsRide ? await RideAsync(turn, plan, cancellationToken) : null;
        await turn.SendAsync(await ToldAsync(turn, plan, reminders, cancellationToken, ride), cancellationToken);
        return null;
    }

    /// <summary>The office is told, and the person what becomes of it.</summary>
    private async Task<string> RideAsync(FormTurn turn, VotingPlan plan, CancellationToken cancellationToken)
    {
        var office = Profile.Office;
        var (number, contact) = await _rides.OpenAsync(turn, PlanText.Of(plan, turn.Zone, turn.Today, turn.Language), cancellationToken);
        return turn.Say(
            contact is null ? VotingPhrase.RidePassedOn : VotingPhrase.RidePassedOnContact, number, office.Phone, office.Email, office.Hours[turn.Language], contact is null ? null : ContactText.Of(contact));
    }

    private static bool IsOn(When when, DateOnly day, TimeZoneInfo zone) => when.HasDate && DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(when.From, zone).DateTime) == day;

    private async Task DeleteAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        await _keeper.DeleteAsync(turn, cancellationToken);
        await turn.SendAsync(turn.Say(VotingPhrase.PlanDeleted), cancellationToken: cancellationToken);
    }

    /// <summary>The plan said back, with what belongs to it.</summary>
    private async Task<Activity> ToldAsync(FormTurn turn, VotingPlan plan, IReadOnlyList<Reminder> reminders, CancellationToken cancellationToken, string? ride = null)
    {
        var feed = await _places.FeedAsync(plan.Election, cancellationToken);
        var place = await _places.FindAsync(plan.PlaceId, plan.Election, cancellationToken);
        var lines = new List<string> { turn.Say(VotingPhrase.YourPlan, PlanText.Of(plan, turn.Zone, turn.Today, turn.Language)) };
        if (place is not null)
            lines.Add(turn.Say(VotingPhrase.Map, place.Map.AbsoluteUri));
        if (ClosingSoon(turn, plan, place, feed) is { } closes)
            lines.Add(turn.Say(VotingPhrase.ClosesSoon, closes));
        if (plan.Travel == Travel.NeedsRide)
            lines.Add(ride ?? turn.Say(VotingPhrase.RideHelp, Profile.Office.Phone, Profile.Office.Email, Profile.Office.Hours[turn.Language]));
        if (reminders.Count > 0)
            lines.Add(turn.Say(VotingPhrase.WillRemind, Words.List([.. reminders.Select(r => ShownAt(turn, r.Due))], turn.Language)));
        var calendar = _keeper.CalendarOf(plan);
        var isFile = turn.Channel is Channels.Directline or Channels.Webchat;
        if (calendar is not null && !isFile)
            lines.Add(turn.Say(VotingPhrase.InCalendar, calendar.OriginalString));
        lines.Add(turn.Say(VotingPhrase.ChangeOrDelete));
        var reply = turn.Message(string.Join('\n', lines));
        if (calendar is not null && isFile)
            reply.Attachments = [new Attachment { ContentType = Core.Calendar.CalendarFile.ContentType, ContentUrl = calendar.OriginalString, Name = turn.Say(VotingPhrase.CalendarFile) }];
        if (place is not null)
            _replies.Cited(turn, reply, feed!);
        return _replies.Offering(turn, reply, plan.Way is VotingWay.Mail or VotingWay.DropBox ? ["voting/return-mail-ballot"] : ["voting/id", "voting/sample-ballot"]);
    }

    /// <summary>The closing time, where the plan leaves little time before it.</summary>
    private string? ClosingSoon(FormTurn turn, VotingPlan plan, VotingPlace? place, VotingFeed? feed)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(plan.At, turn.Zone).DateTime);
        var (hours, _) = _places.On(day, place, feed, plan.Way);
        return hours.LastOrDefault(h => h.From <= plan.At && plan.At < h.Until) is { } span && plan.Way != VotingWay.DropBox && span.Until - plan.At <= TimeSpan.FromHours(1)
            ? Words.Time(TimeOnly.FromDateTime(span.Until.DateTime), turn.Language)
            : null;
    }

    /// <summary>Day and time as far as they can be meant: what can't is cleared, with what to say of it.</summary>
    private async ValueTask<(PlanDetails Details, string? Problem)> CheckAsync(
        FormTurn turn, PlanDetails details, VotingWay way, VotingPlace? place, CancellationToken cancellationToken)
    {
        var election = Profile.Election.Date;
        if (details.Day is not { } day)
            return (details, null);
        if (way != VotingWay.ElectionDay && await _places.WindowAsync(way, election, cancellationToken) is ({ } first, var last) && (day < first || day > last))
            return (details with { Day = null }, turn.Say(PlanText.Outside(way), HoursText.Days(first, last, turn.Today, turn.Language), Words.Day(day, turn.Today, turn.Language)));
        if (day < turn.Today)
            return (details with { Day = null }, turn.Say(VotingPhrase.DayOver, Words.Day(election, turn.Today, turn.Language)));
        if (day > election)
            return (details with { Day = null }, turn.Say(VotingPhrase.DayTooLate, Words.Day(election, turn.Today, turn.Language)));
        if (way == VotingWay.Early && day == election)
            return (details with { Day = null }, turn.Say(VotingPhrase.DayNotEarly, Words.Day(election, turn.Today, turn.Language)));
        var (hours, areKnown) = _places.On(day, place, await _places.FeedAsync(election, cancellationToken), way);
        if (areKnown && hours.Count == 0 && way != VotingWay.ElectionDay)
            return (details with { Day = null }, turn.Say(VotingPhrase.ClosedThatDay, place!.Name ?? place.Address.ToString(), Words.Day(day, turn.Today, turn.Language)));
        if (details.Time is not { } time || way == VotingWay.Mail)
            return (details, null);
        var at = QuietHours.At(day, time, turn.Zone);
        if (at <= turn.Now)
            return (details with { Time = null }, turn.Say(VotingPhrase.TimePassed));
        if (hours.Count == 0 || hours.Any(h => h.From <= at && at < h.Until))
            return (details, null);
        var open = HoursText.Clock([.. hours.Select(h => new ClockHours(h.From.TimeOfDay, h.From.TimeOfDay + (h.Until - h.From)))], turn.Language);
        return (details with { Time = null }, place is null
            ? turn.Say(VotingPhrase.PollsClosedThen, Words.Day(day, turn.Today, turn.Language), open)
            : turn.Say(VotingPhrase.ClosedThen, place.Name ?? place.Address.ToString(), Words.Day(day, turn.Today, turn.Language), open));
    }

    private VotingPlan Plan(FormTurn turn, PlanDetails details, VotingPlace? place) => new(
        turn.Channel,
        turn.Address,
        Profile.Election.Date,
        details.WayChosen!.Value,
        QuietHours.At(details.Day!.Value, details.Time ?? new TimeOnly(12, 0), turn.Zone),
        place is null ? null : PlaceReplies.Line(place),
        place?.Id,
        details.Travel is { } travel ? Enum.Parse<Travel>(travel) : null,
        turn.Language,
        turn.Now,
        0,
        null,
        turn.ActId);

    private static string ShownAt(FormTurn turn, DateTimeOffset due)
    {
        var local = ReaderClock.At(turn, due);
        return turn.Say(VotingPhrase.ReminderAt, Words.Day(DateOnly.FromDateTime(local), turn.Today, turn.Language), HoursText.AtTime(TimeOnly.FromDateTime(local), turn.Language));
    }

    private static string AskRemind(FormTurn turn, CampaignProfile profile) =>
        turn.Say(VotingPhrase.AskRemind, profile.ShortName[turn.Language]) + (turn.Channel == Channels.Sms ? " " + turn.Say(VotingPhrase.Rates) : "");

    private static IReadOnlyList<Question<PlanDetails>> Asked(CampaignContent content, PlanPlaces places, PlanKeeper keeper)
    {
        var profile = content.Profile;
        var election = profile.Election.Date;
        return
        [
            Ask.Choice<PlanDetails>("way", (t, _) => t.Say(VotingPhrase.AskWay), Ways, d => d.Way, TakeWay)
                .Called(t => t.Say(VotingPhrase.Way)),
            Ask.Address<PlanDetails>("address", (t, _) => t.Say(VotingPhrase.AskPlanAddress), d => d.Home, (d, v) => d with { Home = v, IsLookedUp = false, Place = null })
                .OnlyIf(d => d is { WayChosen: not VotingWay.Mail, IsLookedUp: false }).Optional(),
            Ask.Choice<PlanDetails>("place", (t, _) => t.Say(VotingPhrase.AskPlace), PlacesAsync, d => d.Place, (d, v) => d with { Place = v })
                .OnlyIf(d => d.HasChoice).Called(t => t.Say(VotingPhrase.Place)),
            new WhenToGoQuestion(places, election) { Words = (t, d) => AskWhen(t, d, election), AlsoCalled = ["day", "time", "date", "hour", "dia", "hora", "fecha"] }
                .Called(t => t.Say(VotingPhrase.When)),
            // Its words ("ride", "auto") are too common to be taken from other answers.
            new ChoiceQuestion<PlanDetails>("travel", Travels, d => d.Travel, (d, v) => d with { Travel = v }) { Words = (t, _) => t.Say(VotingPhrase.AskTravel), IsReadUnasked = false }
                .OnlyIf(d => d.WayChosen is not (null or VotingWay.Mail)).Optional().Called(t => t.Say(VotingPhrase.Travel)),
            new ChoiceQuestion<PlanDetails>("remind", Reminders, d => d.Remind, (d, v) => d with { Remind = v })
            {
                Words = (t, _) => AskRemind(t, profile),
                IsReadUnasked = false,
                IsWholeOnly = true,
            }.OnlyIf(d => d.CanRemind),
        ];

        async ValueTask<IReadOnlyList<Option>> PlacesAsync(FormTurn turn, PlanDetails details, CancellationToken cancellationToken) =>
            details.WayChosen is { } way && await places.OfAsync(way, details.Home, election, cancellationToken) is { } known
                ? [.. known.Take(MostPlaces).Select(p => new Option(p.Id, p.Name ?? p.Address.ToString()))]
                : [];

        ValueTask<IReadOnlyList<Option>> Reminders(FormTurn turn, PlanDetails details, CancellationToken cancellationToken)
        {
            if (details.Day is null)
                return new([]);
            var at = QuietHours.At(details.Day.Value, details.Time ?? new TimeOnly(12, 0), turn.Zone);
            var plan = new VotingPlan(turn.Channel, turn.Address, election, details.WayChosen!.Value, at, null, null, null, turn.Language, turn.Now, 0, null, turn.ActId);
            var possible = new[] { RemindAt.EveningBefore, RemindAt.Morning }.Where(w => keeper.Coming(turn, plan, w).Any()).ToList();
            if (possible.Count == 2)
                possible.Add(RemindAt.EveningBefore | RemindAt.Morning);
            return new([.. possible.Append(RemindAt.Never).Select(w => new Option(w.ToString(), turn.Say(PlanText.Phrase(w)), Also(w)))]);
        }
    }

    /// <summary>Another way has places and days of its own; what was said of day and time before any way stands.</summary>
    private static PlanDetails TakeWay(PlanDetails details, string? way) => details with
    {
        Way = way,
        Place = null,
        IsLookedUp = false,
        Day = details.Way is null ? details.Day : null,
        Time = details.Way is null ? details.Time : null,
        Open = null,
    };

    private static ValueTask<IReadOnlyList<Option>> Ways(FormTurn turn, PlanDetails details, CancellationToken cancellationToken) => new(
    [
        new Option(nameof(VotingWay.ElectionDay), turn.Say(VotingPhrase.WayElectionDay), "election day", "on the day", "at the polls", "at my polling place", "dia de la eleccion", "en mi casilla", "in person", "en persona"),
        new Option(nameof(VotingWay.Early), turn.Say(VotingPhrase.WayEarly), "early", "vote early", "early voting", "in person", "en persona", "anticipado", "voto anticipado", "votar antes", "por adelantado", "adelantado", "por anticipado", "con anticipacion"),
        new Option(nameof(VotingWay.DropBox), turn.Say(VotingPhrase.WayDropBox), "drop box", "dropbox", "drop it off", "buzon", "en un buzon"),
        new Option(nameof(VotingWay.Mail), turn.Say(VotingPhrase.WayMail), "by mail", "mail it", "mail my ballot", "por correo", "enviarla por correo"),
    ]);

    private static ValueTask<IReadOnlyList<Option>> Travels(FormTurn turn, PlanDetails details, CancellationToken cancellationToken) => new(
    [
        new Option(nameof(Travel.Walk), turn.Say(VotingPhrase.Walk), "walk", "walking", "on foot", "caminando", "camino", "a pie"),
        new Option(nameof(Travel.Bus), turn.Say(VotingPhrase.Bus), "bus", "take the bus", "autobus", "camion"),
        new Option(nameof(Travel.Car), turn.Say(VotingPhrase.Car), "car", "drive", "driving", "my car", "carro", "coche", "manejando", "auto"),
        new Option(nameof(Travel.Bike), turn.Say(VotingPhrase.Bike), "bike", "bicycle", "cycling", "bicicleta", "bici"),
        new Option(nameof(Travel.NeedsRide), turn.Say(VotingPhrase.NeedsRide), "need a ride", "ride", "a ride", "no car", "necesito que me lleven", "quien me lleve", "aventon"),
    ]);

    private static string[] Also(RemindAt at) => at switch
    {
        RemindAt.EveningBefore => ["evening", "the evening before", "night before", "noche", "la noche antes"],
        RemindAt.Morning => ["morning", "in the morning", "the same day", "manana", "en la manana"],
        RemindAt.Never => ["no", "none", "no thanks", "nope", "neither", "ninguno", "no gracias", "sin"],
        _ => ["both", "all", "ambos", "los dos"],
    };

    /// <summary>"Delete it but keep my plan" is none, and "delete it all" means more than the plan.</summary>
    private static bool IsDeletion(string folded) => Delete().IsMatch(folded) && !Keep().IsMatch(folded);

    private static string AskWhen(FormTurn turn, PlanDetails details, DateOnly election) => details switch
    {
        { WayChosen: VotingWay.Mail } => turn.Say(VotingPhrase.AskMailDay),
        { Day: { } day } => turn.Say(VotingPhrase.AskTimeOn, Words.Day(day, turn.Today, turn.Language)),
        { Time: not null } => turn.Say(VotingPhrase.AskDay, Words.Day(election, turn.Today, turn.Language)),
        { Open: { } open } => $"{turn.Say(VotingPhrase.AskDayAndTime)} {turn.Say(VotingPhrase.OpenAt, open)}",
        _ => turn.Say(VotingPhrase.AskDayAndTime),
    };

    [GeneratedRegex(@"\b(cancel|delete|drop|forget|remove|scrap|cancel(ar|a|e)|borr(ar|a|e)|elimin(ar|a|e)|olvid(ar|a|e)|quit(ar|a|e))\b.*\b(plan|it|lo)\b|\b(no|ya no) quiero (hacer )?(un |el |mi |ningun )?plan\b|\bdont want (a|the|my|this|any) plan\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Delete();

    [GeneratedRegex(@"\b(keep|leave|not|conserv\w+|guard\w+|dej\w+|menos|except|excepto|all|everything|data|todo|todos|datos)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Keep();

    [GeneratedRegex(@"\b(change|move|update|edit|redo|different|another|new|instead|cambi\w+|mover|actualiz\w+|modific\w+|otro|otra|nuevo)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Change();

    [GeneratedRegex(@"\b(my( voting)? plan|mi plan)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AboutMine();
}
