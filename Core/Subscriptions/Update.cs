using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;

namespace CampaignBot.Core.Subscriptions;

/// <summary>Something the campaign tells those who asked to hear of a topic.</summary>
/// <param name="Id">From topic and texts (<see cref="IdOf"/>), so that announcing it twice is announcing it once.</param>
/// <param name="Topic">The id of a topic of the content.</param>
/// <param name="Texts">By language, ISO 639-1; one in each language of the campaign.</param>
/// <param name="IsImportant">Whether it is also for those who want only what can't wait.</param>
/// <param name="At">When it was announced.</param>
/// <param name="Until">From when on it is of no use any more.</param>
public sealed record Update(string Id, string Topic, IReadOnlyDictionary<string, string> Texts, bool IsImportant, DateTimeOffset At, DateTimeOffset Until)
{
    /// <summary>The kind of document: all lie in one partition, <see cref="Partition"/>.</summary>
    public static DocumentKind Kind { get; } = new("update", "at");

    internal const string Partition = "updates";

    /// <summary>What an update is known by.</summary>
    public static string IdOf(string topic, IReadOnlyDictionary<string, string> texts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', texts.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}:{t.Value}").Prepend(topic)))).AsSpan(0, 8));
}

/// <summary>What becomes of an update for one who asked to hear of its topic.</summary>
public enum Reach
{
    /// <summary>It goes out as soon as the hour allows.</summary>
    Now,

    /// <summary>It comes with the others of the week.</summary>
    Weekly,

    /// <summary>They want nothing for now; it comes when that is over, where it is still of use then.</summary>
    Paused,

    /// <summary>They want only what can't wait, and this can.</summary>
    NotImportant,

    /// <summary>They have opted out since.</summary>
    NoConsent,

    /// <summary>Their channel allows no such message, or the campaign isn't registered for it.</summary>
    NotAllowed,

    /// <summary>It goes there already.</summary>
    Twice,
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(SortableInstantConverter)])]
[JsonSerializable(typeof(Update))]
internal sealed partial class UpdateJson : JsonSerializerContext;
