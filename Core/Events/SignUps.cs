using System.Runtime.CompilerServices;
using System.Text.Json;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;

namespace CampaignBot.Core.Events;

/// <summary>Tells somebody that they have moved up from the waiting list. It may be called again for the same act and must tell once.</summary>
/// <param name="act">The activity that made room.</param>
public delegate Task TellMovedUp(SignUp signUp, string act, CancellationToken cancellationToken);

/// <summary>
/// Who comes to which event or shift, on the document store. Each call changes the occasion's roll first, under its ETag, and what
/// follows from that afterwards; done again with the same act, all of it comes out the same.
/// </summary>
/// <param name="documents">A store in which <see cref="SignUp.Kind"/> and <see cref="Roll.Kind"/> are declared.</param>
public sealed class SignUps(IDocumentStore documents, TellMovedUp tell)
{
    /// <summary>What somebody on a waiting list agreed to hear of: that a place came free.</summary>
    public const string WaitingList = "waiting-list";

    /// <summary>How long a sign-up is kept after its day.</summary>
    public static TimeSpan KeptFor { get; } = TimeSpan.FromDays(365);

    /// <summary>Signs somebody up, or changes how many they are. Two who take the last place at once: one gets it, the other waits.</summary>
    public async Task<SignUpOutcome> TakeAsync(Occasion occasion, SignUp wish, CancellationToken cancellationToken = default)
    {
        var known = await FindAsync(wish.Attendee, occasion.Id, cancellationToken);
        var before = known is { CancelledBy: null } ? known : null;
        var (standing, inLine) = (Standing.Coming, 0);
        if (occasion.Capacity is { } capacity)
        {
            if (await ChangeAsync(occasion.Id, occasion.Start, roll => roll.With(wish.Attendee, wish.Party, capacity, wish.Act), cancellationToken) is not { } roll)
                return new SignUpOutcome(Standing.NoRoom, 0, before is not null, false);
            (standing, inLine) = roll.Of(wish.Attendee);
            await TellAsync(roll, occasion.Id, wish.Attendee, wish.Act, cancellationToken);
        }
        var isNew = before is null || before.Act == wish.Act;
        var isChange = !isNew && (before!.Party != wish.Party || before.ChangedBy == wish.Act);
        await WriteAsync(
            isNew ? wish : before! with { Name = wish.Name, Party = wish.Party, Language = wish.Language, ChangedBy = isChange ? wish.Act : before.ChangedBy },
            cancellationToken);
        // Who made room before this was written found nobody to tell.
        if (standing == Standing.Waiting)
            (standing, inLine) = (await RollAsync(occasion.Id, cancellationToken)).Of(wish.Attendee);
        return new SignUpOutcome(standing, inLine, isChange, WasThere: !isNew && !isChange);
    }

    /// <summary>Strikes somebody out; who is next in line moves up and is told.</summary>
    /// <param name="occasion">Null where the content has lost it: then nobody moves up.</param>
    /// <param name="act">The activity that says so.</param>
    /// <returns>What was cancelled; null where they weren't signed up, or had cancelled before.</returns>
    public async Task<SignUp?> CancelAsync(ChannelAddress attendee, string what, Occasion? occasion, string act, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(attendee, what, cancellationToken) is not { } known || (known.CancelledBy is { } by && by != act))
            return null;
        await StrikeAsync(known, occasion, act, cancellationToken);
        var cancelled = known with { CancelledBy = act };
        await WriteAsync(cancelled, cancellationToken);
        return cancelled;
    }

    /// <summary>Notes that somebody is there, once.</summary>
    /// <returns>Null where they aren't signed up.</returns>
    public async Task<SignUp?> CheckInAsync(ChannelAddress attendee, string what, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(attendee, what, cancellationToken) is not { CancelledBy: null } known)
            return null;
        if (known.CheckedIn is not null)
            return known;
        var there = known with { CheckedIn = at };
        await WriteAsync(there, cancellationToken);
        return there;
    }

    /// <summary>How much room there is.</summary>
    public async Task<Room> RoomAsync(Occasion occasion, CancellationToken cancellationToken = default) =>
        occasion.Capacity is { } capacity ? (await RollAsync(occasion.Id, cancellationToken)).Room(capacity) : new Room(null, 0);

    /// <summary>Somebody's sign-up for an occasion; null where there is none, or they have cancelled it.</summary>
    public async Task<StandingSignUp?> StandingAsync(ChannelAddress attendee, string what, CancellationToken cancellationToken = default) =>
        await FindAsync(attendee, what, cancellationToken) is { CancelledBy: null } signUp && (await RollAsync(what, cancellationToken)).Of(attendee) is var (standing, inLine)
            ? new StandingSignUp(signUp, standing, inLine)
            : null;

    /// <summary>What somebody signed up for and hasn't cancelled, from an instant on, in the order of the starts.</summary>
    /// <param name="prefix">Of the occasions' ids: events or shifts alone; null for both.</param>
    public async Task<IReadOnlyList<StandingSignUp>> OfAsync(ChannelAddress attendee, DateTimeOffset from, string? prefix = null, CancellationToken cancellationToken = default)
    {
        var mine = new List<StandingSignUp>();
        await foreach (var signUp in AllAsync(new DocumentQuery(SignUp.Kind.Name, attendee.Key) { OrderBy = "start" }, cancellationToken))
        {
            if (signUp.CancelledBy is null && signUp.Start >= from && (prefix is null || signUp.What.StartsWith(prefix, StringComparison.Ordinal)))
            {
                var (standing, inLine) = (await RollAsync(signUp.What, cancellationToken)).Of(attendee);
                mine.Add(new StandingSignUp(signUp, standing, inLine));
            }
        }
        return mine;
    }

    /// <summary>Who signed up for an occasion and hasn't cancelled, in no order.</summary>
    public async Task<IReadOnlyList<StandingSignUp>> OnAsync(string what, CancellationToken cancellationToken = default)
    {
        var roll = await RollAsync(what, cancellationToken);
        var all = new List<StandingSignUp>();
        await foreach (var signUp in AllAsync(new DocumentQuery(SignUp.Kind.Name) { Where = [new("what", Comparison.Equal, what)] }, cancellationToken))
        {
            if (signUp.CancelledBy is null && roll.Of(signUp.Attendee) is var (standing, inLine))
                all.Add(new StandingSignUp(signUp, standing, inLine));
        }
        return all;
    }

    /// <summary>The sign-ups of everybody for what begins from an instant on, but those cancelled.</summary>
    public IAsyncEnumerable<SignUp> FromAsync(DateTimeOffset instant, CancellationToken cancellationToken = default) =>
        AllAsync(new DocumentQuery(SignUp.Kind.Name) { Where = [new("start", Comparison.GreaterOrEqual, SortableInstantConverter.Text(instant))] }, cancellationToken).Where(s => s.CancelledBy is null);

    /// <summary>How many signed up from an instant on for what is still to come by then, and didn't cancel it.</summary>
    public async Task<int> CountAsync(DateTimeOffset since, CancellationToken cancellationToken = default) =>
        await FromAsync(since, cancellationToken).CountAsync(s => s.At >= since, cancellationToken);

    /// <summary>Notes that somebody is told of what has changed since they signed up.</summary>
    public async Task ToldAsync(SignUp signUp, Occasion occasion, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(signUp.Attendee, signUp.What, cancellationToken) is { CancelledBy: null } known)
            await WriteAsync(OccasionChange.Told(known, occasion), cancellationToken);
    }

    /// <summary>Everything kept of somebody's sign-ups, cancelled and past ones too.</summary>
    public async Task<IReadOnlyList<SignUp>> HistoryAsync(ChannelAddress attendee, CancellationToken cancellationToken = default) =>
        await AllAsync(new DocumentQuery(SignUp.Kind.Name, attendee.Key) { OrderBy = "start" }, cancellationToken).ToListAsync(cancellationToken);

    /// <summary>Removes a sign-up and all trace of it; who is next in line moves up.</summary>
    public async Task RemoveAsync(SignUp signUp, Occasion? occasion, string act, CancellationToken cancellationToken = default)
    {
        await StrikeAsync(signUp, occasion, act, cancellationToken);
        await documents.DeleteAsync(Key(signUp.Attendee, signUp.What), cancellationToken: cancellationToken);
    }

    private async Task StrikeAsync(SignUp signUp, Occasion? occasion, string act, CancellationToken cancellationToken)
    {
        if ((await RollAsync(signUp.What, cancellationToken)).Entries.Count == 0)
            return;
        // Without the occasion, or its limit, there is no telling who would fit.
        var capacity = occasion?.Capacity ?? 0;
        var roll = await ChangeAsync(signUp.What, signUp.Start, roll => roll.Without(signUp.Attendee, capacity, act), cancellationToken);
        await TellAsync(roll!, signUp.What, signUp.Attendee, act, cancellationToken);
    }

    /// <summary>Changes a roll; of those who try at once one goes through each time, so that everybody comes to their turn.</summary>
    /// <returns>The roll as it is now; null where the change finds no room.</returns>
    private async Task<Roll?> ChangeAsync(string what, DateTimeOffset start, Func<Roll, Roll?> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var document = await documents.ReadAsync(RollKey(what), cancellationToken);
            if (change(Read(document)) is not { } changed)
                return null;
            try
            {
                await documents.WriteAsync(
                    new DocumentWrite(
                        RollKey(what),
                        JsonSerializer.SerializeToUtf8Bytes(changed, SignUpJson.Default.Roll),
                        document is null ? WriteCondition.Create : WriteCondition.Match(document.ETag),
                        start + KeptFor),
                    cancellationToken);
                return changed;
            }
            catch (DocumentConflictException)
            {
                // Somebody else was first: what they left is looked at again.
            }
        }
    }

    private async Task TellAsync(Roll roll, string what, ChannelAddress except, string act, CancellationToken cancellationToken)
    {
        foreach (var attendee in roll.MovedUpBy(act).Where(a => a != except))
        {
            if (await FindAsync(attendee, what, cancellationToken) is { CancelledBy: null } signUp)
                await tell(signUp, act, cancellationToken);
        }
    }

    private async Task<SignUp?> FindAsync(ChannelAddress attendee, string what, CancellationToken cancellationToken) =>
        await documents.ReadAsync(Key(attendee, what), cancellationToken) is { } document ? Read(document.Body) : null;

    private async Task<Roll> RollAsync(string what, CancellationToken cancellationToken) => Read(await documents.ReadAsync(RollKey(what), cancellationToken));

    private async IAsyncEnumerable<SignUp> AllAsync(DocumentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            var page = await documents.QueryAsync(query, cancellationToken);
            foreach (var document in page.Documents)
                yield return Read(document.Body);
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
    }

    private Task<string> WriteAsync(SignUp signUp, CancellationToken cancellationToken) => documents.WriteAsync(
        new DocumentWrite(
            Key(signUp.Attendee, signUp.What), JsonSerializer.SerializeToUtf8Bytes(signUp, SignUpJson.Default.SignUp), Expires: signUp.Start + KeptFor),
        cancellationToken);

    private static SignUp Read(ReadOnlyMemory<byte> body) => JsonSerializer.Deserialize(body.Span, SignUpJson.Default.SignUp)!;

    private static Roll Read(Document? roll) => roll is null ? Roll.Empty : JsonSerializer.Deserialize(roll.Body.Span, SignUpJson.Default.Roll)!;

    private static DocumentKey Key(ChannelAddress attendee, string what) => new(SignUp.Kind.Name, attendee.Key, what);

    private static DocumentKey RollKey(string what) => new(Roll.Kind.Name, what, "roll");
}
