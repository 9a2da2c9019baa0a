using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding.Guarding;

namespace CampaignBot.Understanding;

/// <summary>The guard, trained of its own examples and the content's while the rest of the program starts.</summary>
internal sealed class CampaignGuard(CampaignContent content)
{
    /// <summary>The guard, as soon as it is there.</summary>
    public Task<Guard> Ready { get; } = Task.Run(() => Guard.Of(content));
}
