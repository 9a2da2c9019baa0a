using System.Globalization;
using Microsoft.Bot.Schema;

namespace CampaignBot.Turns;

/// <summary>What a turn under way wants sent, in order.</summary>
internal sealed class TurnReplies(string activityId, string owner, string since, bool inRequest)
{
    private readonly List<Reply> _replies = [];

    public IReadOnlyList<Reply> All => _replies;

    public bool InRequest => inRequest;

    /// <summary>What the bot threw, or null.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The id of an activity's reply at a place.</summary>
    public static string IdOf(string activityId, int index) => $"{activityId}|{index.ToString("D4", CultureInfo.InvariantCulture)}";

    /// <summary>The next reply's id.</summary>
    public string NextId => IdOf(activityId, _replies.Count);

    /// <summary>Takes an activity as it is now; what the bot does to it later changes nothing.</summary>
    public void Add(Activity activity) => _replies.Add(new Reply(NextId, owner, since, inRequest || activity.Type == ActivityTypesEx.InvokeResponse, Reply.ToJson(activity)));
}
