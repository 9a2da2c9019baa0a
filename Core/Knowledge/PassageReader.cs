namespace CampaignBot.Core.Knowledge;

/// <summary>Reads passages word by word for a query: which of its words stand together, in which sentence, and by what kind of words.</summary>
internal readonly ref struct PassageReader(
    KnowledgeIndexBuilder.Built built,
    ReadOnlySpan<float> rarity,
    ReadOnlySpan<QueryTerm> terms,
    ReadOnlySpan<QueryWord> words,
    ReadOnlySpan<float> rarities,
    TermKinds asked)
{
    // Distances are counted in words that say something.
    private const int CloseLength = 7;
    private const int StretchLength = 16;
    private const int AnsweringLength = 10;
    private const int FarthestPair = 30;
    private const int Never = int.MinValue / 2;

    private readonly ReadOnlySpan<float> _rarity = rarity;
    private readonly ReadOnlySpan<QueryTerm> _terms = terms;
    private readonly ReadOnlySpan<QueryWord> _words = words;
    private readonly ReadOnlySpan<float> _rarities = rarities;

    /// <param name="found">The passage with what its words come to.</param>
    public Reading Read(Reading found)
    {
        var count = _words.Length;
        Span<int> lastSeen = stackalloc int[count];
        Span<float> weights = stackalloc float[count];
        Span<bool> run = stackalloc bool[count];
        Span<float> inPassage = stackalloc float[count];
        Span<float> inPart = stackalloc float[count];
        Span<float> exact = stackalloc float[count];
        Span<float> exactInPart = stackalloc float[count];
        Span<float> exactInHead = stackalloc float[count];
        Span<float> nearness = stackalloc float[count * count];
        weights.Clear();
        run.Clear();
        inPassage.Clear();
        inPart.Clear();
        exact.Clear();
        exactInPart.Clear();
        exactInHead.Clear();
        nearness.Clear();
        lastSeen.Fill(Never);
        var all = Math.Max(Sum(_rarities), float.Epsilon);
        var (runs, close, stretch, answering, likeness, said) = (0f, 0f, 0f, 0f, 0f, 0f);
        var (sentence, first, bestValue, best, at, lastKind, holdsKind) = (0f, 0f, 0f, 0, 0, Never, false);
        var bestLacks = Missing(exactInPart, static w => w.IsName || w.IsNumber);
        var bestLacksNumbers = Missing(exactInPart, static w => w.IsNumber);
        var end = built.Starts[found.Passage + 1];
        for (var i = built.Starts[found.Passage]; i < end; i++)
        {
            var token = built.Tokens[i];
            if (token == KnowledgeIndexBuilder.Boundary)
            {
                likeness = Math.Max(likeness, 2 * Sum(inPart) / (all + said));
                said = 0;
                // What title and headings say need not be said again by each sentence.
                for (var w = 0; w < count; w++)
                    exactInHead[w] = Math.Max(exactInHead[w], exactInPart[w]);
                (lastKind, holdsKind) = (Never, false);
                lastSeen.Fill(Never);
                inPart.Clear();
                continue;
            }
            if (token == KnowledgeIndexBuilder.SentenceEnd)
            {
                var share = Sum(inPart) / all;
                sentence = Math.Max(sentence, share);
                if (at == 0)
                    first = share;
                var value = share + (holdsKind ? KindBonus : 0);
                if (value > bestValue)
                {
                    (bestValue, best) = (value, at);
                    bestLacks = Missing(exactInPart, static w => w.IsName || w.IsNumber);
                    bestLacksNumbers = Missing(exactInPart, static w => w.IsNumber);
                }
                at++;
                holdsKind = false;
                exactInHead.CopyTo(exactInPart);
                inPart.Clear();
                continue;
            }
            said += _rarity[token];
            var isAsked = false;
            foreach (var term in _terms)
            {
                if (term.Term != token)
                    continue;
                isAsked = true;
                var word = term.Word;
                if (word > 0 && lastSeen[word - 1] == i - 1 && !run[word])
                {
                    run[word] = true;
                    runs += term.Weight;
                }
                lastSeen[word] = i;
                weights[word] = term.Weight;
                // A title names its thing in one way; a body has room to say what it means.
                var alike = term.IsSynonym && i >= built.Bodies[found.Passage] ? 0 : _rarities[word] * term.Similarity;
                inPart[word] = Math.Max(inPart[word], alike);
                inPassage[word] = Math.Max(inPassage[word], alike);
                if (term.IsExact)
                {
                    exact[word] = exactInPart[word] = _rarities[word];
                    NotePairs(word, i, lastSeen, weights, nearness);
                }
                stretch = Math.Max(stretch, Within(StretchLength, i, lastSeen, weights));
                close = Math.Max(close, Within(CloseLength, i, lastSeen, weights));
            }
            if (!isAsked && (built.Kinds[token] & asked) != TermKinds.None)
                (lastKind, holdsKind) = (i, true);
            if (i - lastKind < AnsweringLength)
                answering = Math.Max(answering, Within(AnsweringLength, i, lastSeen, weights));
        }
        return found with
        {
            Words = found.Words / all,
            Runs = runs / all,
            Nearness = Sum(nearness) / (all * MathF.Sqrt(Math.Max(count, 1))),
            Close = close / all,
            Stretch = stretch / all,
            Likeness = likeness,
            Coverage = Sum(inPassage) / all,
            Sentence = sentence,
            First = first,
            Answering = (asked == TermKinds.None ? close : answering) / all,
            MissingNames = Missing(inPassage, static w => w.IsName) / all,
            MissingNumbers = Missing(inPassage, static w => w.IsNumber) / all,
            Exact = Sum(exact) / all,
            RarestMissing = RarestMissing(exact) / all,
            BestLacks = bestLacks / all,
            BestLacksNumbers = bestLacksNumbers / all,
            QueryLength = count,
            Best = best,
        };
    }

    /// <summary>How much more a sentence seems to answer where it holds what kind of word is asked for.</summary>
    private const float KindBonus = 0.15f;

    /// <summary>Notes how near a word that is met stands to those met before it.</summary>
    private static void NotePairs(int word, int position, ReadOnlySpan<int> lastSeen, ReadOnlySpan<float> weights, Span<float> nearness)
    {
        var count = lastSeen.Length;
        for (var other = 0; other < count; other++)
        {
            var distance = position - lastSeen[other];
            if (other == word || distance is 0 or >= FarthestPair)
                continue;
            ref var pair = ref nearness[(Math.Min(word, other) * count) + Math.Max(word, other)];
            pair = Math.Max(pair, (weights[word] + weights[other]) / (distance + 1));
        }
    }

    /// <summary>The weight of the query's words within the last few words.</summary>
    private static float Within(int length, int position, ReadOnlySpan<int> lastSeen, ReadOnlySpan<float> weights)
    {
        var sum = 0f;
        for (var word = 0; word < lastSeen.Length; word++)
        {
            if (position - lastSeen[word] < length)
                sum += weights[word];
        }
        return sum;
    }

    private float RarestMissing(ReadOnlySpan<float> found)
    {
        var rarest = 0f;
        for (var word = 0; word < found.Length; word++)
            rarest = Math.Max(rarest, _rarities[word] - found[word]);
        return rarest;
    }

    private float Missing(ReadOnlySpan<float> found, Func<QueryWord, bool> counts)
    {
        var sum = 0f;
        for (var word = 0; word < found.Length; word++)
        {
            if (counts(_words[word]))
                sum += _rarities[word] - found[word];
        }
        return sum;
    }

    private static float Sum(ReadOnlySpan<float> values)
    {
        var sum = 0f;
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
