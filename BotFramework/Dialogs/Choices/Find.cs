namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>Looks for choices and values in a text, word by word.</summary>
public static class Find
{
    private const int DefaultTokenDistance = 2;

    /// <inheritdoc cref="FindChoices(string, IList{Choice}, FindChoicesOptions?)"/>
    public static List<ModelResult<FoundChoice>> FindChoices(string utterance, IList<string> choices, FindChoicesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return FindChoices(utterance, ChoiceFactory.ToChoices(choices), options);
    }

    /// <summary>The choices whose value, button's title or synonym the text holds, in the order of the text.</summary>
    public static List<ModelResult<FoundChoice>> FindChoices(string utterance, IList<Choice> choices, FindChoicesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var names = new List<SortedValue>();
        for (var index = 0; index < choices.Count; index++)
        {
            var choice = choices[index];
            if (options?.NoValue != true)
                names.Add(new SortedValue { Value = choice.Value, Index = index });
            if (options?.NoAction != true && choice.Action?.Title is { Length: > 0 } title)
                names.Add(new SortedValue { Value = title, Index = index });
            names.AddRange((choice.Synonyms ?? []).Select(synonym => new SortedValue { Value = synonym, Index = index }));
        }
        return FindValues(utterance, names, options).ConvertAll(found => new ModelResult<FoundChoice>
        {
            Start = found.Start,
            End = found.End,
            Text = found.Text,
            TypeName = "choice",
            Resolution = new FoundChoice
            {
                Value = choices[found.Resolution.Index].Value,
                Index = found.Resolution.Index,
                Score = found.Resolution.Score,
                Synonym = found.Resolution.Value,
            },
        });
    }

    /// <summary>
    /// The values that the text holds, in the order of the text. Where two overlap the better fit stands, and the longer
    /// of two that fit as well; an index is found once.
    /// </summary>
    public static List<ModelResult<FoundValue>> FindValues(string utterance, List<SortedValue> values, FindValuesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        var tokenize = options?.Tokenizer ?? Tokenizer.DefaultTokenizer;
        var text = utterance ?? string.Empty;
        var tokens = tokenize(text, options?.Locale);
        var matches = values
            .Where(value => !string.IsNullOrWhiteSpace(value.Value))
            .OrderByDescending(value => value.Value!.Length)
            .SelectMany(value => Matches(tokens, value, tokenize(value.Value!.Trim(), options?.Locale), options))
            .OrderByDescending(match => match.Found.Score);

        var taken = new bool[tokens.Count];
        var indexes = new HashSet<int>();
        var results = new List<ModelResult<FoundValue>>();
        foreach (var (first, last, found) in matches)
        {
            if (indexes.Contains(found.Index) || taken.AsSpan(first, last - first + 1).Contains(true))
                continue;
            indexes.Add(found.Index);
            taken.AsSpan(first, last - first + 1).Fill(true);
            var (start, end) = (tokens[first].Start, tokens[last].End);
            results.Add(new ModelResult<FoundValue> { Start = start, End = end, Text = text[start..(end + 1)], TypeName = "value", Resolution = found });
        }
        results.Sort((a, b) => a.Start.CompareTo(b.Start));
        return results;
    }

    private static IEnumerable<(int First, int Last, FoundValue Found)> Matches(List<Token> tokens, SortedValue value, List<Token> searched, FindValuesOptions? options)
    {
        for (var at = 0; at < tokens.Count && searched.Count > 0;)
        {
            if (Match(tokens, at, searched, options) is { } match)
            {
                yield return (match.First, match.Last, new FoundValue { Value = value.Value, Index = value.Index, Score = match.Score });
                at = match.Last + 1;
            }
            else
            {
                at++;
            }
        }
    }

    /// <summary>
    /// How well the words from <paramref name="at"/> on are the words searched for, in order, each at most the allowed
    /// distance behind the one before. The score is Microsoft's: 0.4 and 0.6 of completeness times accuracy.
    /// </summary>
    private static (int First, int Last, float Score)? Match(List<Token> tokens, int at, List<Token> searched, FindValuesOptions? options)
    {
        var distance = options?.MaxTokenDistance ?? DefaultTokenDistance;
        var (matched, strayed, last) = (0, 0, -1);
        foreach (var word in searched)
        {
            var from = matched == 0 ? at : last + 1;
            var until = Math.Min(tokens.Count, matched == 0 ? at + 1 : from + distance + 1);
            var found = tokens.FindIndex(from, Math.Max(0, until - from), token => token.Normalized == word.Normalized);
            if (found < 0)
                continue;
            strayed += found - from;
            (matched, last) = (matched + 1, found);
        }
        if (matched == 0 || (matched < searched.Count && options?.AllowPartialMatches != true))
            return null;
        var completeness = matched / (float)searched.Count;
        var accuracy = matched / (float)(matched + strayed);
        return (at, last, 0.4f + (0.6f * completeness * accuracy));
    }
}
