using System.Runtime.InteropServices;
using CampaignBot.Core.Understanding.Classification;

namespace CampaignBot.Core.Knowledge;

/// <summary>
/// Finds entries by meaning: by the nearness of a question's embedding to those of the entries' own texts. How near is near
/// enough differs from model to model, so it is learnt from the content: each listed question is looked for among the others'
/// texts, and small talk and what is off topic must find nothing. Immutable; for entries of one language.
/// </summary>
internal sealed class EntryVectors
{
    private const int LongestText = 1_500;
    private const int LeastExamples = 10;
    private readonly float[] _vectors;
    private readonly int[] _entryOf;
    private readonly int _entries;
    private readonly int _width;
    private readonly Weights _weights;

    private EntryVectors(float[] vectors, int[] entryOf, int entries, int width, Weights weights) =>
        (_vectors, _entryOf, _entries, _width, _weights) = (vectors, entryOf, entries, width, weights);

    /// <summary>The texts of an entry: its title with its body, and each listed question.</summary>
    public static IEnumerable<string> TextsOf(KnowledgeEntry entry)
    {
        var body = $"{entry.Title}\n{entry.Body}";
        return entry.Questions.Prepend(body.Length > LongestText ? body[..LongestText] : body);
    }

    /// <summary>Builds it; null where the content is too small to learn from what is near.</summary>
    /// <param name="others">Messages that no entry answers.</param>
    /// <param name="vectorOf">The embedding of each of the entries' texts and of the others, all of one length.</param>
    public static EntryVectors? Build(IReadOnlyList<KnowledgeEntry> entries, IReadOnlyList<string> others, IReadOnlyDictionary<string, ReadOnlyMemory<float>> vectorOf)
    {
        var texts = entries.Index().SelectMany(e => TextsOf(e.Item).Select((text, i) => (Entry: e.Index, Text: text, IsQuestion: i > 0))).ToList();
        if (texts.Count == 0 || !texts.TrueForAll(t => vectorOf.ContainsKey(t.Text)))
            return null;
        var width = VectorMath.Padded(vectorOf[texts[0].Text].Length);
        var vectors = new float[texts.Count * width];
        foreach (var (i, text) in texts.Index())
            Unit(vectorOf[text.Text].Span, vectors.AsSpan(i * width, width));
        var plain = new EntryVectors(vectors, [.. texts.Select(t => t.Entry)], entries.Count, width, default);

        var rows = new List<(Nearness Nearness, bool IsRight)>();
        var nearest = new float[entries.Count];
        foreach (var (i, text) in texts.Index().Where(t => t.Item.IsQuestion))
        {
            plain.Likenesses(vectors.AsSpan(i * width, width), nearest, leaveOut: i);
            var best = nearest.IndexOf(nearest.Max());
            rows.Add((Nearness.Of(nearest, best), best == text.Entry));
        }

        var query = new float[width];
        foreach (var other in others.Where(vectorOf.ContainsKey))
        {
            Unit(vectorOf[other].Span, query);
            plain.Likenesses(query, nearest, leaveOut: -1);
            rows.Add((Nearness.Of(nearest, nearest.IndexOf(nearest.Max())), false));
        }

        return rows.Count(r => r.IsRight) < LeastExamples || rows.Count(r => !r.IsRight) < LeastExamples
            ? null
            : new EntryVectors(vectors, plain._entryOf, entries.Count, width, Weights.Fit(rows));
    }

    /// <summary>The chance of each entry to be what a question's embedding asks for; empty where it is of another length.</summary>
    public float[] Chances(ReadOnlySpan<float> question)
    {
        if (VectorMath.Padded(question.Length) != _width)
            return [];
        var query = new float[_width];
        Unit(question, query);
        var nearest = new float[_entries];
        Likenesses(query, nearest, leaveOut: -1);
        return [.. nearest.Select((_, entry) => _weights.Chance(Nearness.Of(nearest, entry)))];
    }

    /// <summary>The cosine of each entry's nearest text.</summary>
    private void Likenesses(ReadOnlySpan<float> query, Span<float> nearest, int leaveOut)
    {
        nearest.Fill(-1);
        for (var i = 0; i < _entryOf.Length; i++)
        {
            if (i != leaveOut)
                nearest[_entryOf[i]] = Math.Max(nearest[_entryOf[i]], VectorMath.Dot(query, _vectors.AsSpan(i * _width, _width)));
        }
    }

    private static void Unit(ReadOnlySpan<float> vector, Span<float> unit)
    {
        unit.Clear();
        vector.CopyTo(unit);
        var length = MathF.Sqrt(VectorMath.Dot(unit, unit));
        if (length > 0)
        {
            foreach (ref var value in unit)
                value /= length;
        }
    }

    /// <param name="Cosine">How near an entry is.</param>
    /// <param name="Lead">By how much it is nearer than the nearest other; below 0 where another is nearer.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Nearness(float Cosine, float Lead)
    {
        public static Nearness Of(ReadOnlySpan<float> nearest, int entry)
        {
            var other = -1f;
            for (var i = 0; i < nearest.Length; i++)
            {
                if (i != entry)
                    other = Math.Max(other, nearest[i]);
            }
            return new Nearness(nearest[entry], nearest[entry] - other);
        }
    }

    /// <summary>A logistic regression over the two.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Weights(float Cosine, float Lead, float Bias)
    {
        private const int Steps = 1_000;
        private const double Rate = 0.5;
        private const double Restraint = 1e-4;

        public float Chance(Nearness nearness) => 1 / (1 + MathF.Exp(-((Cosine * nearness.Cosine) + (Lead * nearness.Lead) + Bias)));

        /// <summary>Fits by gradient descent on both in units of their spread; the same rows give the same weights.</summary>
        public static Weights Fit(IReadOnlyList<(Nearness Nearness, bool IsRight)> rows)
        {
            var (cosine, cosineSpread) = Spread(rows.Select(r => r.Nearness.Cosine));
            var (lead, leadSpread) = Spread(rows.Select(r => r.Nearness.Lead));
            var (a, b, c) = (0.0, 0.0, 0.0);
            for (var step = 0; step < Steps; step++)
            {
                var (da, db, dc) = (Restraint * a, Restraint * b, 0.0);
                foreach (var (nearness, isRight) in rows)
                {
                    var (x, y) = ((nearness.Cosine - cosine) / cosineSpread, (nearness.Lead - lead) / leadSpread);
                    var error = (1 / (1 + Math.Exp(-((a * x) + (b * y) + c)))) - (isRight ? 1 : 0);
                    (da, db, dc) = (da + (error * x / rows.Count), db + (error * y / rows.Count), dc + (error / rows.Count));
                }
                (a, b, c) = (a - (Rate * da), b - (Rate * db), c - (Rate * dc));
            }
            return new Weights((float)(a / cosineSpread), (float)(b / leadSpread), (float)(c - (a * cosine / cosineSpread) - (b * lead / leadSpread)));
        }

        private static (double Mean, double Spread) Spread(IEnumerable<float> values)
        {
            var all = values.Select(v => (double)v).ToList();
            var mean = all.Average();
            return (mean, Math.Max(1e-6, Math.Sqrt(all.Average(v => (v - mean) * (v - mean)))));
        }
    }
}
