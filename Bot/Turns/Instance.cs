using CampaignBot.Core.Documents;
using Microsoft.Extensions.Options;

namespace CampaignBot.Turns;

/// <summary>
/// This process among others over the same store. What it takes in or makes bears its name; others take that over only once it is no
/// longer heard of, however slowly it works, and it leaves alone what it has while it can't be sure to be heard of.
/// </summary>
internal sealed class Instance(IDocumentStore documents, IOptions<TurnOptions> options, TimeProvider time, ILogger<Instance> log) : IAsyncDisposable
{
    private sealed record Identity(string Name, Lease? Lease);

    private volatile Identity _identity = new(NewName(), null);

    /// <summary>The name under which it owns messages and replies; another after it was not heard of for a while.</summary>
    public string Name => _identity.Name;

    /// <summary>Has the others know of it, under a new name where they may take it for dead.</summary>
    public async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        var before = _identity;
        if (options.Value.IsAlone || before.Lease?.Lost.IsCancellationRequested == false)
            return;
        var name = NewName();
        _identity = new Identity(name, await Lease.TryTakeAsync(documents, LeaseOf(name), options.Value.TakeOverAfter!.Value, time, cancellationToken));
        if (before.Lease is not null)
        {
            log.LogWarning("The store could not be reached for {Time}; others may have taken over what was under way here", options.Value.TakeOverAfter);
            await before.Lease.DisposeAsync();
        }
    }

    /// <summary>Whether nobody else takes over what bears this name, for as long as an attempt to send it may take.</summary>
    public bool Holds(string owner) =>
        options.Value.IsAlone || (_identity is { Lease: { } lease } identity && identity.Name == owner && lease.IsHeldFor(options.Value.SendTimeout));

    /// <summary>Whether what bears this name may be taken up here: it is this one's, or its owner is gone.</summary>
    public async Task<bool> MayTakeUpAsync(string? owner, CancellationToken cancellationToken) =>
        options.Value.IsAlone || owner is null || owner == Name || !await Lease.IsTakenAsync(documents, LeaseOf(owner), cancellationToken);

    /// <summary>Has the others take over at once what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _identity, new Identity(NewName(), null)).Lease is { } lease)
            await lease.DisposeAsync();
    }

    private static string NewName() => Guid.NewGuid().ToString("N");

    private static string LeaseOf(string name) => $"instance/{name}";
}
