using CampaignBot.Core.Campaign;
using CampaignBot.Dialogs.Conversations;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;

namespace CampaignBot.Dialogs.Forms;

/// <summary>
/// A conversation that gathers details: it starts from what the first message says, asks only for what is missing, takes several
/// answers at once and corrections of earlier ones, and leaves to <see cref="RootDialog"/> whatever answers none of its questions.
/// A waterfall inside asks and takes; it begins anew with the details so far after each answer.
/// </summary>
/// <typeparam name="T">What is gathered.</typeparam>
public abstract class FormDialog<T> : Conversation
    where T : FormDetails, new()
{
    private const string Steps = "questions";
    // Where a waterfall keeps what it was begun with, in its instance's state.
    private const string OptionsKey = "options";

    // Who speaks of something else so often in a row isn't asked again: it is offered once to go on.
    internal const int MostAsides = 2;
    private readonly FormHearing<T> _hearing;
    private readonly TimeProvider _clock;
    private readonly TimeZoneInfo _zone;

    /// <param name="questions">In the order in which they are asked.</param>
    protected FormDialog(string id, CampaignProfile profile, TimeProvider clock, params IReadOnlyList<Question<T>> questions)
        : base(id)
    {
        (Questions, Profile, _clock, _zone) = (questions, profile, clock, profile.TimeZone);
        _hearing = new FormHearing<T>(id, questions, TakeFieldsAsync);
        AddDialog(new WaterfallDialog(Steps, [AskAsync, TakeAsync, EndAsync]));
    }

    /// <summary>The questions, in order.</summary>
    protected IReadOnlyList<Question<T>> Questions { get; }

    /// <summary>Who the campaign is.</summary>
    protected CampaignProfile Profile { get; }

    /// <inheritdoc/>
    public override FormDetails? Gathered(DialogInstance instance) =>
        DetailsOf(instance) is { Answered.Count: > 0 } details ? details : null;

    /// <summary>Begins with what is known already, from what the person told us before.</summary>
    /// <returns>The details to begin with; null where the conversation can't be had now, which has been said.</returns>
    protected virtual ValueTask<T?> OpenAsync(FormTurn turn, CancellationToken cancellationToken) => new(new T());

    /// <summary>Called when nothing is missing: keeps what was gathered and says so.</summary>
    /// <returns>Null where that is done; else the details to go on asking with, where something must be asked again.</returns>
    protected abstract Task<T?> FinishAsync(FormTurn turn, T details, CancellationToken cancellationToken);

    /// <summary>Looks at the details after each message that answered something, before the next question: to look up what they allow.</summary>
    protected virtual ValueTask<T> HeardAsync(FormTurn turn, T details, CancellationToken cancellationToken) => new(details);

    /// <summary>Takes what a card was filled in with; a card whose field "conversation" is this one's id begins it.</summary>
    /// <returns>The details with it; null where the card isn't this form's.</returns>
    protected virtual ValueTask<T?> TakeFieldsAsync(FormTurn turn, T details, CancellationToken cancellationToken) => new((T?)null);

    /// <summary>What was gathered, a line an answer: "Name: Ana López". Answers without a label are left out.</summary>
    private async ValueTask<string> SummaryAsync(FormTurn turn, T details, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var question in Questions.Where(q => q.Label is not null && q.Applies(details)))
        {
            if (await question.ShownAsync(turn, details, cancellationToken) is { } shown)
                lines.Add($"- {question.Label!(turn)}: {shown}");
        }
        return string.Join('\n', lines);
    }

    /// <summary>Tells what was gathered so far with the question that is open, and takes the message by that.</summary>
    /// <param name="intro">What the summary is led in with.</param>
    protected async Task TellSoFarAsync(DialogContext innerDc, FormTurn turn, string intro, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        ArgumentNullException.ThrowIfNull(turn);
        if (DetailsOf(innerDc) is not { } details)
            return;
        turn.Heard.IsTaken = true;
        if (await SummaryAsync(turn, details, cancellationToken) is { Length: > 0 } summary)
            turn.Context.TurnState.Set(new Saying($"{intro}\n{summary}", false));
        await AskAsync(turn, details, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task<DialogTurnResult> OnBeginDialogAsync(DialogContext innerDc, object? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        var turn = TurnOf(innerDc.Context);
        if (options is T { Answered.Count: > 0 } left)
            return await innerDc.BeginDialogAsync(Steps, left with { Asked = FormHearing<T>.GoOn, LeftAt = null }, cancellationToken);
        if (turn.Heard.Fields is not null && await TakeFieldsAsync(turn, new T(), cancellationToken) is { } filled)
            return await innerDc.BeginDialogAsync(Steps, await HeardAsync(turn, filled, cancellationToken), cancellationToken);
        if (await OpenAsync(turn, cancellationToken) is not { } details)
            return await innerDc.EndDialogAsync(null, cancellationToken);
        details = await _hearing.FromFirstMessageAsync(turn, details, cancellationToken);
        return await innerDc.BeginDialogAsync(Steps, await HeardAsync(turn, details, cancellationToken), cancellationToken);
    }

    /// <summary>Takes the message where it is for this form, and leaves it untaken where it isn't.</summary>
    protected override async Task<DialogTurnResult> OnContinueDialogAsync(DialogContext innerDc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        if (DetailsOf(innerDc) is not { } details || innerDc.Context.TurnState.Get<Heard>() is null)
            return await base.OnContinueDialogAsync(innerDc, cancellationToken);
        var turn = TurnOf(innerDc.Context);
        var understood = await _hearing.HearAsync(turn, details, cancellationToken);
        if (understood is null)
            return EndOfTurn;
        turn.Heard.IsTaken = true;
        var next = understood.HasAnswer ? await HeardAsync(turn, understood.Details, cancellationToken) : understood.Details;
        // What can't stay so has been told of; the rest of it isn't said back as if it did.
        var says = understood.SaidBack is { } question && await question.ShownAsync(turn, next, cancellationToken) is { } shown
            && shown == await question.ShownAsync(turn, understood.Details, cancellationToken) ? turn.Say(Phrase.SaidAgain, shown) : understood.Says;
        if (says is not null)
            innerDc.Context.TurnState.Set(new Saying(says, understood.IsMiss, IsLast: understood.SaidBack is { IsSaidBack: true }));
        innerDc.ActiveDialog!.State[OptionsKey] = next with { Asides = 0 };
        return await base.OnContinueDialogAsync(innerDc, cancellationToken);
    }

    /// <summary>Asks the question again that is open, after something else was spoken of.</summary>
    protected override async Task OnRepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        if (WaterfallOf(instance) is not { } waterfall || Kept<T>(waterfall, OptionsKey) is not { } details)
            return;
        var turn = TurnOf(turnContext);
        if (turn.Heard.ReturnsHere)
            details = details with { Asides = 0, Asked = details is { Asked: FormHearing<T>.GoOn, Asides: >= MostAsides } ? _hearing.Next(details)?.Id : details.Asked };
        var isSilent = details.Asides >= MostAsides;
        if (turn.Heard.IsOtherSubject)
            details = details with { Asides = details.Asides + 1 };
        if (details.Asides == MostAsides)
            details = details with { Asked = FormHearing<T>.GoOn };
        waterfall.State[OptionsKey] = details;
        if (!isSilent)
            await AskAsync(turn, details, cancellationToken);
    }

    private async Task<DialogTurnResult> AskAsync(WaterfallStepContext step, CancellationToken cancellationToken)
    {
        var (turn, details) = (TurnOf(step.Context), (T)step.Options!);
        if (details.Asked is not (FormHearing<T>.GoOn or FormHearing<T>.Change))
        {
            if (_hearing.Next(details) is not { } next)
                return await step.NextAsync(null, cancellationToken);
            details = details with { Asked = next.Id, Misses = details.Asked == next.Id ? details.Misses : 0 };
            step.ActiveDialog!.State[OptionsKey] = details;
        }
        await AskAsync(turn, details, cancellationToken);
        return EndOfTurn;
    }

    private async Task AskAsync(FormTurn turn, T details, CancellationToken cancellationToken)
    {
        var question = details.Asked switch
        {
            FormHearing<T>.GoOn => turn.Message(turn.Say(details.Asides > 0 ? Phrase.GoOnLater : Phrase.GoOnWith, Title(turn.Language)), [turn.Say(Phrase.GoOn), turn.Say(Phrase.StartOver), turn.Say(Phrase.NotNow)]),
            FormHearing<T>.Change => turn.Message(turn.Say(Phrase.WhatToChange), _hearing.Changeable(turn, details).Select(o => o.Title)),
            { } id when Questions.FirstOrDefault(q => q.Id == id) is { } open => await open.AskAsync(turn, details, cancellationToken),
            _ => null,
        };
        if (question is null)
            return;
        if (Questions.FirstOrDefault(q => q.Id == details.Asked) is YesNoQuestion<T> { IsConfirmation: true })
            question.Text = $"{question.Text}\n\n{await SummaryAsync(turn, details, cancellationToken)}\n\n{turn.Say(Phrase.IsThatRight)}";
        if (turn.Context.TurnState.Get<Saying>() is { } saying)
        {
            question.Text = saying.IsInPlaceOfQuestion ? saying.Text : $"{saying.Text}\n\n{question.Text}";
            turn.Context.TurnState.Remove(typeof(Saying).FullName!);
        }
        await turn.SendAsync(question, cancellationToken);
    }

    // What was said was heard before the waterfall went on: it asks what is missing now.
    private static Task<DialogTurnResult> TakeAsync(WaterfallStepContext step, CancellationToken cancellationToken) =>
        step.Reason == DialogReason.ContinueCalled
            ? step.ReplaceDialogAsync(Steps, step.Options, cancellationToken)
            : step.NextAsync(null, cancellationToken);

    private async Task<DialogTurnResult> EndAsync(WaterfallStepContext step, CancellationToken cancellationToken)
    {
        var turn = TurnOf(step.Context);
        // No question comes any more to say it with.
        if (step.Context.TurnState.Get<Saying>() is { IsLast: true, Text: var said })
            await turn.SendAsync(said, cancellationToken: cancellationToken);
        return await FinishAsync(turn, (T)step.Options!, cancellationToken) is { } again
            ? await step.ReplaceDialogAsync(Steps, again, cancellationToken)
            : await step.EndDialogAsync(null, cancellationToken);
    }

    private static T? DetailsOf(DialogContext innerDc) => innerDc.ActiveDialog is { } waterfall ? Kept<T>(waterfall, OptionsKey) : null;

    /// <summary>What is known so far in a form under way.</summary>
    protected static T? DetailsOf(DialogInstance form) => WaterfallOf(form) is { } waterfall ? Kept<T>(waterfall, OptionsKey) : null;

    private static DialogInstance? WaterfallOf(DialogInstance form) =>
        Kept<DialogState>(form, PersistedDialogState) is { DialogStack: [var waterfall, ..] } ? waterfall : null;

    private static TKept? Kept<TKept>(DialogInstance instance, string key)
        where TKept : class => instance.State.TryGetValue(key, out var kept) ? kept as TKept : null;

    /// <summary>The message under way, with the means to reply.</summary>
    protected FormTurn TurnOf(ITurnContext context) => new(context, Heard.In(context), _clock.GetUtcNow(), _zone, Profile.Election.Date);

    /// <summary>What is said with the next question, or in its place.</summary>
    /// <param name="IsLast">Whether it is said even where no question comes.</param>
    private sealed record Saying(string Text, bool IsInPlaceOfQuestion, bool IsLast = false);
}
