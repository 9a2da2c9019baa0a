namespace CampaignBot.Core.Knowledge;

/// <summary>Whose word something is, and when and where it holds.</summary>
/// <param name="IsOfficial">Whether it states voting procedure on an election office's word.</param>
/// <param name="Source">What it stands on; null for the campaign's own word.</param>
/// <param name="AsOf">The day on which it was checked.</param>
/// <param name="Expires">The first day on which it no longer holds.</param>
/// <param name="Jurisdiction">The place it holds for; null where it is not about a place's rules.</param>
public sealed record Provenance(bool IsOfficial, KnowledgeSource? Source, DateOnly? AsOf, DateOnly? Expires, string? Jurisdiction)
{
    /// <summary>Whether it still holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => Expires is null || day < Expires;
}

/// <summary>The published page something stands on.</summary>
public sealed record KnowledgeSource(string Name, Uri Link);
