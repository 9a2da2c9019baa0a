namespace CampaignBot.Core.Understanding.Classification;

/// <summary>An intent and how likely it is the right one, 0 to 1: of the messages scored 0.8, about eight in ten are right.</summary>
public readonly record struct ScoredIntent(string Intent, float Score);

/// <summary>What a message asks for.</summary>
/// <param name="Ranked">The likeliest intents, best first, whether or not they are likely enough; empty where no part of the text is known.</param>
/// <param name="IsNone">Whether none of the intents is likely enough to act on.</param>
public sealed record IntentPrediction(ScoredIntent[] Ranked, bool IsNone)
{
    /// <summary>The intent to act on, or null for none of these.</summary>
    public string? Intent => IsNone ? null : Ranked[0].Intent;

    /// <summary>The score of the likeliest intent.</summary>
    public float Score => Ranked.Length > 0 ? Ranked[0].Score : 0;
}
