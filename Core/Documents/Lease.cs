using System.Text;

namespace CampaignBot.Core.Documents;

/// <summary>
/// A claim on what only one instance may do at a time: a document that expires unless its holder renews it, so that what a dead
/// instance held is free again by itself. Held until it is disposed of or lost.
/// </summary>
/// <remarks>It says who begins. What was begun when it is lost may overlap with the next holder's, so both must bear being done again.</remarks>
public sealed class Lease : IAsyncDisposable
{
    /// <summary>The kind of its documents.</summary>
    public static readonly DocumentKind Kind = new("lease");

    private readonly IDocumentStore _documents;
    private readonly DocumentKey _key;
    private readonly TimeSpan _length;
    private readonly TimeProvider _clock;
    private readonly byte[] _body;
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenSource _lost;
    private readonly Task _renewing;
    private string _etag;
    private long _since;

    private Lease(IDocumentStore documents, DocumentKey key, TimeSpan length, TimeProvider clock, byte[] body, string etag, long since)
    {
        (_documents, _key, _length, _clock, _body, _etag, _since) = (documents, key, length, clock, body, etag, since);
        _lost = new CancellationTokenSource(length, clock);
        Lost = _lost.Token;
        _renewing = RenewAsync();
    }

    /// <summary>Cancelled when it may be somebody else's.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Takes it; null while another holds it.</summary>
    /// <param name="name">What it is on.</param>
    /// <param name="length">After how long without a word of its holder it is free, 1 second or more. It is renewed three times as often.</param>
    public static async Task<Lease?> TryTakeAsync(IDocumentStore documents, string name, TimeSpan length, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (key, since, body) = (Key(name), clock.GetTimestamp(), Encoding.UTF8.GetBytes($$"""{"holder":"{{Guid.NewGuid():N}}"}"""));
        try
        {
            var etag = await documents.WriteAsync(new DocumentWrite(key, body, WriteCondition.Create, clock.GetUtcNow() + length), cancellationToken);
            return new Lease(documents, key, length, clock, body, etag, since);
        }
        catch (DocumentConflictException)
        {
            return null;
        }
    }

    /// <summary>Whether anybody holds it.</summary>
    public static async Task<bool> IsTakenAsync(IDocumentStore documents, string name, CancellationToken cancellationToken) =>
        await documents.ReadAsync(Key(name), cancellationToken) is not null;

    /// <summary>Whether it is held for so long from now, whatever happens.</summary>
    public bool IsHeldFor(TimeSpan time) => !Lost.IsCancellationRequested && _clock.GetElapsedTime(Volatile.Read(ref _since)) + time < _length;

    /// <summary>Gives it back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _renewing;
        try
        {
            if (!Lost.IsCancellationRequested)
                await _documents.DeleteAsync(_key, _etag, CancellationToken.None);
        }
#pragma warning disable CA1031 // It expires by itself.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Nobody waits for it longer than for a dead holder's.
        }
        await _lost.CancelAsync();
        _lost.Dispose();
        _over.Dispose();
    }

    private static DocumentKey Key(string name) => new(Kind.Name, name, "lease");

    private async Task RenewAsync()
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, Lost);
        for (var pause = _length / 3; ;)
        {
            await Task.Delay(pause, _clock, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (either.IsCancellationRequested)
                return;
            pause = _length / 3;
            try
            {
                var since = _clock.GetTimestamp();
                _etag = await _documents.WriteAsync(new DocumentWrite(_key, _body, WriteCondition.Match(_etag), _clock.GetUtcNow() + _length), CancellationToken.None);
                Volatile.Write(ref _since, since);
                _lost.CancelAfter(_length - _clock.GetElapsedTime(since) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero);
            }
            catch (DocumentConflictException)
            {
                // A renewal may have been written though it seemed to fail; else it is another's.
                if (await IsStillOursAsync())
                    pause = TimeSpan.Zero;
                else
                    await _lost.CancelAsync();
            }
#pragma warning disable CA1031 // The store may answer again before it is over.
            catch (Exception)
#pragma warning restore CA1031
            {
                // The next round, or it is lost by time.
            }
        }
    }

    private async Task<bool> IsStillOursAsync()
    {
        try
        {
            if (await _documents.ReadAsync(_key, CancellationToken.None) is not { } document || !document.Body.Span.SequenceEqual(_body))
                return false;
            _etag = document.ETag;
            return true;
        }
#pragma warning disable CA1031 // Not known is not ours.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
