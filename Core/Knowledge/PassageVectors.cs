using System.Buffers;
using CampaignBot.Core.Understanding.Classification;

namespace CampaignBot.Core.Knowledge;

/// <summary>What passages mean, as vectors of an embedding model, compared by the cosine of their angle. Every one is looked at.</summary>
public sealed class PassageVectors
{
    private readonly int _dimensions;
    private readonly int _width;
    private readonly float[] _rows;

    /// <param name="vectors">One for each passage, in their order, all of one length. One of zeros is like nothing.</param>
    /// <exception cref="ArgumentException">They differ in length.</exception>
    public PassageVectors(IReadOnlyList<ReadOnlyMemory<float>> vectors)
    {
        Count = vectors.Count;
        _dimensions = Count == 0 ? 0 : vectors[0].Length;
        _width = VectorMath.Padded(_dimensions);
        _rows = new float[Count * _width];
        for (var i = 0; i < Count; i++)
            Normalize(vectors[i].Span, _rows.AsSpan(i * _width, _width));
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The passages whose vectors are nearest, the nearest first.</summary>
    /// <param name="nearest">Receives them.</param>
    /// <returns>How many were found: none where the vector is zeros.</returns>
    /// <exception cref="ArgumentException">The vector has another length than theirs.</exception>
    public int Nearest(ReadOnlySpan<float> vector, Span<int> nearest)
    {
        if (Count == 0)
            return 0;
        var pool = ArrayPool<float>.Shared;
        var (query, similarities) = (pool.Rent(_width), pool.Rent(nearest.Length));
        Normalize(vector, query.AsSpan(0, _width));
        var found = 0;
        for (var i = 0; i < Count; i++)
        {
            var similarity = VectorMath.Dot(query.AsSpan(0, _width), _rows.AsSpan(i * _width, _width));
            if (similarity <= 0 || (found == nearest.Length && similarity <= similarities[found - 1]))
                continue;
            var at = found < nearest.Length ? found++ : nearest.Length - 1;
            for (; at > 0 && similarities[at - 1] < similarity; at--)
                (similarities[at], nearest[at]) = (similarities[at - 1], nearest[at - 1]);
            (similarities[at], nearest[at]) = (similarity, i);
        }
        pool.Return(query);
        pool.Return(similarities);
        return found;
    }

    private void Normalize(ReadOnlySpan<float> vector, Span<float> row)
    {
        if (vector.Length != _dimensions)
            throw new ArgumentException($"A vector has {vector.Length} dimensions; the others have {_dimensions}.", nameof(vector));
        row.Clear();
        vector.CopyTo(row);
        var length = MathF.Sqrt(VectorMath.Dot(row, row));
        if (length is 0 or float.NaN)
            return;
        foreach (ref var value in row)
            value /= length;
    }
}
