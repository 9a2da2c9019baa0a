using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding.Guarding;

namespace CampaignBot.Understanding;

/// <summary>The guard, trained of its own examples and the content's while the rest of the program starts.</summary>
internal sealed class CampaignGuard(Task<Guard> ready)
{
    /// <summary>Begins to train it.</summary>
    public CampaignGuard(CampaignContent content)
        : this(Task.Run(() => Guard.Of(content)))
    {
    }

    /// <summary>The guard, as soon as it is there.</summary>
    public Task<Guard> Ready => ready;
}
