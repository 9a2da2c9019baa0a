using CampaignBot.Core.Events;
using CampaignBot.Core.Reminders;
using CampaignBot.Core.Volunteering;
using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Joining;

/// <summary>Somebody's sign-ups for events and shifts that aren't over.</summary>
public sealed class MySignUps(SignUps signUps, EventGuide events, ShiftGuide shifts, ReminderBook reminders)
{
    // What began longer ago is over, where nothing tells when it ends.
    private static readonly TimeSpan LongestOccasion = TimeSpan.FromDays(1);

    /// <summary>In the order of their starts.</summary>
    public async Task<IReadOnlyList<MySignUp>> OfAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        var mine = new List<MySignUp>();
        foreach (var standing in await signUps.OfAsync(turn.Attendee(), turn.Now - LongestOccasion, cancellationToken: cancellationToken))
        {
            var occasion = await FindAsync(standing.SignUp.What, cancellationToken);
            if (occasion?.IsOver(turn.Now) ?? standing.SignUp.Start < turn.Now)
                continue;
            mine.Add(new MySignUp(standing.SignUp, standing, occasion));
        }
        return mine;
    }

    /// <summary>What it is called: its title, and other words for the work of a shift.</summary>
    internal IReadOnlyList<string> NamesOf(MySignUp one, string language) =>
    [
        one.Occasion?.Title[language] ?? one.SignUp.Title,
        .. one.Occasion is Shift shift ? shifts.Works.FirstOrDefault(w => w.Id == shift.WorkId)?.Words.GetValueOrDefault(language) ?? [] : [],
    ];

    /// <summary>When it starts, by the clock of its place.</summary>
    internal static DateTimeOffset StartOf(MySignUp one, TimeZoneInfo zone) => one.Occasion?.Start ?? TimeZoneInfo.ConvertTime(one.SignUp.Start, zone);

    /// <summary>The event or shift of an id; null where it isn't there any more.</summary>
    public async Task<Occasion?> FindAsync(string id, CancellationToken cancellationToken) =>
        id.StartsWith(Shift.IdPrefix, StringComparison.Ordinal) ? shifts.Find(id) : await events.FindAsync(id, cancellationToken);

    /// <summary>Strikes the person out; who is next in line moves up and is told.</summary>
    /// <returns>What was cancelled; null where they weren't signed up.</returns>
    public async Task<MySignUp?> CancelAsync(FormTurn turn, string what, CancellationToken cancellationToken)
    {
        var occasion = await FindAsync(what, cancellationToken);
        await reminders.CancelAsync(turn.Channel, turn.Address, OccasionReminder.Topic, what, cancellationToken);
        return await signUps.CancelAsync(turn.Attendee(), what, occasion, turn.ActId, cancellationToken) is { } cancelled
            ? new MySignUp(cancelled, new StandingSignUp(cancelled, Standing.NoRoom, 0), occasion)
            : null;
    }
}
