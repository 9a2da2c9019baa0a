using CampaignBot.Core.People;

namespace CampaignBot.Core.Privacy;

/// <summary>Whose data it is about: one person, with every address that is known to be theirs.</summary>
/// <param name="PersonId">Their record in <see cref="PersonDirectory"/>; null where they have told nothing yet.</param>
/// <param name="Addresses">
/// Where they have written from. A phone number or e-mail address that they merely typed is not here: it may be another's.
/// </param>
public sealed record Someone(string? PersonId, IReadOnlyList<ChannelAddress> Addresses)
{
    /// <summary>The id of the conversation, on the first address's channel, in which they are told that all is deleted: it goes last.</summary>
    public string? ConversationId { get; init; }
}
