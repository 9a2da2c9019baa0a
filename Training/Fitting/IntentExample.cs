namespace CampaignBot.Training;

/// <summary>A message as a voter may write it, and what it asks for.</summary>
/// <param name="Text">The message.</param>
/// <param name="Intent">The intent's name, or null where it asks for none of them.</param>
/// <param name="Language">An IETF tag such as "en" or "es", where known.</param>
public sealed record IntentExample(string Text, string? Intent, string? Language = null);
