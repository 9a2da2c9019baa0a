namespace CampaignBot.Core.Subscriptions;

/// <summary>The number to which people text the campaign; there is none where they can't, or where it isn't known.</summary>
/// <param name="Number">E.164.</param>
public sealed record TextLine(string Number);
