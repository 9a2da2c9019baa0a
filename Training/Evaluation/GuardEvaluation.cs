using CampaignBot.Core.Understanding.Guarding;

namespace CampaignBot.Training;

/// <summary>A message and whether it is an attack of any kind.</summary>
public sealed record GuardMessage(string Text, bool IsAttack);

/// <summary>A message and what the guard took it for.</summary>
public sealed record GuardOutcome(GuardMessage Message, Judgement Judgement)
{
    /// <summary>Whether the guard holds it back.</summary>
    public bool IsHeld => Judgement.Verdict != Verdict.Clear;

    /// <summary>Whether that is right.</summary>
    public bool IsRight => IsHeld == Message.IsAttack;
}

/// <summary>How well a guard tells attacks from other messages.</summary>
public sealed record GuardEvaluation(IReadOnlyList<GuardOutcome> Outcomes)
{
    /// <summary>The share of attacks that are held back; 1 where there are none.</summary>
    public double Recall => Share(Outcomes.Where(o => o.Message.IsAttack));

    /// <summary>The share of what is held back that are attacks; 1 where nothing is.</summary>
    public double Precision => Share(Outcomes.Where(o => o.IsHeld));

    /// <summary>The share of other messages that get through; 1 where there are none.</summary>
    public double Passed => Share(Outcomes.Where(o => !o.Message.IsAttack));

    /// <summary>Asks a guard about each message.</summary>
    public static GuardEvaluation Of(Guard guard, IEnumerable<GuardMessage> messages) =>
        new([.. messages.Select(m => new GuardOutcome(m, guard.Judge(m.Text)))]);

    /// <summary>
    /// Measures the training rather than the guard: deals the messages into parts, and asks about each part a guard that was trained on
    /// the other parts as well.
    /// </summary>
    /// <param name="examples">What every guard is trained on besides.</param>
    /// <param name="folds">How many parts, 2 or more.</param>
    public static GuardEvaluation CrossValidate(
        IReadOnlyList<GuardExample> examples, IReadOnlyList<GuardMessage> messages, int folds, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var outcomes = new GuardOutcome[messages.Count];
        for (var fold = 0; fold < folds; fold++)
        {
            cancellation.ThrowIfCancellationRequested();
            var others = messages.Where((_, i) => i % folds != fold).Select(m => new GuardExample(m.Text, m.IsAttack ? Verdict.Injection : Verdict.Clear));
            var guard = GuardTrainer.Train([.. examples, .. others]);
            for (var i = fold; i < messages.Count; i += folds)
                outcomes[i] = new GuardOutcome(messages[i], guard.Judge(messages[i].Text));
        }
        return new GuardEvaluation(outcomes);
    }

    private static double Share(IEnumerable<GuardOutcome> outcomes) => outcomes.Select(o => o.IsRight ? 1.0 : 0).DefaultIfEmpty(1).Average();
}
