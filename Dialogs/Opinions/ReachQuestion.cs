using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Office;

namespace CampaignBot.Dialogs.Opinions;

/// <summary>Asks where somebody wants to be answered: a phone number or an e-mail address, or one that they gave before.</summary>
internal sealed class ReachQuestion(string id, OptionsOf<FeedbackDetails> known) : ValueQuestion<FeedbackDetails, string>(
    id, d => d.ReplyTo, (d, to) => d with { ReplyTo = to })
{
    /// <inheritdoc/>
    public override bool IsNamedIn(Said said) => said.Entities.Any(e => e.Kind is EntityKind.Phone or EntityKind.Email);

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyList<Option>> OptionsAsync(FormTurn turn, FeedbackDetails details, CancellationToken cancellationToken) => known(turn, details, cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask<Reading<FeedbackDetails>> ReadAsync(FormTurn turn, FeedbackDetails details, Said said, bool isAsked, CancellationToken cancellationToken)
    {
        foreach (var entity in said.Entities)
        {
            if (entity.Value is PhoneNumber { E164: { } phone })
                return Taken(details, phone, isWhole: false);
            if (entity.Value is EmailAddress { Address: var email })
                return Taken(details, email, isWhole: false);
        }
        if (isAsked && OptionReader.Read(said.Text, turn.Language, await known(turn, details, cancellationToken), isAsked).Options is [var chosen])
            return Taken(details, chosen.Value, isWhole: true);
        return isAsked ? new Reading<FeedbackDetails>.Wrong(turn.Say(OpinionPhrase.NotReachable)) : new Reading<FeedbackDetails>.Nothing();
    }

    /// <inheritdoc/>
    protected override string Shown(FormTurn turn, FeedbackDetails details, string value) => ContactText.Of(value);
}
