namespace CampaignBot.Channels.DirectLine.Tokens;

/// <summary>What a token grants: to be one user in one conversation, from certain pages.</summary>
/// <param name="UserName">What the user is called, if the site said so.</param>
/// <param name="Origins">The pages it may be used from; none: those of the settings.</param>
internal sealed record ConversationToken(
    string ConversationId, string UserId, string? UserName, IReadOnlyCollection<string> Origins);
