using CampaignBot.Dialogs.Forms;
using Microsoft.Bot.Builder.Dialogs;

namespace CampaignBot.Dialogs.Conversations;

/// <summary>What was gathered by conversations that were left, kept with the dialogs' state so that they can go on.</summary>
internal sealed class Drafts
{
    /// <summary>How long it is kept, as people are told.</summary>
    public const int DaysKept = 30;

    private const string Key = "drafts";
    private readonly IDictionary<string, object> _kept;

    private readonly DialogContext _innerDc;

    private Drafts(IDictionary<string, object> kept, DialogContext innerDc) => (_kept, _innerDc) = (kept, innerDc);

    /// <summary>Those of a person's conversation.</summary>
    /// <param name="innerDc">The context within <see cref="RootDialog"/>.</param>
    public static Drafts Of(DialogContext innerDc)
    {
        var state = innerDc.Parent!.ActiveDialog!.State;
        if (!state.TryGetValue(Key, out var kept) || kept is not IDictionary<string, object> drafts)
            state[Key] = drafts = new Dictionary<string, object>(StringComparer.Ordinal);
        return new Drafts(drafts, innerDc);
    }

    /// <summary>Keeps what a conversation has gathered; false where that is nothing.</summary>
    public bool Keep(DialogInstance instance, RootDialogParts parts)
    {
        if (parts.Conversations.FirstOrDefault(c => c.Id == instance.Id) is not { } conversation)
            return false;
        conversation.TakeUp(instance, _innerDc);
        if (conversation.Gathered(instance) is not { } gathered)
            return false;
        _kept[instance.Id] = gathered with { LeftAt = parts.Clock.GetUtcNow(), Asides = 0 };
        return true;
    }

    /// <summary>Takes out what a conversation has left, where it isn't too old.</summary>
    public FormDetails? Take(string id, DateTimeOffset now) =>
        _kept.Remove(id, out var kept) && kept is FormDetails { LeftAt: { } at } details && now - at < TimeSpan.FromDays(DaysKept) ? details : null;

    /// <summary>Lets go of all of it.</summary>
    public void Clear() => _kept.Clear();
}
