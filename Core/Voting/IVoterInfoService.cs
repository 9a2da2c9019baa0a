using CampaignBot.Core.Understanding.Entities;

namespace CampaignBot.Core.Voting;

/// <summary>
/// A service on the Internet that knows where people vote, for addresses that no feed has. Whose address leaves for it is asked
/// first.
/// </summary>
public interface IVoterInfoService
{
    /// <summary>Whose it is, as people are told.</summary>
    string Name { get; }

    /// <summary>Whether it is asked before the feeds, for those who allow it; else only where they find nothing.</summary>
    bool GoesFirst { get; }

    /// <summary>Looks for an address.</summary>
    /// <returns>Null where it knows nothing of it from an official source, or doesn't answer in time.</returns>
    Task<VotingLookup.Found?> FindAsync(PostalAddress address, CancellationToken cancellationToken);
}
