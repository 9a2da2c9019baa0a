using System.Globalization;

namespace CampaignBot.Core.Voting.Feeds;

/// <summary>
/// Hands XML on within limits: in all, compared with the packed file it comes from, and between two tags. As no text, name or
/// attribute can hold the byte of '&lt;' (in CDATA it is allowed, and only shortens a run), a parser behind it can never be
/// made to hold more than a run in memory.
/// </summary>
/// <param name="packed">The file it is unpacked from, whose position is compared; null where it is not packed.</param>
internal sealed class BoundedStream(Stream inner, Stream? packed, FeedLimits limits) : Stream
{
    private const long SmallEnough = 16 << 20;
    private long _bytes;
    private long _run;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _bytes;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Check(buffer[..read]);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Check(ReadOnlySpan<byte> bytes)
    {
        _bytes += bytes.Length;
        if (_bytes > limits.MaxBytes)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"The feed has more than {limits.MaxBytes:N0} bytes."));
        if (packed is not null && _bytes > SmallEnough && _bytes > Math.Max(1, packed.Position) * limits.MaxRatio)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"Unpacked, the feed is more than {limits.MaxRatio} times as large: it is refused as a zip bomb."));

        for (var rest = bytes; ;)
        {
            var next = rest.IndexOf((byte)'<');
            _run += next < 0 ? rest.Length : next;
            if (_run > limits.MaxTextBytes)
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"A text or a tag has more than {limits.MaxTextBytes:N0} bytes."));
            if (next < 0)
                return;
            _run = 0;
            rest = rest[(next + 1)..];
        }
    }
}
