using System.Text.Json;
using CampaignBot.Core.Documents;

namespace CampaignBot.Turns;

/// <summary>
/// A message as the inbox holds it: the activity until it was handled, afterwards only its id, so that it is known if it
/// comes again.
/// </summary>
/// <param name="ActivityId">The activity's own id.</param>
/// <param name="Pending">When it came (see <see cref="Instants"/>), while it waits to be handled; null afterwards.</param>
/// <param name="Activity">The activity as UTF-8 JSON; null once handled.</param>
/// <param name="Owner">The instance that took it and runs its turn unless it died; null once handled.</param>
internal sealed record InboxItem(string ActivityId, string? Pending, ReadOnlyMemory<byte>? Activity, string? Owner = null)
{
    public static readonly DocumentKind Kind = new("inbox", "pending");

    /// <summary>For how long a message that comes again is recognised.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public static DocumentKey Key(string conversation, string id) => new(Kind.Name, conversation, id);

    public byte[] ToBody() => DocumentBody.Of(this, static (writer, item) =>
    {
        writer.WriteString("activityId", item.ActivityId);
        if (item.Pending is not null)
            writer.WriteString("pending", item.Pending);
        if (item.Owner is not null)
            writer.WriteString("owner", item.Owner);
        if (item.Activity is { } activity)
        {
            writer.WritePropertyName("activity");
            writer.WriteRawValue(activity.Span, skipInputValidation: true);
        }
    });

    public static InboxItem Parse(Document document)
    {
        var (id, pending, owner) = ("", (string?)null, (string?)null);
        ReadOnlyMemory<byte>? activity = null;
        var reader = new Utf8JsonReader(document.Body.Span, new JsonReaderOptions { MaxDepth = DocumentLimits.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (name == "activityId")
                id = reader.GetString()!;
            else if (name == "pending")
                pending = reader.GetString();
            else if (name == "owner")
                owner = reader.GetString();
            reader.Skip();
            if (name == "activity")
                activity = document.Body[start..(int)reader.BytesConsumed];
        }

        return new InboxItem(id, pending, activity, owner);
    }
}
