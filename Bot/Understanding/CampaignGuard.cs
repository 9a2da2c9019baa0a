using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding.Guarding;

namespace CampaignBot.Understanding;

/// <summary>The guard, of its own examples and the content's: kept from an earlier start, else trained once the program has started.</summary>
internal sealed class CampaignGuard(Task<Guard> ready)
{
    /// <summary>Begins to read or train it.</summary>
    public CampaignGuard(CampaignContent content, KeptModels kept)
        : this(Task.Run(() => kept.TakeOrTrainAsync("guard.model", Fingerprint(content), Guard.Load, () => Guard.Of(content), (guard, stream) => guard.Save(stream))))
    {
    }

    /// <summary>The guard, as soon as it is there.</summary>
    public Task<Guard> Ready => ready;

    private static byte[] Fingerprint(CampaignContent content) => KeptModels.Fingerprint(
        [typeof(Guard)],
        GuardTrainer.ExamplesFor(content).SelectMany(e => (string[])[e.Text, e.Verdict.ToString()]));
}
