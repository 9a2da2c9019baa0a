using System.Security.Cryptography;
using System.Text;

namespace CampaignBot.Core.Understanding.Classification;

/// <summary>
/// What a trained model is kept in, little-endian: its kind's mark, version (int32), length of the body (int32), the body, SHA-256 of all before it.
/// </summary>
/// <param name="Name">What the kind of model is called where one is refused.</param>
/// <param name="Mark">Eight ASCII letters.</param>
/// <param name="Version">Of the body's format.</param>
internal sealed record ModelFile(string Name, string Mark, int Version)
{
    private const int MaxBodyBytes = 256 << 20;
    private const int MarkLength = 8;

    /// <summary>Writes the body that <paramref name="writeBody"/> writes, and what goes around it.</summary>
    public void Write(Stream stream, Action<BinaryWriter> writeBody)
    {
        using var body = new MemoryStream();
        using (var writer = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
            writeBody(writer);

        using var file = new MemoryStream();
        using (var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Encoding.ASCII.GetBytes(Mark));
            writer.Write(Version);
            writer.Write((int)body.Length);
            writer.Write(body.GetBuffer().AsSpan(0, (int)body.Length));
            writer.Write(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length)));
        }
        file.WriteTo(stream);
    }

    /// <summary>Reads a body to its end, once all around it is found to be sound.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, of another kind or of another version; the message says which.</exception>
    public T Read<T>(Stream stream, Func<BinaryReader, T> readBody)
    {
        var header = new byte[MarkLength + 2 * sizeof(int)];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || Encoding.ASCII.GetString(header, 0, MarkLength) != Mark)
            throw new InvalidDataException($"This file holds no {Name}.");
        var version = BitConverter.ToInt32(header, MarkLength);
        if (version != Version)
            throw new InvalidDataException($"The {Name} has format {version}; this program reads format {Version}. Train it again.");
        var length = BitConverter.ToInt32(header, MarkLength + sizeof(int));
        if (length is < 0 or > MaxBodyBytes)
            throw Damaged("its length cannot be");

        // Grows with what arrives, so that a false length reserves no memory.
        using var rest = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; rest.Length <= length + SHA256.HashSizeInBytes && (read = stream.Read(buffer)) > 0;)
            rest.Write(buffer, 0, read);
        if (rest.Length != length + SHA256.HashSizeInBytes)
            throw Damaged(rest.Length < length + SHA256.HashSizeInBytes ? "its end is missing" : "something follows its end");

        var content = rest.GetBuffer().AsSpan(0, (int)rest.Length);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(content[..length]);
        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(content[length..]))
            throw Damaged("its checksum does not match");

        try
        {
            rest.SetLength(length);
            rest.Position = 0;
            using var reader = new BinaryReader(rest, Encoding.UTF8);
            var model = readBody(reader);
            return rest.Position == length ? model : throw Damaged("its parts do not fit together");
        }
        catch (Exception e) when (e is ArgumentException or IOException or FormatException)
        {
            throw new InvalidDataException($"The {Name} is damaged: its parts do not fit together. Train it again.", e);
        }
    }

    /// <summary>The refusal of a file that is broken.</summary>
    public InvalidDataException Damaged(string how) => new($"The {Name} is damaged: {how}. Train it again.");
}
