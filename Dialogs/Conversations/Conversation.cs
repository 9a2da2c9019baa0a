using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Understanding;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;

namespace CampaignBot.Dialogs.Conversations;

/// <summary>
/// Something the bot can do beyond answering. Its id is the intent that begins it (<c>content/examples/{id}.{language}.txt</c>), and
/// its title is what a button says; saying exactly that begins it too. One object serves all people: what is gathered is kept in state.
/// </summary>
/// <param name="id">The intent's name.</param>
public abstract class Conversation(string id) : ComponentDialog(id)
{
    /// <summary>What a button says that begins it: at most 20 characters, as Messenger's quick replies show no more.</summary>
    public abstract string Title(string language);

    /// <summary>Whether it tells what is kept of a person, which nobody else is to read.</summary>
    public virtual bool IsPersonal => false;

    /// <summary>Whether it is to be had on a channel.</summary>
    public virtual bool IsOfferedOn(string? channelId) => true;

    /// <summary>Whether it answers a question itself, so that it begins in place of the entry that names it.</summary>
    /// <param name="entry">The id of that entry; null where no entry answers.</param>
    public virtual ValueTask<bool> AnswersAsync(ITurnContext turn, Heard heard, string? entry, CancellationToken cancellationToken) => new(false);

    /// <summary>Whether it stands in the menu.</summary>
    public virtual bool IsInMenu => false;

    /// <summary>Whether a message begins it that no intent does: what is said right after an answer, say.</summary>
    public virtual bool IsBegunBy(Heard heard) => false;

    /// <summary>Whether a message asks for it in so many words that no recognizer need be asked, whatever is under way.</summary>
    public virtual bool IsCalledBy(string text) => false;

    /// <summary>Whether what it was for is done and only an afterthought is open, so that who asks for it again gets it anew.</summary>
    public virtual bool IsDone(DialogInstance instance) => false;

    /// <summary>Whether it comes after the reply to a message: after a goodbye, say.</summary>
    public virtual bool Follows(Heard heard) => false;

    /// <summary>Makes its details readable where the turn has not continued it, as where it lies beneath another.</summary>
    internal void TakeUp(DialogInstance instance, DialogContext innerDc)
    {
        if (instance.State.TryGetValue(PersistedDialogState, out var inner) && inner is DialogState state)
            _ = new DialogContext(Dialogs, innerDc, state);
    }

    /// <summary>What was gathered so far, to go on with later; null where that is nothing.</summary>
    public virtual FormDetails? Gathered(DialogInstance instance) => null;
}
