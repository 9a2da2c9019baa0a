using CampaignBot.Core.Campaign;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;
using CampaignBot.Dialogs.Conversations;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Builder.Dialogs;

namespace CampaignBot.Dialogs.Privacy;

/// <summary>Whether somebody means to have everything deleted.</summary>
public sealed record DeleteMyDataDetails : FormDetails
{
    /// <summary>"delete" or "keep".</summary>
    public string? Wish { get; init; }
}

/// <summary>
/// Deletes everything that is kept about whoever asks: says what goes and what must stay, asks once, and notes the wish. It is carried
/// out after the turn, as that can't delete what it is part of; they are told when it is done.
/// </summary>
public sealed class DeleteMyDataDialog(CampaignContent content, PersonDirectory people, Erasures erasures, TimeProvider clock) : FormDialog<DeleteMyDataDetails>(
    Intents.DeleteMyData,
    content.Profile,
    clock,
    new ChoiceQuestion<DeleteMyDataDetails>(
        "wish",
        (turn, _, _) => new(
        [
            new Option(Delete, turn.Say(PrivacyPhrase.DeleteEverything), "yes", "y", "yes please", "delete", "delete it", "delete it all", "sure", "si", "claro", "si por favor", "borrar", "borrelo", "borre todo", "eliminar"),
            new Option(Keep, turn.Say(PrivacyPhrase.KeepIt), "no", "n", "keep", "no thanks", "no gracias", "conservar", "mejor no"),
        ]),
        d => d.Wish,
        (d, wish) => d with { Wish = wish })
    {
        Words = (turn, _) => turn.Say(PrivacyPhrase.Explain, content.Profile.ShortName[turn.Language]),
        IsReadUnasked = false,
        IsWholeOnly = true,
    })
{
    private const string Delete = "delete";
    private const string Keep = "keep";

    /// <inheritdoc/>
    public override bool IsPersonal => true;

    /// <inheritdoc/>
    public override string Title(string language) => Wording.Words.Say(PrivacyPhrase.DeleteTitle, language);

    /// <summary>What was begun and is not finished goes with the rest: nobody is asked for more of it.</summary>
    protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        var result = await base.OnContinueDialogAsync(innerDc, cancellationToken);
        if (innerDc.Context.TurnState.Get<Erasure>() is not null && innerDc.Parent is { } outer)
        {
            outer.Stack.RemoveAll(d => d != outer.ActiveDialog);
            Drafts.Of(outer).Clear();
        }
        return result;
    }

    /// <inheritdoc/>
    protected override async Task<DeleteMyDataDetails?> FinishAsync(FormTurn turn, DeleteMyDataDetails details, CancellationToken cancellationToken)
    {
        if (details.Wish != Delete)
        {
            await turn.SendAsync(turn.Say(PrivacyPhrase.NothingDeleted), cancellationToken: cancellationToken);
            return null;
        }
        var someone = await people.SomeoneAsync(turn.Channel, turn.Address, cancellationToken);
        var erasure = new Erasure(turn.ActId, someone.PersonId, someone.Addresses, turn.Context.Activity.Conversation?.Id ?? "", turn.Language, turn.Now);
        await erasures.RequestAsync(erasure, cancellationToken);
        turn.Context.TurnState.Set(erasure);
        await turn.SendAsync(turn.Say(PrivacyPhrase.Deleting), cancellationToken: cancellationToken);
        return null;
    }
}
