using CampaignBot.Core.Campaign;
using CampaignBot.Core.Events;
using CampaignBot.Core.People;
using CampaignBot.Core.Volunteering;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Volunteers;

/// <summary>The shift that somebody is here for.</summary>
public sealed record CheckInDetails : FormDetails
{
    /// <summary>Its id.</summary>
    public string? Shift { get; init; }
}

/// <summary>Notes that a volunteer has come to the shift they signed up for, here or on another channel that is known to be theirs.</summary>
public sealed class CheckInDialog(CampaignProfile profile, TimeProvider clock, SignUps signUps, ShiftGuide shifts, PersonDirectory people)
    : FormDialog<CheckInDetails>(Intents.CheckIn, profile, clock, Asked(signUps, shifts, people))
{
    // One may come a while before, and say so a while after.
    private static readonly TimeSpan Before = TimeSpan.FromHours(2);
    private static readonly TimeSpan After = TimeSpan.FromHours(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <inheritdoc/>
    public override bool IsInMenu => true;

    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(VolunteerPhrase.CheckInTitle, language);

    /// <inheritdoc/>
    public override bool IsOfferedOn(string? channelId) => TeamsConversation.IsOn(channelId);

    /// <inheritdoc/>
    protected override async ValueTask<CheckInDetails?> OpenAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        switch (await NowAsync(turn, signUps, shifts, people, cancellationToken))
        {
            case [var only]:
                return new CheckInDetails { Shift = only.What };
            case { Count: > 1 }:
                return new CheckInDetails();
        }
        var said = turn.Say(VolunteerPhrase.NoShiftNow);
        if (await MineAsync(turn, turn.Now, signUps, people, cancellationToken) is [var next, ..])
            said = $"{said} {turn.Say(VolunteerPhrase.NextShift, TitleOf(next, shifts, turn.Language), DayOf(turn, next), TimeOf(turn, next))}";
        await turn.SendAsync(said, cancellationToken: cancellationToken);
        return null;
    }

    /// <inheritdoc/>
    protected override async Task<CheckInDetails?> FinishAsync(FormTurn turn, CheckInDetails details, CancellationToken cancellationToken)
    {
        SignUp? here = null;
        foreach (var address in await AddressesAsync(turn, people, cancellationToken))
            here ??= await signUps.CheckInAsync(address, details.Shift!, turn.Now, cancellationToken);
        await turn.SendAsync(
            here is null
                ? turn.Say(VolunteerPhrase.CheckInFailed, Profile.Office.Phone)
                : turn.Say(VolunteerPhrase.CheckedIn, $"{TitleOf(here, shifts, turn.Language)}, {TimeOf(turn, here)}"),
            cancellationToken: cancellationToken);
        return null;
    }

    private static IReadOnlyList<Question<CheckInDetails>> Asked(SignUps signUps, ShiftGuide shifts, PersonDirectory people) =>
    [
        Ask.Choice<CheckInDetails>(
            "shift",
            (turn, _) => turn.Say(VolunteerPhrase.AskShift),
            async (turn, _, cancellationToken) =>
                [.. (await NowAsync(turn, signUps, shifts, people, cancellationToken)).Select(s => new Option(s.What, $"{TitleOf(s, shifts, turn.Language)}, {TimeOf(turn, s)}"))],
            d => d.Shift,
            (d, v) => d with { Shift = v }),
    ];

    /// <summary>The shifts that somebody may be here for now.</summary>
    private static async Task<IReadOnlyList<SignUp>> NowAsync(FormTurn turn, SignUps signUps, ShiftGuide shifts, PersonDirectory people, CancellationToken cancellationToken) =>
    [
        .. (await MineAsync(turn, turn.Now - Longest, signUps, people, cancellationToken))
            .Where(s => s.Start - Before <= turn.Now && (shifts.Find(s.What)?.End ?? s.Start) + After >= turn.Now),
    ];

    private static async Task<IReadOnlyList<SignUp>> MineAsync(FormTurn turn, DateTimeOffset from, SignUps signUps, PersonDirectory people, CancellationToken cancellationToken)
    {
        var mine = new List<SignUp>();
        foreach (var address in await AddressesAsync(turn, people, cancellationToken))
            mine.AddRange((await signUps.OfAsync(address, from, Shift.IdPrefix, cancellationToken)).Where(s => s.Standing == Standing.Coming).Select(s => s.SignUp));
        return [.. mine.DistinctBy(s => s.What, StringComparer.Ordinal).OrderBy(s => s.Start)];
    }

    private static async Task<IReadOnlyList<ChannelAddress>> AddressesAsync(FormTurn turn, PersonDirectory people, CancellationToken cancellationToken) =>
        [.. ((await people.AtAsync(turn.Channel, turn.Address, cancellationToken))?.Addresses ?? []).Prepend(new ChannelAddress(turn.Channel, turn.Address)).Distinct()];

    private static string TitleOf(SignUp signUp, ShiftGuide shifts, string language) => shifts.Find(signUp.What)?.Title[language] ?? signUp.Title;

    private static string DayOf(FormTurn turn, SignUp signUp) =>
        Words.Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(signUp.Start, turn.Zone).DateTime), turn.Today, turn.Language);

    private static string TimeOf(FormTurn turn, SignUp signUp) =>
        Words.Time(TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(signUp.Start, turn.Zone).DateTime), turn.Language);
}
