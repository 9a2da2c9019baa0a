using CampaignBot.Core.People;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Forms;
using Microsoft.Bot.Builder;

namespace CampaignBot.Dialogs.Voting;

/// <summary>What was looked up in a conversation.</summary>
/// <param name="IsKeepAsked">Whether the person was asked if the address may be kept.</param>
/// <param name="MayAskOutside">Whether they let a service on the Internet be asked for it.</param>
public sealed record LookedUp(PostalAddress Home, DateTimeOffset At, bool IsKeepAsked, bool MayAskOutside);

/// <summary>
/// Where somebody votes from, as they told: for a day within the conversation, so that the next question need not ask again, and
/// for good only where they said that it may be kept.
/// </summary>
public sealed class HomeMemory(PersonDirectory people, TimeProvider clock, TimeZoneInfo zone)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(24);

    /// <summary>What was looked up in this conversation lately; null for nothing.</summary>
    public async Task<LookedUp?> LatelyAsync(ITurnContext turn, CancellationToken cancellationToken) =>
        Property(turn) is { } property && await property.GetAsync(turn, cancellationToken: cancellationToken) is { } known && clock.GetUtcNow() - known.At < Fresh ? known : null;

    /// <summary>Notes what was looked up.</summary>
    public static Task NoteAsync(ITurnContext turn, LookedUp looked, CancellationToken cancellationToken) =>
        Property(turn)?.SetAsync(turn, looked, cancellationToken) ?? Task.CompletedTask;

    /// <summary>The address that the person let us keep, or told us in another conversation; null for none.</summary>
    public async Task<PostalAddress?> KeptAsync(ITurnContext turn, CancellationToken cancellationToken)
    {
        if (turn.Activity is not { ChannelId: { } channel, From.Id: { Length: > 0 } address }
            || (await people.AtAsync(channel, address, cancellationToken))?.Home is not { Lines: [_, ..] } home)
            return null;
        var written = string.Join(", ", [.. home.Lines, home.City ?? "", $"{home.Region} {home.Zip}".Trim()]);
        return EntityReader.Read(written, "en", clock.GetUtcNow(), zone).Select(e => e.Value).OfType<PostalAddress>().FirstOrDefault();
    }

    /// <summary>What is known, told lately or kept.</summary>
    public async Task<PostalAddress?> KnownAsync(ITurnContext turn, CancellationToken cancellationToken) =>
        (await LatelyAsync(turn, cancellationToken))?.Home ?? await KeptAsync(turn, cancellationToken);

    /// <summary>Keeps the address, as the person wishes.</summary>
    internal Task KeepAsync(FormTurn turn, PostalAddress home, CancellationToken cancellationToken) => people.TellAsync(
        turn.Channel,
        turn.Address,
        person => person with
        {
            Home = new PersonAddress([.. new[] { home.StreetLine, home.Unit }.Where(l => !string.IsNullOrEmpty(l)).Cast<string>()], home.City, home.State, home.Zip, "US"),
        },
        cancellationToken);

    private static IStatePropertyAccessor<LookedUp>? Property(ITurnContext turn) => turn.TurnState.Get<ConversationState>()?.CreateProperty<LookedUp>("whereToVote");
}
