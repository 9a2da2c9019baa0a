namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Something that dialogs may react to.</summary>
public class DialogEvent
{
    /// <summary>Whether the dialogs around the one that got the event see it too.</summary>
    public bool Bubble { get; set; }

    /// <summary>One of <see cref="DialogEvents"/>, or the bot's own.</summary>
    public string Name { get; set; } = "";

    public object? Value { get; set; }
}

/// <summary>Names of the events that dialogs know.</summary>
public class DialogEvents
{
    public const string BeginDialog = "beginDialog";
    public const string RepromptDialog = "repromptDialog";
    public const string CancelDialog = "cancelDialog";
    public const string ActivityReceived = "activityReceived";

    /// <summary>The dialog isn't the version that was stored. Unhandled, a waterfall starts anew.</summary>
    public const string VersionChanged = "versionChanged";

    public const string Error = "error";
    public const string Custom = "custom";
}
