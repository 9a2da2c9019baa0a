using CampaignBot.Core.Campaign;
using CampaignBot.Core.Feedback;
using CampaignBot.Core.People;
using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Office;
using CampaignBot.Dialogs.Understanding;

namespace CampaignBot.Dialogs.Opinions;

/// <summary>What somebody wants the campaign to know.</summary>
public sealed record FeedbackDetails : FormDetails
{
    public string? Text { get; init; }

    public bool? WantsAnswer { get; init; }

    /// <summary>A phone number (E.164) or an e-mail address.</summary>
    public string? ReplyTo { get; init; }

    public string? Name { get; init; }
}

/// <summary>Takes what somebody wants the campaign to know, whole, and asks whether they want an answer. It is thanked for and never argued with.</summary>
public sealed class FeedbackDialog(CampaignContent content, OpinionBook opinions, PersonDirectory people, TimeProvider clock) : FormDialog<FeedbackDetails>(
    Intents.Feedback,
    content.Profile,
    clock,
    Ask.Text<FeedbackDetails>("text", Comment.Longest, (turn, _) => turn.Say(OpinionPhrase.FeedbackAsk), d => d.Text, (d, text) => d with { Text = text })
        .Called(turn => turn.Say(OpinionPhrase.FeedbackLabel)),
    Ask.YesNo<FeedbackDetails>("wants", (turn, _) => turn.Say(OpinionPhrase.WantsAnswer), d => d.WantsAnswer, (d, wants) => d with { WantsAnswer = wants }),
    new ReachQuestion("reach", (turn, _, token) => KnownAsync(people, turn, token))
    {
        Words = (turn, _) => turn.Say(OpinionPhrase.ReplyTo),
        IsSaidBack = true,
        AlsoCalled = ["phone", "number", "email", "telefono", "numero", "correo"],
    }.Called(turn => turn.Say(OpinionPhrase.ReplyToLabel)).OnlyIf(d => d.WantsAnswer is true),
    Ask.Name<FeedbackDetails>("name", (turn, _) => turn.Say(OpinionPhrase.NameAsk), d => d.Name, (d, name) => d with { Name = name })
        .Called(turn => turn.Say(OpinionPhrase.NameLabel)).OnlyIf(d => d.WantsAnswer is true).Optional())
{
    private const int FewestWords = 3;

    // "Feedback: the flyers are too small" says all of it at once.
    private static readonly string[] Beginnings =
    [
        "i have feedback", "my feedback is that", "my feedback is", "my feedback", "here is my feedback", "feedback", "i want to tell you that", "please tell the campaign that",
        "tell the campaign that", "tell the campaign", "i want the campaign to know that", "my comment is", "comment", "suggestion", "i have a suggestion", "i have a comment", "complaint", "i have a complaint",
        "mi comentario es que", "mi comentario es", "mi comentario", "comentario", "tengo un comentario", "sugerencia", "tengo una sugerencia", "queja", "tengo una queja",
        "quiero decirles que", "quiero que la campana sepa que", "diganle a la campana que", "mi opinion es que", "opinion",
    ];

    /// <inheritdoc/>
    public override string Title(string language) => Wording.Words.Say(OpinionPhrase.FeedbackTitle, language);

    /// <inheritdoc/>
    public override bool IsInMenu => true;

    /// <inheritdoc/>
    protected override async ValueTask<FeedbackDetails?> OpenAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        var person = await people.AtAsync(turn.Channel, turn.Address, cancellationToken);
        var rest = FormWords.After(turn.Heard.Text, [.. Beginnings.OrderByDescending(b => b.Length)]);
        var isWhole = rest is not null && FoldedText.Fold(rest) is { Length: > 0 } folded && folded.Count(c => c == ' ') >= FewestWords - 1;
        return new FeedbackDetails 
        {
            Name = person?.FullName,
            Text = isWhole ? rest : null,
            Answered = isWhole ? ["text"] : [],
        };
    }

    /// <inheritdoc/>
    protected override async Task<FeedbackDetails?> FinishAsync(FormTurn turn, FeedbackDetails details, CancellationToken cancellationToken)
    {
        var (person, wants) = (new ChannelAddress(turn.Channel, turn.Address), details.WantsAnswer is true);
        await opinions.KeepAsync(
            person,
            new Comment(details.Text!, turn.Language, turn.Now, turn.ActId)
            {
                WantsAnswer = wants,
                ReplyTo = wants ? details.ReplyTo : null,
                Name = wants ? details.Name : null,
                By = wants ? person : null,
            },
            cancellationToken);
        if (wants)
            await people.TellAsync(turn.Channel, turn.Address, known => Told(known, details), cancellationToken);
        var text = wants ? turn.Say(OpinionPhrase.FeedbackThanksAnswer, content.Profile.Office.Hours[turn.Language]) : turn.Say(OpinionPhrase.FeedbackThanks);
        await turn.SendAsync(text, cancellationToken: cancellationToken);
        return null;
    }

    private static Person Told(Person known, FeedbackDetails details) => details.ReplyTo is { } to && to.Contains('@', StringComparison.Ordinal)
        ? known.WithName(details.Name).WithEmail(to)
        : known.WithName(details.Name).WithPhone(details.ReplyTo);

    private static async ValueTask<IReadOnlyList<Option>> KnownAsync(PersonDirectory people, FormTurn turn, CancellationToken cancellationToken)
    {
        var person = await people.AtAsync(turn.Channel, turn.Address, cancellationToken);
        return [.. new[] { person?.Phone, person?.Email }.OfType<string>().Select(known => new Option(known, ContactText.Of(known)))];
    }
}
