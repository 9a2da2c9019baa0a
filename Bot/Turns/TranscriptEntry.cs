using System.Globalization;
using System.Text.Json;
using CampaignBot.BotFramework;
using CampaignBot.Core.Documents;
using Microsoft.Bot.Schema;

namespace CampaignBot.Turns;

/// <summary>One activity of a conversation as the transcript holds it.</summary>
/// <param name="Number">Its place, counted from 1 without gaps: the watermark.</param>
/// <param name="Once">The id under which it was appended, only once: the activity's, or that of an update or removal.</param>
/// <param name="PlatformId">The id the channel's platform gave it, or null.</param>
/// <param name="Json">The activity as UTF-8 JSON.</param>
public sealed record TranscriptEntry(long Number, string Once, string? PlatformId, ReadOnlyMemory<byte> Json)
{
    /// <summary>The activity, read anew at every call.</summary>
    public Activity ReadActivity() => JsonSerializer.Deserialize<Activity>(Json.Span, BotJson.Options)!;

    internal static string IdOf(long number) => number.ToString("D10", CultureInfo.InvariantCulture);

    internal byte[] ToBody() => DocumentBody.Of(this, static (writer, entry) =>
    {
        writer.WriteString("once", entry.Once);
        if (entry.PlatformId is not null)
            writer.WriteString("platformId", entry.PlatformId);
        writer.WritePropertyName("activity");
        writer.WriteRawValue(entry.Json.Span, skipInputValidation: true);
    });

    internal static TranscriptEntry Parse(Document document)
    {
        string once = "", platformId = "";
        var json = ReadOnlyMemory<byte>.Empty;
        var reader = new Utf8JsonReader(document.Body.Span, new JsonReaderOptions { MaxDepth = DocumentLimits.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (name == "once")
                once = reader.GetString()!;
            else if (name == "platformId")
                platformId = reader.GetString()!;
            reader.Skip();
            if (name == "activity")
                json = document.Body[start..(int)reader.BytesConsumed];
        }

        var number = long.Parse(document.Key.Id, NumberStyles.None, CultureInfo.InvariantCulture);
        return new TranscriptEntry(number, once, platformId.Length == 0 ? null : platformId, json);
    }
}
