using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CampaignBot.Understanding;

/// <summary>
/// Keeps what is trained of the content from one start to the next, in <see cref="UnderstandingOptions.Kept"/>: a file each, the fingerprint of
/// what it was trained of before it. A file of another fingerprint, a broken one and a missing one are all the same: the model is trained,
/// once the program has started, and kept if that can be.
/// </summary>
internal sealed class KeptModels(IOptions<UnderstandingOptions> options, IHostApplicationLifetime program, ILogger<KeptModels> log)
{
    private const long MaxBytes = 64 << 20;

    /// <summary>Tells whether two models are trained of the same: by the same code, which a build's module ids stand for, of the same texts in the same order.</summary>
    /// <param name="code">Types of the assemblies that train.</param>
    public static byte[] Fingerprint(IEnumerable<Type> code, IEnumerable<string?> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var type in code)
            hash.AppendData(type.Module.ModuleVersionId.ToByteArray());
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var text in texts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, text?.Length ?? -1);
            hash.AppendData(length);
            hash.AppendData(Encoding.Unicode.GetBytes(text ?? ""));
        }
        return hash.GetHashAndReset();
    }

    /// <summary>The model that was kept, or a new one.</summary>
    /// <param name="file">Its file's name.</param>
    /// <param name="fingerprint">Of what it is trained of.</param>
    public async Task<T> TakeOrTrainAsync<T>(string file, byte[] fingerprint, Func<Stream, T> load, Func<T> train, Action<T, Stream> save)
        where T : class
    {
        if (options.Value.Kept is not { Length: > 0 } folder)
            return await TrainAsync(train);
        var path = Path.Combine(folder, file);
        if (Take(path, fingerprint, load) is { } kept)
            return kept;
        var trained = await TrainAsync(train);
        Keep(path, fingerprint, stream => save(trained, stream));
        return trained;
    }

    /// <summary>Trains when the program has started, so that it takes messages meanwhile.</summary>
    private async Task<T> TrainAsync<T>(Func<T> train)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (program.ApplicationStarted.Register(started.SetResult))
            await started.Task;
        var trained = train();
        // Training leaves behind several times what it makes, and an idle program would hold it for hours.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return trained;
    }

    private T? Take<T>(string path, byte[] fingerprint, Func<Stream, T> load)
        where T : class
    {
        try
        {
            using var stream = File.OpenRead(path);
            var found = new byte[SHA256.HashSizeInBytes];
            return stream.Length <= MaxBytes
                && stream.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) == found.Length
                && found.AsSpan().SequenceEqual(fingerprint)
                    ? load(stream)
                    : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            log.LogWarning("The model kept in {File} can't be used and is trained anew: {Problem}", path, e.Message);
            return null;
        }
    }

    private void Keep(string path, byte[] fingerprint, Action<Stream> save)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            // Beside it and then over it, so that a program that starts meanwhile reads one or the other.
            using (var stream = File.Create(path + ".new"))
            {
                stream.Write(fingerprint);
                save(stream);
            }
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("What was trained can't be kept, so each start will train: {Problem}", e.Message);
        }
    }
}
