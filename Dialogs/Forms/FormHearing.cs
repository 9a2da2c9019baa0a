using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Forms.Questions;
using CampaignBot.Dialogs.Wording;

namespace CampaignBot.Dialogs.Forms;

/// <summary>What a message did to a form.</summary>
/// <param name="Says">What to say before the next question; null for nothing.</param>
/// <param name="HasAnswer">Whether it gave or changed an answer.</param>
/// <param name="IsMiss">Whether it was meant as an answer and could not be read: what is said then is how to answer, and takes the question's place.</param>
/// <param name="SaidBack">The question whose answer was given ahead or anew, which is said back.</param>
internal sealed record Understood<T>(T Details, string? Says, bool HasAnswer, bool IsMiss = false, Question<T>? SaidBack = null)
    where T : FormDetails;

/// <summary>Decides what a message means to a form: a wish of the form itself, an answer, a correction, or nothing.</summary>
/// <param name="id">The form's, and the intent's that begins it.</param>
internal sealed class FormHearing<T>(string id, IReadOnlyList<Question<T>> questions, Func<FormTurn, T, CancellationToken, ValueTask<T?>> fields)
    where T : FormDetails, new()
{
    /// <summary>Asked whether to go on with what was left.</summary>
    public const string GoOn = "(go on)";

    /// <summary>Asked which answer to change.</summary>
    public const string Change = "(change)";

    private const int MostMisses = 2;

    /// <summary>The first question without an answer that applies.</summary>
    public Question<T>? Next(T details) =>
        questions.FirstOrDefault(q => q.Applies(details) && !q.IsAnswered(details) && !details.Skipped.Contains(q.Id, StringComparer.Ordinal));

    /// <summary>The answers that can be changed, by what they are called.</summary>
    public IReadOnlyList<Option> Changeable(FormTurn turn, T details) =>
    [
        .. questions
            .Where(q => q.Label is not null && q.Applies(details) && q.IsAnswered(details))
            .Select(q => new Option(q.Id, Capitalised(q.Label!(turn)), q.AlsoCalled)),
    ];

    /// <summary>Takes from the message that began the form what it already answers.</summary>
    public ValueTask<T> FromFirstMessageAsync(FormTurn turn, T details, CancellationToken cancellationToken) =>
        AlsoAsync(turn, details, new Said(turn.Heard.Text, turn.Heard.Entities), cancellationToken);

    /// <summary>What a message does to the form; null where it is not for it.</summary>
    public async ValueTask<Understood<T>?> HearAsync(FormTurn turn, T details, CancellationToken cancellationToken)
    {
        if (turn.Heard.Fields is not null)
            return await fields(turn, details, cancellationToken) is { } filled ? new Understood<T>(filled, null, true) : null;
        var said = new Said(turn.Heard.Text, turn.Heard.Entities);
        var wish = FormWords.WishOf(said.Text);
        if (details.Asked == GoOn)
            return Resumed(turn, details, wish, said.Text) ?? await BelatedAsync(turn, details, said, cancellationToken);
        var asked = questions.FirstOrDefault(q => q.Id == details.Asked);
        // An option called "Later" is chosen, not left for.
        var isOption = asked is not null && await IsOptionAsync(turn, details, asked, said.Text, cancellationToken);
        if (!isOption && Steered(turn, details, wish, asked) is { } steered)
            return steered;
        if (!isOption && wish == FormWish.Leave)
        {
            turn.Heard.WantsToLeave = true;
            return null;
        }
        if (details.Asked == Change)
            return Changed(turn, details, said.Text);
        if (turn.Heard.IsEdit && await EditedAsync(turn, details, said, cancellationToken) is { } edited)
            return edited;
        if (!isOption && await CorrectedAsync(turn, details, said, asked, cancellationToken) is { } corrected)
            return corrected;
        if (wish == FormWish.Change && asked is { IsFreeText: false } and not YesNoQuestion<T>)
            return Wrong(turn, details, asked);
        return asked is null ? null : !isOption && turn.Heard.WantsAWayOut && !asked.IsFreeText ? null : await AnsweredAsync(turn, details, said, asked, cancellationToken);
    }

    /// <summary>Who spoke of something else for a while may answer after all, without saying first that they go on; a yes or a no could mean anything by then.</summary>
    private async ValueTask<Understood<T>?> BelatedAsync(FormTurn turn, T details, Said said, CancellationToken cancellationToken) =>
        details.Asides > 0 && !turn.Heard.WantsToLeave && Next(details) is { } open and not YesNoQuestion<T> && !(open.IsFreeText && open.Kind is null)
        && (!turn.Heard.IsAside || (!turn.Heard.IsAsking && !open.IsFreeText))
        && await AnsweredAsync(turn, details with { Asked = open.Id }, said, open, cancellationToken) is { HasAnswer: true } given
            ? given
            : null;

    private async ValueTask<Understood<T>?> AnsweredAsync(FormTurn turn, T details, Said said, Question<T> asked, CancellationToken cancellationToken)
    {
        var heard = turn.Heard;
        switch (await asked.ReadAsync(turn, details, said, isAsked: true, cancellationToken))
        {
            // Who asks for this form again with an answer in it has answered.
            case Reading<T>.Taken taken when taken.IsWhole || (heard.Meaning.Intent == id && !asked.IsFreeText && asked is not YesNoQuestion<T>) || !(asked.IsFreeText ? heard.IsQuestion : heard.IsAside) || (!heard.IsAsking && await HasOptionsAsync(turn, details, asked, cancellationToken)):
                var rest = said with { Entities = [.. said.Entities.Where(e => e.Kind != asked.Kind)] };
                var now = Noted(taken.Details, asked);
                return new Understood<T>(asked.IsFreeText && asked.Kind is null ? now : await AlsoAsync(turn, now, rest, cancellationToken), null, true, SaidBack: asked.IsSaidBack ? asked : null);
            case Reading<T>.Change:
                return new Understood<T>(details with { Asked = Change }, null, false);
            case Reading<T>.Wrong when asked.IsOptional && asked is not YesNoQuestion<T> && said.Text.Any(char.IsLetter) && (FormWords.WishOf(said.Text) == FormWish.Decline || FormWords.YesOrNo(said.Text) is false):
                return new Understood<T>(details with { Skipped = [.. details.Skipped, asked.Id] }, null, false);
            case Reading<T>.Wrong when FormWords.WishOf(said.Text) == FormWish.Decline:
                heard.WantsToLeave = true;
                return null;
            // Who says something ahead hasn't spoken of something else, though it may sound like it.
            case Reading<T>.Wrong when heard.IsAside && heard.Meaning.Intent is null && !heard.IsAsking && await ElsewhereAsync(turn, details, said, cancellationToken) is { } ahead:
                return ahead;
            // Neither a yes or a no to what can't be answered so is a remark (a thumb is one), nor what may be two of the options.
            case Reading<T>.Wrong wrong when !(heard.IsAside || heard.BeginsAsAQuestion) || await IsOptionAsync(turn, details, asked, said.Text, cancellationToken) || (FormWords.YesOrNo(said.Text) is not null && said.Text.Any(char.IsLetter)):
                return await ElsewhereAsync(turn, details, said, cancellationToken) ?? Missed(turn, details, asked, wrong.Why);
            default:
                return null;
        }
    }

    /// <summary>What answers another question than the one that was asked isn't lost: one still to come, or one that "10 a.m." or "once a week" answers anew.</summary>
    private async ValueTask<Understood<T>?> ElsewhereAsync(FormTurn turn, T details, Said said, CancellationToken cancellationToken)
    {
        foreach (var named in questions.Where(q => q is ChoiceQuestion<T> && q.Applies(details) && q.IsAnswered(details)))
        {
            if (await named.ReadAsync(turn, details, said with { Entities = [] }, isAsked: false, cancellationToken) is Reading<T>.Taken { IsWhole: true } other)
                return Acknowledged(other.Details, named);
        }
        var also = await AlsoAsync(turn, details, said, cancellationToken);
        if (!ReferenceEquals(also, details))
            return new Understood<T>(also, null, true, SaidBack: questions.FirstOrDefault(q => q.Id == also.Answered[^1]));
        foreach (var again in questions.Where(q => q.Applies(details) && q.IsAnswered(details) && q is not YesNoQuestion<T>))
        {
            if ((again.IsNamedIn(said) || await IsOptionAsync(turn, details, again, said.Text, cancellationToken))
                && await again.ReadAsync(turn, details, said, isAsked: false, cancellationToken) is Reading<T>.Taken taken)
                return Acknowledged(taken.Details, again);
        }
        return null;
    }

    private static Understood<T> Missed(FormTurn turn, T details, Question<T> asked, string why) => (details.Misses >= MostMisses, asked.IsOptional) switch
    {
        (true, true) => new(details with { Skipped = [.. details.Skipped, asked.Id] }, null, false),
        (true, false) => new(details, $"{why} {turn.Say(Phrase.CantSkip)}", false, IsMiss: true),
        _ => new(details with { Misses = details.Misses + 1 }, why, false, IsMiss: true),
    };

    /// <summary>Something is wrong: what, where there is a choice; else the answer that is there already is given up.</summary>
    private Understood<T> Wrong(FormTurn turn, T details, Question<T> asked) =>
        Changeable(turn, details).Count > 0 ? new(details with { Asked = Change }, null, false)
        : LastDone(details) is { } done && done != asked.Id && questions.FirstOrDefault(q => q.Id == done) is { } last ? new(Cleared(details, last), null, false)
        : new(Cleared(details, asked), null, false);

    /// <summary>Lets the questions that were not asked take what can't be meant otherwise; the same details where none does.</summary>
    private async ValueTask<T> AlsoAsync(FormTurn turn, T details, Said said, CancellationToken cancellationToken)
    {
        foreach (var question in questions)
        {
            if (question.IsAnswered(details) || !question.Applies(details) || question is YesNoQuestion<T> { IsConfirmation: true })
                continue;
            if (await question.ReadAsync(turn, details, said, isAsked: false, cancellationToken) is not Reading<T>.Taken taken)
                continue;
            details = Noted(taken.Details, question);
            if (question.Kind is { } kind)
                said = said with { Entities = [.. said.Entities.Where(e => e.Kind != kind)] };
        }
        return details;
    }

    private async ValueTask<Understood<T>?> CorrectedAsync(FormTurn turn, T details, Said said, Question<T>? asked, CancellationToken cancellationToken)
    {
        var announced = FormWords.CorrectionIn(said.Text);
        var text = announced ?? said.Text;
        if (asked is not { IsFreeText: true, Kind: null } && ToChange(turn, details, text, announced is not null) is var (question, name, value))
        {
            if (value.Length == 0)
                return new Understood<T>(Reopened(question.ClearedOf(details, name), question), null, false);
            if (await question.ReadAsync(turn, details, Part(turn, value), isAsked: true, cancellationToken) is Reading<T>.Taken taken)
                return Acknowledged(taken.Details, question);
        }
        if (announced is not { Length: > 0 })
            return null;
        var part = Part(turn, announced);
        foreach (var answered in details.Answered.Reverse().Select(id => questions.FirstOrDefault(q => q.Id == id)).OfType<Question<T>>())
        {
            if (answered != asked
                && await answered.ReadAsync(turn, details, part, isAsked: false, cancellationToken) is Reading<T>.Taken taken
                && (taken.IsWhole || asked is not { IsFreeText: true }))
                return Acknowledged(taken.Details, answered);
        }
        // "Actually, Saturday" may answer what was asked after all.
        return asked is { IsFreeText: false } and not YesNoQuestion<T> && await asked.ReadAsync(turn, details, part, isAsked: true, cancellationToken) is Reading<T>.Taken mine
            ? new Understood<T>(Noted(mine.Details, asked), null, true)
            : null;
    }

    /// <summary>The answer that was given last, given again in other words.</summary>
    private async ValueTask<Understood<T>?> EditedAsync(FormTurn turn, T details, Said said, CancellationToken cancellationToken) =>
        questions.FirstOrDefault(q => q.Id == LastDone(details)) is { } last
        && !(last.IsFreeText ? turn.Heard.IsQuestion : turn.Heard.IsAside)
        && await last.ReadAsync(turn, details, said, isAsked: true, cancellationToken) is Reading<T>.Taken taken
            ? Acknowledged(taken.Details, last)
            : null;

    private static Understood<T> Acknowledged(T details, Question<T> question) => new(Noted(details, question), null, true, SaidBack: question);

    /// <summary>The answer that is to be changed, and what to: "change my phone to ...", "the phone is wrong", and after "no," its name alone.</summary>
    private (Question<T> Question, string Name, string Value)? ToChange(FormTurn turn, T details, string text, bool isCorrection)
    {
        if (FormWords.ChangeIn(text) is { } change && Named(turn, details, change) is var (changed, by, to))
            return (changed, by, FormWords.AfterWrong(to) ?? FormWords.Value(to));
        return Named(turn, details, FormWords.WithoutArticle(text)) is var (question, name, rest) && (FormWords.AfterWrong(rest) ?? (isCorrection && rest.Length == 0 ? rest : null)) is { } value
            ? (question, name, value)
            : null;
    }

    /// <summary>The answered question that a text begins with a name of, that name, and what follows it.</summary>
    private (Question<T> Question, string Name, string After)? Named(FormTurn turn, T details, string text)
    {
        foreach (var question in questions.Where(q => q.IsAnswered(details) && q.Applies(details)))
        {
            var names = question.AlsoCalled.Append(question.Label is { } label ? FoldedText.Fold(label(turn)) : "").Where(n => n.Length > 0).OrderByDescending(n => n.Length).ToList();
            if (names.Find(n => FormWords.After(text, [n]) is not null) is { } name)
                return (question, name, FormWords.After(text, [name])!);
        }
        return null;
    }

    private Understood<T>? Steered(FormTurn turn, T details, FormWish wish, Question<T>? asked)
    {
        switch (wish)
        {
            case FormWish.Back when details.Asked == Change:
                return new(details with { Asked = null }, null, false);
            case FormWish.Back when questions.FirstOrDefault(q => q.Id == LastDone(details)) is { } last:
                return new(Cleared(details, last), null, false);
            case FormWish.Back:
                return new(details, turn.Say(Phrase.FirstQuestion), false);
            case FormWish.StartOver:
                return new(new T(), turn.Say(Phrase.StartingOver), false);
            case FormWish.Skip when asked is { IsOptional: true }:
                return new(details with { Skipped = [.. details.Skipped, asked.Id] }, null, false);
            case FormWish.Skip when asked is not null:
                return new(details, turn.Say(Phrase.CantSkip), false);
            default:
                return null;
        }
    }

    private static Understood<T>? Resumed(FormTurn turn, T details, FormWish wish, string text)
    {
        // Something else was said since the buttons were shown: a number means none of them any more.
        var number = details.Asides <= FormDialog<T>.MostAsides ? text : "";
        if (wish == FormWish.StartOver || number == "2")
            return new(new T(), turn.Say(Phrase.StartingOver), false);
        if (wish == FormWish.GoOn || number == "1" || FormWords.YesOrNo(text) is true)
            return new(details with { Asked = null }, null, false);
        if (wish is FormWish.Leave or FormWish.Decline || number == "3" || FormWords.YesOrNo(text) is false)
            turn.Heard.WantsToLeave = true;
        return null;
    }

    private Understood<T>? Changed(FormTurn turn, T details, string text)
    {
        var options = Changeable(turn, details);
        return OptionReader.Read(text, turn.Language, options, isAsked: true) is ([var chosen], var isWhole) && (isWhole || !turn.Heard.IsAside) && questions.First(q => q.Id == chosen.Value) is var question
            ? new(Reopened(question.ClearedOf(details, NameIn(question, text)), question), null, false)
            : turn.Heard.IsAside ? null : new(details, turn.Say(Phrase.PickOne), false, IsMiss: true);
    }

    /// <summary>Which of a question's names a text has; its id where that is none.</summary>
    private static string NameIn(Question<T> question, string text) =>
        question.AlsoCalled.FirstOrDefault(name => $" {FoldedText.Fold(text)} ".Contains($" {name} ", StringComparison.Ordinal)) ?? question.Id;

    private static async ValueTask<bool> HasOptionsAsync(FormTurn turn, T details, Question<T> asked, CancellationToken cancellationToken) =>
        !asked.IsFreeText && (await asked.OptionsAsync(turn, details, cancellationToken)).Count > 0;

    private static async ValueTask<bool> IsOptionAsync(FormTurn turn, T details, Question<T> asked, string text, CancellationToken cancellationToken)
    {
        var key = FoldedText.Key(text);
        return (await asked.OptionsAsync(turn, details, cancellationToken)).Any(o => o.Also.Prepend(o.Title).Any(name => FoldedText.Key(name) == key));
    }

    private static string? LastDone(T details) => details.Answered is [.., var last] ? last : null;

    private static T Noted(T details, Question<T> question) => details with
    {
        Answered = [.. details.Answered.Where(id => id != question.Id), question.Id],
        Skipped = [.. details.Skipped.Where(id => id != question.Id)],
    };

    private static T Cleared(T details, Question<T> question) => Reopened(question.Cleared(details), question);

    private static T Reopened(T details, Question<T> question) => details with
    {
        Asked = null,
        Answered = [.. details.Answered.Where(id => id != question.Id)],
        Skipped = [.. details.Skipped.Where(id => id != question.Id)],
    };

    private static Said Part(FormTurn turn, string text) => new(text, EntityReader.Read(text, turn.Language, turn.Now, turn.Zone, turn.Election));

    private static string Capitalised(string label) => label.Length == 0 ? label : char.ToUpperInvariant(label[0]) + label[1..];
}
