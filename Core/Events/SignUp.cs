using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;

namespace CampaignBot.Core.Events;

/// <summary>
/// That somebody means to come to an <see cref="Occasion"/>. One document a person and occasion. Whether there is a place for them
/// stands in the occasion's <see cref="Roll"/>.
/// </summary>
/// <param name="What">The occasion's id.</param>
/// <param name="Title">The occasion's, in the person's language, should the content lose it.</param>
/// <param name="Conversation">Where to write to them: the id of the conversation in which they said so.</param>
/// <param name="Party">How many come, the person included.</param>
/// <param name="Language">What to write to them in, ISO 639-1.</param>
/// <param name="At">When they said so.</param>
/// <param name="Act">The id of the activity that said so.</param>
public sealed record SignUp(
    string What, string Title, DateTimeOffset Start, string ChannelId, string Address, string Conversation, string Name, int Party, string Language, DateTimeOffset At, string Act)
{
    /// <summary>The most people one person signs up.</summary>
    public const int LargestParty = 10;

    /// <summary>The kind of document, and what can be queried.</summary>
    public static DocumentKind Kind { get; } = new("sign-up", "what", "start");

    /// <summary>The act that last changed how many come.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>The act by which they said that they don't come after all.</summary>
    public string? CancelledBy { get; init; }

    /// <summary>Whether they were told that it was called off.</summary>
    public bool IsToldCancelled { get; init; }

    /// <summary>When they said, being there, that they are.</summary>
    public DateTimeOffset? CheckedIn { get; init; }

    /// <summary>Who it is.</summary>
    [JsonIgnore]
    public ChannelAddress Attendee => new(ChannelId, Address);
}

/// <summary>Whether there is a place for somebody.</summary>
public enum Standing
{
    /// <summary>There is.</summary>
    Coming,

    /// <summary>Not yet: they are on the waiting list.</summary>
    Waiting,

    /// <summary>There is none, nor on the waiting list.</summary>
    NoRoom,
}

/// <summary>What came of signing up.</summary>
/// <param name="Standing">Where it is <see cref="Standing.NoRoom"/>, nothing was changed.</param>
/// <param name="InLine">On the waiting list, 1 for who is next; else 0.</param>
/// <param name="IsChange">Whether they were signed up before and only the number of people is another.</param>
/// <param name="WasThere">Whether they were signed up before with just that.</param>
public sealed record SignUpOutcome(Standing Standing, int InLine, bool IsChange, bool WasThere);

/// <summary>A sign-up and where it stands.</summary>
/// <param name="InLine">On the waiting list, 1 for who is next; else 0.</param>
public sealed record StandingSignUp(SignUp SignUp, Standing Standing, int InLine);

/// <summary>How much room an occasion has.</summary>
/// <param name="Left">Places nobody has taken; null where there is no limit.</param>
/// <param name="Waiting">People on the waiting list.</param>
public sealed record Room(int? Left, int Waiting)
{
    /// <summary>Whether somebody who comes alone gets a place now.</summary>
    public bool HasPlace => Left is null or > 0;
}

// The start is written in UTC, so that its order as text is its order in time.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(SortableInstantConverter)])]
[JsonSerializable(typeof(SignUp))]
[JsonSerializable(typeof(Roll))]
internal sealed partial class SignUpJson : JsonSerializerContext;
