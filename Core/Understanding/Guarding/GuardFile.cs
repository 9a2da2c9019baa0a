using System.Runtime.InteropServices;
using CampaignBot.Core.Understanding.Classification;

namespace CampaignBot.Core.Understanding.Guarding;

/// <summary>The guard's file. The body: the threshold, the number of n-grams, their keys and rarities, the weights.</summary>
internal static class GuardFile
{
    private static readonly ModelFile File = new("guard", "CBGUARD1", Version: 1);

    public static void Write(Vocabulary vocabulary, ReadOnlyMemory<float> weights, float threshold, Stream stream) => File.Write(stream, writer =>
    {
        writer.Write(threshold);
        writer.Write(vocabulary.Count);
        writer.Write(MemoryMarshal.AsBytes(vocabulary.Keys));
        writer.Write(MemoryMarshal.AsBytes(vocabulary.Rarity));
        writer.Write(MemoryMarshal.AsBytes(weights.Span));
    });

    public static Guard Read(Stream stream) => File.Read(stream, reader =>
    {
        var (threshold, count) = (reader.ReadSingle(), reader.ReadInt32());
        if (count is < 0 or > Vocabulary.MaxCount || threshold is not (> 0 and < 1))
            throw File.Damaged("its parts do not fit together");
        var (keys, rarity) = (new ulong[count], new float[count]);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(keys.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(rarity.AsSpan()));
        var features = new GuardFeatures(new Vocabulary(keys, rarity));
        var weights = new float[(features.Count + 1) * Guard.Width];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(weights.AsSpan()));
        return new Guard(features, weights, threshold);
    });
}
