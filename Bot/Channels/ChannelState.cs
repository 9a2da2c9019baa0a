namespace CampaignBot.Channels;

/// <summary>What an operator is told of a channel when the program starts. Registered by each channel.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="IsOn">Whether its settings are there.</param>
/// <param name="Note">Its path when it is on; else the setting that turns it on.</param>
public sealed record ChannelState(string Name, bool IsOn, string Note);
