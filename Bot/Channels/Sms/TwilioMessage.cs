using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CampaignBot.Core.Consent;
using Microsoft.Bot.Schema;

namespace CampaignBot.Channels.Sms;

/// <summary>A message as Twilio's webhook tells it.</summary>
internal static class TwilioMessage
{
    /// <summary>The channel's id in activities.</summary>
    public const string ChannelId = Microsoft.Bot.Connector.Channels.Sms;

    private const int MaxMedia = 10;
    private const int LeastBase64 = 40;

    /// <summary>The activity for a message; null where a field is missing that every message has.</summary>
    /// <param name="field">A field of the form; null where it isn't there.</param>
    public static Activity? Read(Func<string, string?> field, DateTimeOffset now)
    {
        if (field("MessageSid") is not { Length: > 0 and <= 64 } id || field("From") is not { Length: > 0 and <= 64 } from || field("To") is not { Length: > 0 and <= 64 } to)
            return null;
        var activity = new Activity(ActivityTypes.Message)
        {
            Id = id,
            ChannelId = ChannelId,
            Conversation = new ConversationAccount { Id = $"{to}:{from}" },
            From = new ChannelAccount { Id = from, Role = RoleTypes.User },
            Recipient = new ChannelAccount { Id = to, Role = RoleTypes.Bot },
            Timestamp = now,
            Text = Decoded(field("Body") ?? ""),
            Attachments = [.. Media(field)],
        };
        // Twilio has heard the keyword, whichever the account has set, and has answered it.
        if (field("OptOutType") is { Length: > 0 } optOut)
        {
            activity.Text = optOut.ToUpperInvariant() switch { "STOP" => "STOP", "START" => "START", "HELP" => "HELP", _ => activity.Text };
            activity.ChannelData = new JsonObject { [ConsentWords.AnsweredByCarrier] = true };
        }
        return activity;
    }

    private static IEnumerable<Attachment> Media(Func<string, string?> field)
    {
        var count = int.TryParse(field("NumMedia"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, MaxMedia) : 0;
        for (var i = 0; i < count; i++)
        {
            if (field(string.Create(CultureInfo.InvariantCulture, $"MediaUrl{i}")) is { Length: > 0 } url)
                yield return new Attachment { ContentType = field(string.Create(CultureInfo.InvariantCulture, $"MediaContentType{i}")) ?? "application/octet-stream", ContentUrl = url };
        }
    }

    /// <summary>Messages in several segments come as base64 at times; nobody writes 40 letters without a space that happen to be readable text.</summary>
    private static string Decoded(string body)
    {
        if (body.Length < LeastBase64 || body.Length % 4 != 0 || body.Any(char.IsWhiteSpace))
            return body;
        var bytes = new byte[body.Length / 4 * 3];
        if (!Convert.TryFromBase64String(body, bytes, out var length))
            return body;
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, length);
            return text.Contains(' ', StringComparison.Ordinal) && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? text : body;
        }
        catch (DecoderFallbackException)
        {
            return body;
        }
    }
}
