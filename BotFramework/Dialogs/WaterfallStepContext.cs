namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>What a step of a waterfall sees.</summary>
public class WaterfallStepContext : DialogContext
{
    private readonly WaterfallDialog waterfall;
    private readonly DialogContext dc;
    private readonly DialogInstance instance;
    private bool wentOn;

    internal WaterfallStepContext(WaterfallDialog waterfall, DialogContext dc, object? options, int index, DialogReason reason, object? result)
        : base(dc)
    {
        (this.waterfall, this.dc, instance) = (waterfall, dc, dc.ActiveDialog!);
        (Options, Index, Reason, Result) = (options, index, reason, result);
    }

    /// <summary>The number of this step, from 0.</summary>
    public int Index { get; }

    /// <summary>What the waterfall was started with.</summary>
    public object? Options { get; }

    public DialogReason Reason { get; }

    /// <summary>What the step before came to: a prompt's value, a dialog's result or the message's text.</summary>
    public object? Result { get; }

    /// <summary>What the steps keep for one another while the waterfall is under way.</summary>
    public IDictionary<string, object> Values
    {
        get
        {
            if (instance.State.TryGetValue(WaterfallDialog.ValuesKey, out var kept) && kept is IDictionary<string, object> values)
                return values;
            values = new Dictionary<string, object>(StringComparer.Ordinal);
            instance.State[WaterfallDialog.ValuesKey] = values;
            return values;
        }
    }

    /// <summary>Goes on to the next step in this turn, with <paramref name="result"/>.</summary>
    /// <exception cref="InvalidOperationException">The step went on already.</exception>
    public Task<DialogTurnResult> NextAsync(object? result = null, CancellationToken cancellationToken = default)
    {
        if (wentOn)
            throw new InvalidOperationException($"Step {Index} of the waterfall '{waterfall.Id}' called NextAsync twice.");
        wentOn = true;
        return waterfall.ResumeDialogAsync(dc, DialogReason.NextCalled, result, cancellationToken);
    }
}
