using System.Runtime.InteropServices;

namespace CampaignBot.Core.Knowledge;

/// <summary>
/// What there is in one passage to answer a query. Shares are of what the query says, rare words counting more, and go from 0 to 1.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal record struct Reading
{
    /// <summary>Its place in the list the index was built from.</summary>
    public int Passage { get; init; }

    /// <summary>What the words that it holds come to, each by itself (BM25F): a sum, and after reading a share.</summary>
    public float Words { get; init; }

    /// <summary>The share of neighbours in the query that stand one after the other here, too.</summary>
    public float Runs { get; init; }

    /// <summary>How near to one another the query's words stand, over all pairs of them.</summary>
    public float Nearness { get; init; }

    /// <summary>The largest share within a few words.</summary>
    public float Close { get; init; }

    /// <summary>The largest share within twice as many words.</summary>
    public float Stretch { get; init; }

    /// <summary>What both the query and its title or best question say, of what either says.</summary>
    public float Likeness { get; init; }

    /// <summary>The share that it mentions anywhere.</summary>
    public float Coverage { get; init; }

    /// <summary>The share that it mentions in the very words, spelling and endings aside.</summary>
    public float Exact { get; init; }

    /// <summary>The share of the rarest word that it doesn't mention in the very word.</summary>
    public float RarestMissing { get; init; }

    /// <summary>The share that its best sentence mentions.</summary>
    public float Sentence { get; init; }

    /// <summary>The share that its first sentence mentions: what it is about.</summary>
    public float First { get; init; }

    /// <summary>
    /// The largest share around a word of the kind that the query asks for, a name after "who"; <see cref="Close"/> where it doesn't tell.
    /// </summary>
    public float Answering { get; init; }

    /// <summary>The share that is names which it doesn't mention.</summary>
    public float MissingNames { get; init; }

    /// <summary>The share that is numbers and dates which it doesn't mention.</summary>
    public float MissingNumbers { get; init; }

    /// <summary>The share that is names, numbers and dates which its best sentence doesn't mention in the very words.</summary>
    public float BestLacks { get; init; }

    /// <summary>The share that is numbers and dates which its best sentence doesn't mention.</summary>
    public float BestLacksNumbers { get; init; }

    /// <summary>How many words the query has that say something.</summary>
    public int QueryLength { get; init; }

    /// <summary>Of its sentences the one that answers best, from 0.</summary>
    public int Best { get; init; }

    /// <summary>
    /// What it is ranked by: linear in the rest, by weights that make the right passage likeliest (softmax over those found),
    /// fitted on half of SQuAD 2 and StackFAQ and cross-validated over their articles.
    /// </summary>
    public readonly float Score =>
        (WordsWeight * Words) + (3.79f * Runs) + (2.99f * Nearness) + (2f * Close) + (2.65f * Stretch) + (7.37f * Likeness)
        + (2.04f * Sentence) + (1.18f * First) + (1.88f * Answering) - (4.16f * MissingNames) - (2.92f * MissingNumbers);

    private const float WordsWeight = 10.2f;
}
