using System.Text.Json.Nodes;
using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs;

/// <summary>What of a message can be read.</summary>
internal static class MessageText
{
    private const int Longest = 1_000;

    /// <summary>What was typed, or what a button stands for.</summary>
    public static string Of(Activity activity) =>
        activity.Text is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : (activity.Value as string ?? "").Trim();

    /// <summary>What a card was filled in with, where that is all there is.</summary>
    public static JsonObject? Fields(Activity activity) => string.IsNullOrWhiteSpace(activity.Text) ? activity.Value as JsonObject : null;

    private static bool IsLocation(Activity activity) => activity.Entities?.Any(e => e.Type == "Place") == true;

    /// <summary>What keeps a message from being a question, if anything.</summary>
    public static Phrase? Unreadable(string text, Activity activity)
    {
        if (text.Length == 0)
            return Fields(activity) is not null ? null : IsLocation(activity) ? Phrase.Location : activity.Attachments is { Count: > 0 } ? Phrase.Attachment : Phrase.NoWords;
        if (text.Length > Longest)
            return Phrase.TooLong;
        var folded = FoldedText.Fold(text);
        if (folded.Length == 0)
            return Phrase.NoWords;
        return folded.Any(char.IsAsciiLetterOrDigit) ? null : Phrase.OtherLanguage;
    }
}
