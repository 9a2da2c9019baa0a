using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CampaignBot.Core.Understanding.Classification;

/// <summary>
/// Arithmetic on rows of floats whose length is a multiple of <see cref="Width"/>. Always eight lanes wide, in one order and without fused
/// operations, so that a machine with other vector registers trains the same model. Compiled in full at once: a start that trains a model would
/// else be over before these are found to be hot.
/// </summary>
public static class VectorMath
{
    /// <summary>What every row's length is a multiple of.</summary>
    public const int Width = 8;

    /// <summary>The smallest multiple of <see cref="Width"/> that holds so many.</summary>
    public static int Padded(int length) => (length + Width - 1) / Width * Width;

    /// <summary>Adds <paramref name="factor"/> times <paramref name="row"/> to <paramref name="sum"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<float> sum, ReadOnlySpan<float> row, float factor)
    {
        var sums = MemoryMarshal.Cast<float, Vector256<float>>(sum);
        var rows = MemoryMarshal.Cast<float, Vector256<float>>(row)[..sums.Length];
        for (var i = 0; i < sums.Length; i++)
            sums[i] += rows[i] * factor;
    }

    /// <summary>Adds <paramref name="factor"/> times a row of bytes to <paramref name="sum"/>; both are a multiple of 16 long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<float> sum, ReadOnlySpan<sbyte> row, float factor)
    {
        var sums = MemoryMarshal.Cast<float, Vector256<float>>(sum);
        var rows = MemoryMarshal.Cast<sbyte, Vector128<sbyte>>(row)[..(sums.Length / 2)];
        for (var i = 0; i < rows.Length; i++)
        {
            var (lower, upper) = Vector256.Widen(Vector256.WidenLower(rows[i].ToVector256()));
            sums[2 * i] += Vector256.ConvertToSingle(lower) * factor;
            sums[2 * i + 1] += Vector256.ConvertToSingle(upper) * factor;
        }
    }

    /// <summary>The sum of the products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var lefts = MemoryMarshal.Cast<float, Vector256<float>>(left);
        var rights = MemoryMarshal.Cast<float, Vector256<float>>(right)[..lefts.Length];
        var sum = Vector256<float>.Zero;
        for (var i = 0; i < lefts.Length; i++)
            sum += lefts[i] * rights[i];
        return Vector256.Sum(sum);
    }

    /// <summary>Turns the first <paramref name="count"/> values into probabilities, and what pads them into zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Softmax(Span<float> row, int count)
    {
        row[count..].Fill(float.NegativeInfinity);
        var rows = MemoryMarshal.Cast<float, Vector256<float>>(row);
        var largest = rows[0];
        foreach (var values in rows)
            largest = Vector256.Max(largest, values);
        var max = largest[0];
        for (var lane = 1; lane < Width; lane++)
            max = MathF.Max(max, largest[lane]);
        var sum = Vector256<float>.Zero;
        foreach (ref var values in rows)
        {
            values = Vector256.Exp(values - Vector256.Create(max));
            sum += values;
        }
        var total = Vector256.Sum(sum);
        foreach (ref var values in rows)
            values /= Vector256.Create(total);
    }
}
