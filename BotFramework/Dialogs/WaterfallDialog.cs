using System.Reflection;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>One step of a waterfall: does its part, and goes on, waits or ends.</summary>
public delegate Task<DialogTurnResult> WaterfallStep(WaterfallStepContext stepContext, CancellationToken cancellationToken);

/// <summary>A dialog of steps, one after the other, each of which may ask the user something.</summary>
public class WaterfallDialog : Dialog
{
    private const string OptionsKey = "options";
    private const string StepKey = "stepIndex";
    internal const string ValuesKey = "values";

    private readonly List<WaterfallStep> steps = [];
    private string? version;

    public WaterfallDialog(string dialogId, IEnumerable<WaterfallStep>? actions = null)
        : base(dialogId)
    {
        foreach (var action in actions ?? [])
            AddStep(action);
    }

    internal override IEnumerable<Assembly> DataAssemblies =>
        steps.SelectMany(s => AssembliesOf(s.Method.DeclaringType ?? GetType())).Append(GetType().Assembly);

    // A step of a generic dialog may keep what the dialog is made for.
    private static IEnumerable<Assembly> AssembliesOf(Type type) => type.GetGenericArguments().Select(a => a.Assembly).Append(type.Assembly);

    public WaterfallDialog AddStep(WaterfallStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        steps.Add(step);
        version = null;
        return this;
    }

    /// <summary>
    /// Changes with the number and the names of the steps: then a step's number means another question. A step
    /// written in place has no name that lasts, so only its position counts.
    /// </summary>
    public override string GetVersion() => version ??= $"{steps.Count}:{DialogSet.Digest(steps.Select(s => NameOf(s.Method)))}";

    public override Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        var state = dc.ActiveDialog!.State;
        state.Clear();
        if (options is not null)
            state[OptionsKey] = options;
        return RunStepAsync(dc, 0, DialogReason.BeginCalled, null, cancellationToken);
    }

    /// <summary>Takes a message as the answer to the current step; anything else is let pass.</summary>
    public override Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return dc.Context.Activity.Type == ActivityTypes.Message
            ? ResumeDialogAsync(dc, DialogReason.ContinueCalled, dc.Context.Activity.Text, cancellationToken)
            : Task.FromResult(EndOfTurn);
    }

    /// <summary>Runs the step after the current one.</summary>
    public override Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object? result = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return RunStepAsync(dc, (int)dc.ActiveDialog!.State[StepKey] + 1, reason, result, cancellationToken);
    }

    /// <summary>Runs one step. Override it to look at every step.</summary>
    protected virtual Task<DialogTurnResult> OnStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stepContext);
        return steps[stepContext.Index](stepContext, cancellationToken);
    }

    /// <summary>Runs the step at <paramref name="index"/>; after the last one the dialog ends with <paramref name="result"/>.</summary>
    protected Task<DialogTurnResult> RunStepAsync(DialogContext dc, int index, DialogReason reason, object? result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dc);
        if (index >= steps.Count)
            return dc.EndDialogAsync(result, cancellationToken);

        var state = dc.ActiveDialog!.State;
        state[StepKey] = index;
        state.TryGetValue(OptionsKey, out var options);
        return OnStepAsync(new WaterfallStepContext(this, dc, options, index, reason, result), cancellationToken);
    }

    internal override bool RestartsWhenChanged => true;

    internal override Task<DialogTurnResult> RestartAsync(DialogContext dc, CancellationToken cancellationToken)
    {
        dc.ActiveDialog!.State.TryGetValue(OptionsKey, out var options);
        return BeginDialogAsync(dc, options, cancellationToken);
    }

    // A local function is compiled as <Method>g__Name|n_m, a lambda as <Method>b__n_m; the numbers move with the code around.
    private static string NameOf(MethodInfo method)
    {
        var name = method.Name;
        if (!name.StartsWith('<'))
            return name;
        var (start, end) = (name.IndexOf("g__", StringComparison.Ordinal), name.IndexOf('|', StringComparison.Ordinal));
        return start > 0 && end > start ? name[(start + 3)..end] : "";
    }
}
