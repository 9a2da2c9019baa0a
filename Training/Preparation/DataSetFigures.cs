using CampaignBot.Core.Understanding;

namespace CampaignBot.Training;

/// <summary>A data set that was prepared, and what is to be known of it.</summary>
public sealed record PreparedData(IReadOnlyList<PreparedMessage> Messages, DataSetFigures Figures)
{
    /// <summary>Writes the messages as <see cref="IntentDataFile"/> reads them (JSON Lines), over what is there. The same messages give the same bytes.</summary>
    /// <exception cref="IOException">It can't be written there.</exception>
    public Task SaveAsync(string path, CancellationToken cancellation) => PreparedDataFile.WriteAsync(path, Messages, cancellation);
}

/// <summary>What preparing changed.</summary>
/// <param name="Read">Labelled messages that came in.</param>
/// <param name="Unreviewed">Voters' messages of conversations that nobody has reviewed, left alone.</param>
/// <param name="Empty">Messages of which nothing was left.</param>
/// <param name="ExactDuplicates">Removed: the same words as another with the same label, whatever the case and punctuation.</param>
/// <param name="NearDuplicates">Removed: almost the same letters, and the same label.</param>
/// <param name="Contradictory">Removed: the same words as another with another label, which more or as many have.</param>
/// <param name="GivingAway">Removed: to validate or test with, but like one to train on that could not be kept on its side.</param>
/// <param name="Replaced">Personal data replaced, by kind.</param>
public sealed record PreparationChanges(
    int Read, int Conversations, int Unreviewed, int Empty, int ExactDuplicates, int NearDuplicates, int Contradictory, int GivingAway, IReadOnlyDictionary<string, int> Replaced);

/// <summary>The same words, or nearly, with different labels.</summary>
/// <param name="Texts">One, or the two that are alike; personal data is replaced in them.</param>
/// <param name="LeftOut">Whether none of them is in the data set, as no label has most of them.</param>
public sealed record LabelConflict(IReadOnlyList<string> Texts, IReadOnlyList<string> Intents, bool LeftOut);

/// <summary>What there is of an intent.</summary>
/// <param name="ByLanguage">How many messages each language has.</param>
/// <param name="MeanWords">Words a message.</param>
/// <param name="DistinctPairs">Of the pairs of words that follow one another in training, the share that is not there twice: 1 where no message repeats another.</param>
/// <param name="Nearest">How like the most similar training message of the intent a test message is, on average, 0 to 1; null where there is none to compare.</param>
public sealed record IntentBalance(
    string Intent, int Train, int Validation, int Test, IReadOnlyDictionary<string, int> ByLanguage, double MeanWords, double DistinctPairs, double? Nearest);

/// <summary>Balance and diversity of a data set.</summary>
/// <param name="Parts">How many messages are in <c>train</c>, <c>validation</c>, <c>test</c>.</param>
/// <param name="Intents">By name; <c>none</c> is of those that ask for nothing of it.</param>
/// <param name="Imbalance">How many times as many messages as the smallest intent the largest has; those of none are counted apart.</param>
/// <param name="Evenness">The entropy of the intents' shares over that of equal shares: 1 where all are as large.</param>
/// <param name="Languages">Messages by language.</param>
/// <param name="Registers">By part, messages by register.</param>
/// <param name="Lengths">For each message, its words.</param>
/// <param name="TestWordsKnown">The share of the different words of the test messages that training has.</param>
/// <param name="Nearest">For test messages, how like the most similar training message of the same intent is.</param>
/// <param name="Conflicts">The first of them; <see cref="ConflictCount"/> counts all.</param>
public sealed record DataSetFigures(
    PreparationChanges Changes,
    int Messages,
    int Groups,
    IReadOnlyDictionary<string, int> Parts,
    IReadOnlyList<IntentBalance> Intents,
    double Imbalance,
    double Evenness,
    IReadOnlyDictionary<string, int> Languages,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Registers,
    [property: System.Text.Json.Serialization.JsonIgnore] IReadOnlyList<double> Lengths,
    double MeanWords,
    double DistinctWords,
    double DistinctPairs,
    double TestWordsKnown,
    [property: System.Text.Json.Serialization.JsonIgnore] IReadOnlyList<double> Nearest,
    double? MeanNearest,
    int ConflictCount,
    IReadOnlyList<LabelConflict> Conflicts)
{
    /// <summary>So many conflicts are listed.</summary>
    public const int MostConflicts = 100;

    // Comparing every test message of an intent with every training one: of huge intents some will do.
    private const int MostCompared = 300;

    internal static DataSetFigures Of(IReadOnlyList<PreparedMessage> messages, PreparationChanges changes, IReadOnlyList<LabelConflict> conflicts, int conflictCount)
    {
        var words = messages.ToDictionary(m => m, m => FoldedText.Fold(m.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        string[] WordsOf(PreparedMessage message) => words[message];
        var byIntent = messages.GroupBy(m => m.Intent ?? "none", StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToList()).ToList();
        var nearest = new double[byIntent.Count][];
        Parallel.For(0, byIntent.Count, i => nearest[i] = NearestOf(byIntent[i]));
        var train = messages.Where(m => m.Part == DataPart.Train).ToList();
        var trainWords = train.SelectMany(WordsOf).ToHashSet(StringComparer.Ordinal);
        var testWords = messages.Where(m => m.Part == DataPart.Test).SelectMany(WordsOf).ToHashSet(StringComparer.Ordinal);
        var wanted = byIntent.Where(g => g[0].Intent is not null).Select(g => (double)g.Count).DefaultIfEmpty(1).ToList();
        var sizes = byIntent.Select(g => (double)g.Count / messages.Count).ToList();
        return new DataSetFigures(
            changes,
            messages.Count,
            messages.Select(m => m.Group).Distinct().Count(),
            Enum.GetValues<DataPart>().ToDictionary(Named, p => messages.Count(m => m.Part == p), StringComparer.Ordinal),
            [.. byIntent.Select((g, i) => new IntentBalance(
                g[0].Intent ?? "none",
                g.Count(m => m.Part == DataPart.Train),
                g.Count(m => m.Part == DataPart.Validation),
                g.Count(m => m.Part == DataPart.Test),
                Counted(g.Select(m => m.Language)),
                Rounded(g.Average(m => WordsOf(m).Length)),
                Rounded(Distinct(g.Where(m => m.Part == DataPart.Train).Select(WordsOf), 2)),
                nearest[i].Length == 0 ? null : Rounded(nearest[i].Average())))],
            Rounded(wanted.Max() / wanted.Min()),
            Rounded(sizes.Count < 2 ? 1 : -sizes.Sum(s => s * Math.Log(s)) / Math.Log(sizes.Count)),
            Counted(messages.Select(m => m.Language)),
            Enum.GetValues<DataPart>().ToDictionary(Named, IReadOnlyDictionary<string, int> (p) => RegistersOf(messages.Where(m => m.Part == p)), StringComparer.Ordinal),
            [.. messages.Select(m => (double)WordsOf(m).Length)],
            Rounded(messages.Average(m => WordsOf(m).Length)),
            Rounded(Distinct(train.Select(WordsOf), 1)),
            Rounded(Distinct(train.Select(WordsOf), 2)),
            testWords.Count == 0 ? 1 : Rounded((double)testWords.Count(trainWords.Contains) / testWords.Count),
            [.. nearest.SelectMany(n => n)],
            nearest.Sum(n => n.Length) == 0 ? null : Rounded(nearest.SelectMany(n => n).Average()),
            conflictCount,
            conflicts);
    }

    private static string Named(DataPart part) => part.ToString().ToLowerInvariant();

    private static double Rounded(double value) => Math.Round(value, 4);

    private static SortedDictionary<string, int> Counted(IEnumerable<string> names) => new(names.CountBy(n => n, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    private static Dictionary<string, int> RegistersOf(IEnumerable<PreparedMessage> messages)
    {
        var counts = messages.CountBy(m => Training.Registers.Of(m.Text)).ToDictionary();
        return Enum.GetValues<Register>().ToDictionary(r => r.ToString().ToLowerInvariant(), r => counts.GetValueOrDefault(r), StringComparer.Ordinal);
    }

    /// <summary>Of the runs of words of a length, the share that is different (distinct-n, Li et al. 2016).</summary>
    private static double Distinct(IEnumerable<string[]> texts, int length)
    {
        var (seen, all) = (new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var words in texts)
        {
            for (var i = 0; i + length <= words.Length; i++, all++)
                seen.Add(string.Join(' ', words, i, length));
        }
        return all == 0 ? 1 : (double)seen.Count / all;
    }

    private static double[] NearestOf(List<PreparedMessage> messages)
    {
        var train = messages.Where(m => m.Part == DataPart.Train).Take(MostCompared * 10).ToList();
        var test = messages.Where(m => m.Part == DataPart.Test).Take(MostCompared).ToList();
        if (train.Count == 0)
            return [];
        var index = new NearDuplicates([.. train.Concat(test).Select(m => m.Text)]);
        return [.. test.Select((_, t) => Enumerable.Range(0, train.Count).Max(i => index.Likeness(i, train.Count + t)))];
    }
}
