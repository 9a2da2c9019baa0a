using System.Text.Json;
using CampaignBot.BotFramework;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CampaignBot.Turns;

/// <summary>An activity that waits for its turn.</summary>
internal sealed class WaitingActivity(string id, long started)
{
    /// <summary>The id by which it is handled only once.</summary>
    public string Id => id;

    /// <summary>When it came, as a timestamp of the clock.</summary>
    public long Started => started;

    /// <summary>The activity as JSON; null where it is to be read from the inbox.</summary>
    public ReadOnlyMemory<byte>? Json { get; set; }

    /// <summary>Whether it may run: true once it is durable, false where it was handled before or could not be stored.</summary>
    public Task<bool> Stored { get; set; } = Task.FromResult(true);

    /// <summary>Whether the inbox holds it and must be told when it was handled.</summary>
    public bool InInbox { get; init; }

    /// <summary>Whether this process took it just now, so that the transcript can't have it.</summary>
    public bool Fresh { get; set; }

    /// <summary>Completed when the transcript holds it if it is to; false where the program stopped before.</summary>
    public Task<bool> Echoed { get; set; } = Task.FromResult(true);

    /// <summary>Whether the transcript shows it, if it is of a type that is shown.</summary>
    public bool IsShown { get; init; }

    /// <summary>Whether a request waits for the turn.</summary>
    public bool InRequest { get; init; }

    /// <summary>Whether that request takes all replies, so that none is sent; an invoke's takes its answer alone.</summary>
    public bool TakesReplies { get; init; }

    /// <summary>Given the replies once the turn is committed, where someone waits for that.</summary>
    public TaskCompletionSource<IReadOnlyList<Activity>>? Answer { get; init; }

    /// <summary>What to run in place of the bot; null for the bot.</summary>
    public BotCallbackHandler? Callback { get; init; }

    /// <summary>How many bytes it counts in memory.</summary>
    public long Bytes { get; init; }

    /// <summary>Whether a transcript shows activities of this type.</summary>
    public static bool IsShownType(string? type) => type is
        ActivityTypes.Message or ActivityTypes.Event or ActivityTypes.EndOfConversation or ActivityTypes.MessageReaction
        or ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete or ActivityTypes.Handoff;

    public static Activity Read(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize<Activity>(json.Span, BotJson.Options)!;
}
