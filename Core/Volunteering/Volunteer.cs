using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Events;
using CampaignBot.Core.People;

namespace CampaignBot.Core.Volunteering;

/// <summary>Somebody who offered to help, with what they told of it. One document a person.</summary>
/// <param name="Language">What to write to them in, ISO 639-1.</param>
/// <param name="At">When they said so.</param>
/// <param name="Act">The id of the activity that said so.</param>
public sealed record Volunteer(string ChannelId, string Address, string Name, string Language, DateTimeOffset At, string Act)
{
    /// <summary>What a consent to be contacted about helping is for.</summary>
    public const string Programme = "volunteering";

    /// <summary>The kind of document, and what can be queried.</summary>
    public static DocumentKind Kind { get; } = new("volunteer", "at");

    /// <summary>Ids of the <see cref="Work"/> they would like to do; empty where anything will do.</summary>
    public IReadOnlyList<string> Works { get; init; } = [];

    /// <summary>What they can do besides, in their words.</summary>
    public string? Other { get; init; }

    /// <summary>Languages they speak, as BCP 47 tags.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Days on which they mostly have time; empty where that differs.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    /// <summary>E.164.</summary>
    public string? Phone { get; init; }

    public string? Email { get; init; }

    /// <summary>Whether the campaign may contact them about helping; the evidence stands in the consent ledger.</summary>
    public bool MayContact { get; init; }

    /// <summary>Who it is.</summary>
    [JsonIgnore]
    public ChannelAddress Attendee => new(ChannelId, Address);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, Converters = [typeof(SortableInstantConverter)])]
[JsonSerializable(typeof(Volunteer))]
internal sealed partial class VolunteerJson : JsonSerializerContext;
