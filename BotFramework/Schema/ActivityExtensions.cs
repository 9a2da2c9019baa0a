using System.Text.RegularExpressions;

namespace Microsoft.Bot.Schema;

/// <summary>Mentions in a message's text.</summary>
public static class ActivityExtensions
{
    /// <summary>Whether the message mentions the account <paramref name="id"/>.</summary>
    public static bool MentionsId(this IMessageActivity activity, string id)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.GetMentions().Any(m => string.Equals(m.Mentioned?.Id, id, StringComparison.Ordinal));
    }

    /// <summary>Whether the message mentions the account it is sent to.</summary>
    public static bool MentionsRecipient(this IMessageActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.Recipient?.Id is { } id && activity.MentionsId(id);
    }

    /// <summary>Takes the mentions of <paramref name="id"/> out of the text and returns the text.</summary>
    public static string? RemoveMentionText(this IMessageActivity activity, string id)
    {
        ArgumentNullException.ThrowIfNull(activity);
        foreach (var mention in activity.GetMentions())
        {
            if (activity.Text is null || !string.Equals(mention.Mentioned?.Id, id, StringComparison.Ordinal))
                continue;

            activity.Text = mention.Text is { Length: > 0 } written
                ? activity.Text.Replace(written, "", StringComparison.Ordinal).Trim()
                : Regex.Replace(
                    activity.Text,
                    $"<at>{Regex.Escape(mention.Mentioned?.Name ?? "")}</at>",
                    "",
                    RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
                    TimeSpan.FromSeconds(1)).Trim();
        }

        return activity.Text;
    }

    /// <summary>Takes the mentions of the recipient out of the text and returns the text.</summary>
    public static string? RemoveRecipientMention(this IMessageActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.Recipient?.Id is { } id ? activity.RemoveMentionText(id) : activity.Text;
    }
}
