using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;

namespace CampaignBot.Core.Canvassing;

/// <summary>
/// One attempt to reach somebody at a door or by phone, in the terms of OSDI's canvass resource
/// (opensupporter.github.io/osdi-docs/canvasses.html). It names nobody but the volunteer: a political opinion is not kept against a
/// person without their consent (COMPLIANCE.md, "Privacy"), so what was said counts and whose it was is not kept.
/// </summary>
/// <param name="Id">Of the card that was filled in, or of the activity that reported it in words.</param>
/// <param name="ContactType">One of <see cref="ContactTypes"/>.</param>
/// <param name="StatusCode">One of <see cref="ContactStatus"/>.</param>
/// <param name="ActionDate">When it was reported.</param>
/// <param name="Canvasser">Who reported it: a <see cref="ChannelAddress.Key"/>.</param>
/// <param name="Act">The id of the activity that reported it.</param>
public sealed record ContactReport(string Id, string ContactType, string StatusCode, DateTimeOffset ActionDate, string Canvasser, string Act)
{
    /// <summary>The kind of document, and what can be queried.</summary>
    public static DocumentKind Kind { get; } = new("canvass", "actionDate", "canvasser");

    /// <summary>Whether somebody was spoken with.</summary>
    public bool Success => StatusCode == ContactStatus.Success;

    /// <summary>What was answered, by question.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>How somebody was to be reached, as OSDI's <c>contact_type</c>.</summary>
public static class ContactTypes
{
    public const string Door = "in-person";
    public const string Phone = "phoneCall";
}

/// <summary>What came of it, as OSDI's <c>status_code</c>.</summary>
public static class ContactStatus
{
    public const string Success = "success";
    public const string NotHome = "not-home";
    public const string Refused = "refused";
    public const string Moved = "moved";
    public const string Wrong = "wrong-contact";
    public const string OtherLanguage = "language-barrier";

    /// <summary>All of them, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> All { get; } = [Success, NotHome, Refused, Moved, Wrong, OtherLanguage];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(SortableInstantConverter)])]
[JsonSerializable(typeof(ContactReport))]
internal sealed partial class ContactJson : JsonSerializerContext;
