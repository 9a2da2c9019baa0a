using System.Runtime.InteropServices;

namespace CampaignBot.Core.Understanding.Classification;

/// <summary>
/// The intent model's file. The body: the four sizes of the network, the calibration, the intents' names as length-prefixed UTF-8, then the
/// arrays one after another.
/// </summary>
internal static class IntentModelFile
{
    private static readonly ModelFile File = new("intent model", "CBINTENT", Version: 1);

    public static void Write(IntentModel model, Stream stream) => File.Write(stream, writer => WriteBody(model, writer));

    public static IntentModel Read(Stream stream) => File.Read(stream, ReadBody);

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
            throw File.Damaged("its end is missing");

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
}
