using System.Runtime.CompilerServices;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>What each channel can show, as Microsoft's documentation of the Bot Framework's channels has it.</summary>
public class Channel
{
    /// <summary>The id of the channel the turn came in by; empty when it names none.</summary>
    public static string GetChannelId(ITurnContext turnContext)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return turnContext.Activity.ChannelId ?? string.Empty;
    }

    /// <summary>Whether the channel shows <paramref name="buttonCnt"/> suggested actions under a message.</summary>
    public static bool SupportsSuggestedActions(string? channelId, int buttonCnt = 100) =>
        SupportsSuggestedActions(channelId, buttonCnt, conversationType: null);

    /// <inheritdoc cref="SupportsSuggestedActions(string?, int)"/>
    /// <param name="channelId">The channel's id.</param>
    /// <param name="buttonCnt">How many buttons there are.</param>
    /// <param name="conversationType">Teams shows suggested actions in a <c>personal</c> conversation only.</param>
    [OverloadResolutionPriority(1)] // A call that names no type is no longer ambiguous.
    public static bool SupportsSuggestedActions(string? channelId, int buttonCnt = 100, string? conversationType = null) =>
        buttonCnt <= channelId switch
        {
            "facebook" or "skype" => 10,
            "line" => 13,
            "kik" => 20,
            "telegram" or "emulator" or "directline" or "directlinespeech" or "webchat" => 100,
            "msteams" when conversationType == "personal" => 3,
            _ => -1,
        };

    /// <summary>Whether the channel shows <paramref name="buttonCnt"/> buttons on a card.</summary>
    public static bool SupportsCardActions(string? channelId, int buttonCnt = 100) =>
        buttonCnt <= channelId switch
        {
            "facebook" or "skype" => 3,
            "msteams" => 50,
            "line" => 99,
            "slack" or "telegram" or "emulator" or "directline" or "directlinespeech" or "webchat" or "cortana" => 100,
            _ => -1,
        };

    /// <summary>Whether the channel keeps messages in view, so that a prompt needn't repeat what was said.</summary>
    public static bool HasMessageFeed(string? channelId) => channelId != "cortana";

    /// <summary>How many characters of a button's title the channel shows: 20, the smallest of all channels.</summary>
    public static int MaxActionTitleLength(string? channelId) => 20;
}
