using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs.Understanding;

namespace CampaignBot.Training;

/// <summary>How a data set is prepared.</summary>
public sealed record PreparationOptions
{
    /// <summary>The same gives the same data set.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The share of messages to test with, 0 to 0.5.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>The share of messages to choose thresholds with, 0 to 0.4.</summary>
    public double ValidationShare { get; init; } = 0.1;
}

/// <summary>
/// Makes a clean data set of labelled messages and reviewed conversations: cleaned (<see cref="CleanText"/>), without personal data
/// (<see cref="PersonalData"/>), without exact and near duplicates (<see cref="NearDuplicates"/>), divided without leakage (<see cref="DataSplit"/>).
/// Messages are added first, then <see cref="Finish"/> is called once.
/// </summary>
public sealed class Preparation(PreparationOptions options)
{
    private static readonly LanguageDetector Detector = new([("en", ""), ("es", "")]);

    private readonly PersonalData _personal = new();
    private readonly List<Candidate> _candidates = [];
    private int _read;
    private int _unreviewed;
    private int _empty;
    private int _conversations;

    private sealed record Candidate(string Text, string Folded, string? Intent, string Language, int? Conversation);

    /// <summary>Adds labelled messages, such as those of <see cref="IntentDataFile"/> in all its parts: how they were divided doesn't count.</summary>
    public void Add(IEnumerable<IntentExample> examples)
    {
        foreach (var example in examples)
        {
            _personal.Forget();
            Add(example.Text, example.Intent == Intents.None ? null : example.Intent, example.Language, null);
        }
    }

    /// <summary>Adds what voters said in a conversation and a person has reviewed; the rest counts as unreviewed.</summary>
    public void Add(ExportedConversation conversation)
    {
        _personal.Forget();
        _conversations++;
        foreach (var message in conversation.Messages.Where(m => m.From != Speaker.Bot))
        {
            _personal.Learn(message.Name);
            _personal.LearnFrom(message.Text, LanguageOf(conversation.Language, message.Text));
        }
        foreach (var message in conversation.Messages.Where(m => m.From == Speaker.Voter))
        {
            if (message.Reviewed)
                Add(message.Text, message.Intent, conversation.Language, _conversations);
            else
                _unreviewed++;
        }
    }

    /// <summary>Removes duplicates, divides, and measures.</summary>
    /// <param name="progress">Told what is being done.</param>
    /// <exception cref="InvalidDataException">No message is left.</exception>
    public PreparedData Finish(IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        // The order in which they came must not matter.
        var all = _candidates.OrderBy(c => c.Conversation is null).ThenBy(c => c.Text, StringComparer.Ordinal).ThenBy(c => c.Intent, StringComparer.Ordinal).ThenBy(c => c.Language, StringComparer.Ordinal).ThenBy(c => c.Conversation).ToList();
        var conflicts = new List<LabelConflict>();
        var unique = WithoutExact(all, conflicts, out var exact, out var contradictory);
        progress?.Report($"{unique.Count} different messages of {_read}; looking for near duplicates");

        var index = new NearDuplicates([.. unique.ConvertAll(c => c.Folded)]);
        var removed = new bool[unique.Count];
        var pairs = index.Pairs().OrderBy(p => p.First).ThenBy(p => p.Second).ToList();
        foreach (var (first, second) in pairs)
        {
            cancellation.ThrowIfCancellationRequested();
            if (removed[first] || removed[second] || !index.AreSame(first, second))
                continue;
            var (a, b) = (unique[first], unique[second]);
            if (a.Intent == b.Intent)
                removed[second] = true;
            else
                conflicts.Add(new LabelConflict([a.Text, b.Text], [a.Intent ?? "none", b.Intent ?? "none"], LeftOut: false));
        }
        var kept = Enumerable.Range(0, unique.Count).Where(i => !removed[i]).ToArray();
        if (kept.Length == 0)
            throw new InvalidDataException("No message is left: only those with a text are taken, and of conversations those that a person has reviewed.");
        progress?.Report($"{kept.Length} messages left; dividing and measuring them");
        var candidates = kept.Select(i => unique[i]).ToList();
        var places = kept.Select((i, k) => (i, k)).ToDictionary(p => p.i, p => p.k);
        var alike = pairs.Where(p => !removed[p.First] && !removed[p.Second]).Select(p => (places[p.First], places[p.Second])).ToList();
        var split = DataSplit.Of(
            candidates.ConvertAll(c => $"{c.Language} {c.Intent}"),
            candidates.ConvertAll(c => c.Conversation),
            alike,
            [1 - options.TestShare - options.ValidationShare, options.ValidationShare, options.TestShare],
            options.Seed);
        var messages = candidates.Index().Where(c => split.Parts[c.Index] is not null)
            .Select(c => new PreparedMessage(c.Item.Text, c.Item.Intent, c.Item.Language, split.Parts[c.Index]!.Value, split.Groups[c.Index]))
            .OrderBy(m => m.Part).ThenBy(m => m.Intent, StringComparer.Ordinal).ThenBy(m => m.Language, StringComparer.Ordinal).ThenBy(m => m.Text, StringComparer.Ordinal)
            .ToList();
        var changes = new PreparationChanges(_read, _conversations, _unreviewed, _empty, exact, removed.Count(r => r), contradictory, candidates.Count - messages.Count, _personal.Replaced);
        return new PreparedData(messages, DataSetFigures.Of(messages, changes, [.. conflicts.Take(DataSetFigures.MostConflicts)], conflicts.Count));
    }

    private void Add(string text, string? intent, string? language, int? conversation)
    {
        _read++;
        var clean = CleanText.Of(text);
        var known = LanguageOf(language, clean);
        var safe = _personal.Replace(clean, known);
        if (safe.Length == 0)
        {
            _empty++;
            return;
        }
        _candidates.Add(new Candidate(safe, FoldedText.Key(safe), intent, known, conversation));
    }

    private static string LanguageOf(string? known, string text) =>
        known is { Length: >= 2 } ? known[..2].ToLowerInvariant() : Detector.Detect(text) ?? "en";

    /// <summary>One of each text; where its labels differ, the one that most have, or none at all.</summary>
    private static List<Candidate> WithoutExact(List<Candidate> all, List<LabelConflict> conflicts, out int exact, out int contradictory)
    {
        var unique = new List<Candidate>();
        (exact, contradictory) = (0, 0);
        foreach (var same in all.GroupBy(c => c.Folded, StringComparer.Ordinal))
        {
            var labels = same.CountBy(c => c.Intent ?? "none", StringComparer.Ordinal).OrderByDescending(l => l.Value).ThenBy(l => l.Key, StringComparer.Ordinal).ToList();
            var count = same.Count();
            var leaves = labels[0].Value * 2 <= count;
            if (labels.Count > 1)
                conflicts.Add(new LabelConflict([same.First().Text], [.. labels.Select(l => l.Key)], leaves));
            if (labels.Count > 1 && leaves)
            {
                contradictory += count;
                continue;
            }
            var agreeing = same.Where(c => (c.Intent ?? "none") == labels[0].Key).ToList();
            contradictory += count - agreeing.Count;
            exact += agreeing.Count - 1;
            unique.Add(agreeing[0]);
        }
        return unique;
    }
}
