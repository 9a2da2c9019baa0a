using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;

namespace CampaignBot.Core.Reminders;

/// <summary>Something to remind somebody of who asked for it. What is said is put into words when it is sent.</summary>
/// <param name="Id">Names it among the person's reminders; also what makes it be sent but once.</param>
/// <param name="ChannelId">The channel to send it on.</param>
/// <param name="Address">The person's address on it.</param>
/// <param name="Conversation">The id of the channel's conversation to send it in.</param>
/// <param name="Topic">What kind of thing it is about; also the programme the person agreed to (<see cref="Consent.ConsentRecord"/>).</param>
/// <param name="Subject">Which of that kind.</param>
/// <param name="Due">When it is to be sent.</param>
/// <param name="Until">From when on it is of no use any more.</param>
/// <param name="Agreed">When the person agreed; whoever opted out since gets nothing.</param>
public sealed record Reminder(
    string Id,
    string ChannelId,
    string Address,
    string Conversation,
    string Topic,
    string Subject,
    DateTimeOffset Due,
    DateTimeOffset Until,
    DateTimeOffset Agreed)
{
    /// <summary>The kind of document, and what can be queried.</summary>
    public static DocumentKind Kind { get; } = new("reminder", "due");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(SortableInstantConverter)])]
[JsonSerializable(typeof(Reminder))]
internal sealed partial class ReminderJson : JsonSerializerContext;
