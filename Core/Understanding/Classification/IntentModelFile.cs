using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace CampaignBot.Core.Understanding.Classification;

/// <summary>
/// The model's file, little-endian: "CBINTENT", version (int32), length of the body (int32), the body, SHA-256 of all before it.
/// The body: the four sizes of the network, the calibration, the intents' names as length-prefixed UTF-8, then the arrays one after another.
/// </summary>
internal static class IntentModelFile
{
    private const int Version = 1;
    private const int MaxBodyBytes = 256 << 20;

    private static ReadOnlySpan<byte> Magic => "CBINTENT"u8;

    public static void Write(IntentModel model, Stream stream)
    {
        using var body = new MemoryStream();
        using (var writer = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
            WriteBody(model, writer);

        using var file = new MemoryStream();
        using (var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(Version);
            writer.Write((int)body.Length);
            writer.Write(body.GetBuffer().AsSpan(0, (int)body.Length));
            writer.Write(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length)));
        }
        file.WriteTo(stream);
    }

    public static IntentModel Read(Stream stream)
    {
        var header = new byte[Magic.Length + 2 * sizeof(int)];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.AsSpan().StartsWith(Magic))
            throw new InvalidDataException("This is not an intent model.");
        var version = BitConverter.ToInt32(header, Magic.Length);
        if (version != Version)
            throw new InvalidDataException($"The intent model has format {version}; this program reads format {Version}. Train it again.");
        var length = BitConverter.ToInt32(header, Magic.Length + sizeof(int));
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
            var model = ReadBody(reader);
            return rest.Position == length ? model : throw Damaged("its parts do not fit together");
        }
        catch (Exception e) when (e is ArgumentException or IOException or FormatException)
        {
            throw new InvalidDataException("The intent model is damaged: its parts do not fit together. Train it again.", e);
        }
    }

    private static void WriteBody(IntentModel model, BinaryWriter writer)
    {
        var (network, shape) = (model.Network, model.Network.Shape);
        writer.Write(shape.Features);
        writer.Write(shape.Intents);
        writer.Write(shape.Members);
        writer.Write(shape.Hidden);
        writer.Write(model.Calibration.Sharpness);
        writer.Write(model.Calibration.Threshold);
        foreach (var intent in model.Intents)
            writer.Write(intent);
        writer.Write(MemoryMarshal.AsBytes(model.Vocabulary.Keys));
        writer.Write(MemoryMarshal.AsBytes(model.Vocabulary.Rarity));
        writer.Write(MemoryMarshal.AsBytes(network.Vectors.AsSpan()));
        foreach (var part in Parts(network))
            writer.Write(MemoryMarshal.AsBytes(part.AsSpan()));
    }

    private static IntentModel ReadBody(BinaryReader reader)
    {
        var shape = new NetworkShape(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32()).Validated();
        var calibration = new Calibration(reader.ReadSingle(), reader.ReadSingle());
        if ((long)shape.Features * shape.Width > reader.BaseStream.Length || (long)shape.Width * shape.PaddedIntents * sizeof(float) > reader.BaseStream.Length)
            throw Damaged("its end is missing");

        var intents = new string[shape.Intents];
        for (var i = 0; i < intents.Length; i++)
            intents[i] = reader.ReadString();
        var (keys, rarity, network) = (new ulong[shape.Features], new float[shape.Features], new IntentNetwork(shape));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(keys.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(rarity.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(network.Vectors.AsSpan()));
        foreach (var part in Parts(network))
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(part.AsSpan()));
        return new IntentModel(intents, new Vocabulary(keys, rarity), network, calibration);
    }

    private static float[][] Parts(IntentNetwork network) => [network.Scales, network.HiddenBias, network.Output, network.OutputBias];

    private static InvalidDataException Damaged(string how) => new($"The intent model is damaged: {how}. Train it again.");
}
