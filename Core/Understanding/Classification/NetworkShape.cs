namespace CampaignBot.Core.Understanding.Classification;

/// <summary>The sizes of an <see cref="IntentNetwork"/>.</summary>
/// <param name="Features">How many n-grams it knows.</param>
/// <param name="Intents">How many intents it tells apart.</param>
/// <param name="Members">How many networks are averaged.</param>
/// <param name="Hidden">Each one's hidden units, a multiple of 16.</param>
public sealed record NetworkShape(int Features, int Intents, int Members, int Hidden)
{
    /// <summary>The most intents, and the most hidden units of all members together.</summary>
    public const int MaxWidth = 4096;

    /// <summary>The hidden units of all members together.</summary>
    public int Width => Members * Hidden;

    /// <summary>The intents, padded to whole vectors.</summary>
    public int PaddedIntents => VectorMath.Padded(Intents);

    /// <summary>Refuses sizes that no network can have.</summary>
    /// <exception cref="InvalidDataException">A size is out of bounds.</exception>
    public NetworkShape Validated() =>
        Features is >= 0 and <= Vocabulary.MaxCount && Intents is > 0 and <= MaxWidth && Members is > 0 and <= MaxWidth
        && Hidden is > 0 and <= MaxWidth && Hidden % 16 == 0 && (long)Members * Hidden <= MaxWidth
            ? this
            : throw new InvalidDataException($"No network has {Features} features, {Intents} intents, {Members} members and {Hidden} hidden units.");
}
