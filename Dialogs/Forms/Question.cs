using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Schema;
using Entity = CampaignBot.Core.Understanding.Entities.Entity;

namespace CampaignBot.Dialogs.Forms;

/// <summary>Something to choose.</summary>
/// <param name="Value">What is kept.</param>
/// <param name="Title">What the button says and what may be typed.</param>
/// <param name="Also">Other words for it, in the reader's language.</param>
public sealed record Option(string Value, string Title, params IReadOnlyList<string> Also);

/// <summary>One question of a form: how it is asked, how an answer is read, and where the answer is kept.</summary>
/// <typeparam name="T">The form's details.</typeparam>
/// <param name="id">Unique in the form; kept in state, so it must not change.</param>
public abstract class Question<T>(string id)
    where T : FormDetails
{
    public string Id { get; } = id;

    /// <summary>What is asked; told again in the same words when the form goes on after something else.</summary>
    public required Func<FormTurn, T, string> Words { get; init; }

    /// <summary>What the answer is called in a summary and when it is to be changed: "phone number"; null where neither applies.</summary>
    public Func<FormTurn, string>? Label { get; private set; }

    /// <summary>Other names for it that people use when they correct it, in all languages, folded.</summary>
    public IReadOnlyList<string> AlsoCalled { get; init; } = [];

    /// <summary>Whether it is to be asked at all, by what is known.</summary>
    public Func<T, bool> Applies { get; private set; } = static _ => true;

    /// <summary>Whether one may go on without an answer.</summary>
    public bool IsOptional { get; private set; }

    /// <summary>Names the answer, for summaries and corrections.</summary>
    public Question<T> Called(Func<FormTurn, string> label)
    {
        Label = label;
        return this;
    }

    /// <summary>Asks only where something holds of what is known.</summary>
    public Question<T> OnlyIf(Func<T, bool> applies)
    {
        Applies = applies;
        return this;
    }

    /// <summary>Lets people go on without an answer.</summary>
    public Question<T> Optional()
    {
        IsOptional = true;
        return this;
    }

    /// <summary>The kind of entity that it takes from a message; null where it reads the words.</summary>
    public virtual EntityKind? Kind => null;

    /// <summary>Whether a text names something that answers this question and hardly another: who says it anew changes the answer.</summary>
    public virtual bool IsNamedIn(Said said) => Kind is { } kind && said.Entities.Any(e => e.Kind == kind);

    /// <summary>Whether an answer is told back at once, so that it can be seen wrong: where no summary tells it.</summary>
    public bool IsSaidBack { get; init; }

    /// <summary>Whether any words at all may be the answer.</summary>
    public virtual bool IsFreeText => false;

    /// <summary>Whether there is an answer.</summary>
    public abstract bool IsAnswered(T details);

    /// <summary>The details without the answer.</summary>
    public abstract T Cleared(T details);

    /// <summary>The details without the part of the answer that a name stands for: of a phone number and an e-mail address only "phone".</summary>
    /// <param name="name">One of <see cref="AlsoCalled"/>, or the label, folded.</param>
    public virtual T ClearedOf(T details, string name) => Cleared(details);

    /// <summary>The answer as a summary shows it; null where there is none.</summary>
    public abstract ValueTask<string?> ShownAsync(FormTurn turn, T details, CancellationToken cancellationToken);

    /// <summary>What there is to choose from, if anything.</summary>
    public virtual ValueTask<IReadOnlyList<Option>> OptionsAsync(FormTurn turn, T details, CancellationToken cancellationToken) => new([]);

    /// <summary>Reads a message, or a part of it.</summary>
    /// <param name="said">What was said.</param>
    /// <param name="isAsked">Whether this question was asked last; else only what can't be anything else is taken.</param>
    public abstract ValueTask<Reading<T>> ReadAsync(FormTurn turn, T details, Said said, bool isAsked, CancellationToken cancellationToken);

    /// <summary>The question as a message.</summary>
    public virtual async Task<Activity> AskAsync(FormTurn turn, T details, CancellationToken cancellationToken)
    {
        var options = await OptionsAsync(turn, details, cancellationToken);
        var titles = options.Select(o => o.Title);
        return turn.Message(Words(turn, details), IsOptional ? titles.Append(turn.Say(Phrase.Skip)) : titles);
    }
}

/// <summary>A text that may hold an answer: a message or a part of one.</summary>
/// <param name="Text">Trimmed.</param>
/// <param name="Entities">What it names, those already taken left out.</param>
public sealed record Said(string Text, IReadOnlyList<Entity> Entities);
