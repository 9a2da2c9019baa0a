using System.Text.RegularExpressions;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.People;
using CampaignBot.Core.Subscriptions;
using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs.Forms;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Connector;

namespace CampaignBot.Dialogs.Updates;

/// <summary>
/// What somebody wants to be told, how often and where, with their express consent, which is recorded in the words they were shown
/// (COMPLIANCE.md, "Opting out and in"); shows and changes it, drops topics, or all. Only what can be sent is offered: it goes where it
/// was asked for, so who wants it by text message is asked to say so from their phone.
/// </summary>
public sealed partial class StayInTouchDialog(CampaignContent content, SubscriptionBook book, MayWriteOn mayWriteOn, IEnumerable<TextLine> lines, TimeProvider clock) : FormDialog<UpdatesDetails>(
    Intents.StayInTouch,
    content.Profile,
    clock,
    Manage(content),
    Where(),
    Topics(content),
    Dropped(content),
    HowOften(),
    // A yes to less is no consent, and neither is one to what was asked before: it is asked last, in full.
    new YesNoQuestion<UpdatesDetails>("agree", d => d.Agrees, (d, yes) => d with { Agrees = yes })
    {
        Words = (turn, d) => turn.Say(UpdatePhrase.Agree, Wording(content, turn, d)),
    }.OnlyIf(d => d.Where != ByText && d.Manage is not (ManageQuestion.DropTopics or ManageQuestion.NoneAnyMore or ManageQuestion.KeepAll)))
{
    private const string Here = "here";
    private const string ByText = "text";

    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(UpdatePhrase.Title, language);

    /// <inheritdoc/>
    public override bool IsInMenu => content.Topics.Count > 0;

    /// <inheritdoc/>
    public override bool IsOfferedOn(string? channelId) => content.Topics.Count > 0;

    /// <summary>"My subscriptions", which sounds much like one's sign-ups.</summary>
    public override bool IsCalledBy(string text) => Subscriptions().IsMatch(FoldedText.Fold(text));

    /// <inheritdoc/>
    protected override async ValueTask<UpdatesDetails?> OpenAsync(FormTurn turn, CancellationToken cancellationToken)
    {
        var here = Person(turn);
        if (await book.FindAsync(here, cancellationToken) is not { } wishes)
        {
            var line = turn.Channel != Channels.Sms && mayWriteOn(Channels.Sms) ? lines.FirstOrDefault() : null;
            if (mayWriteOn(turn.Channel))
                return await WithoutAnyAsync(turn, line is not null, cancellationToken);
            await turn.SendAsync(line is null ? turn.Say(UpdatePhrase.NotHere, Profile.Office.Phone, Profile.Office.Email) : Texting(UpdatePhrase.NotHereButByText, turn, line), cancellationToken: cancellationToken);
            return null;
        }
        return new UpdatesDetails
        {
            Had = wishes.Topics,
            HadHowOften = wishes.HowOften.ToString(),
            PausedUntil = wishes.IsPausedAt(turn.Now) ? PauseDialog.Day(wishes.PausedUntil!.Value, turn) : null,
        };
    }

    /// <summary>Who asks what they get, or wants less of it, is told first that it is nothing.</summary>
    private static async ValueTask<UpdatesDetails?> WithoutAnyAsync(FormTurn turn, bool canBeTexted, CancellationToken cancellationToken)
    {
        var (asks, drops) = (AsksForOwn(turn.Heard.Text), ManageQuestion.Drops(turn.Heard.Text));
        if (asks || drops)
            await turn.SendAsync(turn.Say(UpdatePhrase.NothingYet), cancellationToken: cancellationToken);
        return drops && !asks ? null : new UpdatesDetails { CanBeTexted = canBeTexted };
    }

    private static bool AsksForOwn(string text) => Own().IsMatch(FoldedText.Fold(text));

    /// <inheritdoc/>
    protected override async Task<UpdatesDetails?> FinishAsync(FormTurn turn, UpdatesDetails details, CancellationToken cancellationToken)
    {
        var here = Person(turn);
        if (details.Where == ByText)
        {
            await turn.SendAsync(Texting(UpdatePhrase.TextUs, turn, lines.First()), cancellationToken: cancellationToken);
            return null;
        }
        switch (details.Manage)
        {
            case ManageQuestion.KeepAll:
                await turn.SendAsync(turn.Say(UpdatePhrase.Kept), cancellationToken: cancellationToken);
                return null;
            case ManageQuestion.NoneAnyMore:
                await book.StopAsync(here, turn.Now, turn.ActId, cancellationToken);
                await turn.SendAsync(turn.Say(UpdatePhrase.DroppedAll), cancellationToken: cancellationToken);
                return null;
            case ManageQuestion.DropTopics:
                var left = await book.DropAsync(here, details.Drop!, turn.Now, turn.ActId, cancellationToken);
                await turn.SendAsync(
                    left is null ? turn.Say(UpdatePhrase.DroppedAll) : turn.Say(UpdatePhrase.Dropped, UpdateWords.Of(left, content, turn.Language)), cancellationToken: cancellationToken);
                return null;
        }
        if (details.Agrees is not true)
        {
            await turn.SendAsync(turn.Say(UpdatePhrase.NotAgreed), cancellationToken: cancellationToken);
            return null;
        }
        var before = await book.FindAsync(here, cancellationToken);
        var wishes = Wishes(turn, details) with { PausedUntil = before?.PausedUntil };
        await book.KeepAsync(wishes, Wording(content, turn, details), turn.ActId, cancellationToken);
        await turn.SendAsync(turn.Say(UpdatePhrase.Agreed, UpdateWords.Of(wishes, content, turn.Language)), cancellationToken: cancellationToken);
        return null;
    }

    /// <summary>What somebody agrees to, in full: who writes, about what, how often, where to, and how it stops.</summary>
    private static string Wording(CampaignContent content, FormTurn turn, UpdatesDetails details)
    {
        var wishes = Wishes(turn, details);
        var text = turn.Say(UpdatePhrase.AgreeText, content.Profile.ShortName[turn.Language], UpdateWords.Of(wishes, content, turn.Language));
        return turn.Channel == Channels.Sms ? $"{text} {turn.Say(UpdatePhrase.TextRates)}" : text;
    }

    /// <summary>What somebody gets once they agree: what they chose now, and else what they had.</summary>
    private static UpdateWishes Wishes(FormTurn turn, UpdatesDetails details) => new(
        Person(turn),
        turn.Context.Activity.Conversation?.Id ?? "",
        [.. (details.Had ?? []).Union(details.Topics ?? [], StringComparer.Ordinal)],
        Enum.Parse<Frequency>(details.HowOften ?? details.HadHowOften ?? nameof(Frequency.Weekly)),
        turn.Language,
        turn.Now);

    /// <summary>How to ask for it by text message: in the words that begin this conversation there.</summary>
    private string Texting(UpdatePhrase phrase, FormTurn turn, TextLine line) => turn.Say(phrase, Title(turn.Language), Ask.PhoneShown(line.Number));

    private static ChannelAddress Person(FormTurn turn) => new(turn.Channel, turn.Address);

    private static Question<UpdatesDetails> Manage(CampaignContent content) => ManageQuestion.Of(content, (turn, d) => turn.Say(
        d.PausedUntil is null ? UpdatePhrase.YouGet : UpdatePhrase.YouGetPaused, UpdateWords.Of(Wishes(turn, d), content, turn.Language), d.PausedUntil));

    private static Question<UpdatesDetails> Topics(CampaignContent content) => new SeveralQuestion<UpdatesDetails>(
        "topics",
        (turn, d, _) => new(UpdateWords.Options(content.Topics.Where(t => d.Had?.Contains(t.Id, StringComparer.Ordinal) != true), turn.Language)),
        d => d.Topics,
        (d, topics) => d with { Topics = topics })
    {
        Words = (turn, d) =>
        {
            var offered = content.Topics.Where(t => d.Had?.Contains(t.Id, StringComparer.Ordinal) != true).ToList();
            return offered.Count == 0
                ? turn.Say(UpdatePhrase.AllHad)
                : turn.Say(
                    d.Had is null ? UpdatePhrase.Topics : UpdatePhrase.TopicsMore,
                    string.Join('\n', offered.Select(t => t.About is { } about ? $"- {t.Title[turn.Language]}: {about[turn.Language]}" : $"- {t.Title[turn.Language]}")));
        },
        AlsoCalled = ["topics", "topic", "subjects", "temas", "tema", "asuntos"],
    }.Called(turn => turn.Say(UpdatePhrase.TopicsLabel)).OnlyIf(d => (d.Had is null && d.Where != ByText) || d.Manage == ManageQuestion.AddTopics);

    private static Question<UpdatesDetails> Dropped(CampaignContent content) => new SeveralQuestion<UpdatesDetails>(
        "drop",
        (turn, d, _) => new(UpdateWords.Options(content.Topics.Where(t => d.Had?.Contains(t.Id, StringComparer.Ordinal) == true), turn.Language)),
        d => d.Drop,
        (d, topics) => d with { Drop = topics })
    {
        Words = (turn, _) => turn.Say(UpdatePhrase.WhichToDrop),
    }.OnlyIf(d => d.Manage == ManageQuestion.DropTopics);

    private static Question<UpdatesDetails> HowOften() => new ChoiceQuestion<UpdatesDetails>(
        "how-often",
        (turn, _, _) => new(
        [
            new Option(nameof(Frequency.AsItHappens), turn.Say(UpdatePhrase.AsItHappens)),
            new Option(nameof(Frequency.Weekly), turn.Say(UpdatePhrase.Weekly), "weekly", "every week", "semanal", "cada semana", "semanalmente"),
            new Option(nameof(Frequency.OnlyImportant), turn.Say(UpdatePhrase.OnlyImportant), "important", "importante"),
        ]),
        d => d.HowOften,
        (d, often) => d with { HowOften = often })
    {
        Words = (turn, _) => turn.Say(UpdatePhrase.HowOften),
        AlsoCalled = ["frequency", "how often", "frecuencia", "cada cuanto"],
    }.Called(turn => turn.Say(UpdatePhrase.HowOftenLabel)).OnlyIf(d => (d.Had is null && d.Where != ByText) || d.Manage == ManageQuestion.ChangeHowOften);

    private static Question<UpdatesDetails> Where() => new ChoiceQuestion<UpdatesDetails>(
        "where",
        (turn, _, _) => new(
        [
            new Option(Here, turn.Say(UpdatePhrase.Here), "this chat", "in this chat", "este chat", "por aqui"),
            new Option(ByText, turn.Say(UpdatePhrase.ByText), "sms", "text", "text message", "by sms", "mensaje", "mensaje de texto", "por sms"),
        ]),
        d => d.Where,
        (d, where) => d with { Where = where })
    {
        Words = (turn, _) => turn.Say(UpdatePhrase.Where),
        AlsoCalled = ["where", "channel", "donde", "canal"],
    }.Called(turn => turn.Say(UpdatePhrase.WhereLabel)).OnlyIf(d => d.CanBeTexted);

    [GeneratedRegex(@"^((what|which|show|see|list|que|cuales|ver|muestr\w+) (\w+ ){0,3})?(my |mis )?(subscriptions?|suscripcion(es)?)( tengo| do i have)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Subscriptions();

    [GeneratedRegex(@"\b(am i (subscribed|signed up)|(updates|messages|news) (do|am) i|what do i get|estoy suscrit[oa]|(avisos|novedades|mensajes) (recibo|tengo)|que recibo|subscriptions?|suscripcion(es)?)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Own();
}
