using CampaignBot.Core.Campaign;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Understanding;
using Microsoft.Bot.Builder.Dialogs;

namespace CampaignBot.Dialogs.Conversations;

/// <summary>A conversation that says what there is to say and is over.</summary>
public abstract class BriefConversation(string id, CampaignProfile profile, TimeProvider clock) : Conversation(id)
{
    /// <summary>Who the campaign is.</summary>
    protected CampaignProfile Profile { get; } = profile;

    /// <summary>Says it.</summary>
    protected abstract Task TellAsync(FormTurn turn, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected sealed override async Task<DialogTurnResult> OnBeginDialogAsync(DialogContext innerDc, object? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        await TellAsync(new FormTurn(innerDc.Context, Heard.In(innerDc.Context), clock.GetUtcNow(), Profile.TimeZone, Profile.Election.Date), cancellationToken);
        return new DialogTurnResult(DialogTurnStatus.Complete);
    }
}
