namespace CampaignBot.Core.Campaign;

/// <summary>One text in each of the campaign's languages (ISO 639-1 codes).</summary>
public sealed class LocalizedText
{
    private readonly IReadOnlyDictionary<string, string> _texts;
    private readonly string _first;

    /// <param name="texts">By language; at least one. A language that is missing reads the first.</param>
    public LocalizedText(IReadOnlyDictionary<string, string> texts)
    {
        _texts = texts;
        _first = texts.Values.First();
    }

    /// <summary>The text in a language, else in the campaign's first language.</summary>
    public string this[string language] => _texts.GetValueOrDefault(language, _first);

    /// <summary>Several texts as one, in every language that one of them is there in.</summary>
    public static LocalizedText Joined(string separator, IReadOnlyList<LocalizedText> texts) => new(
        texts.SelectMany(t => t._texts.Keys).Distinct(StringComparer.Ordinal).ToDictionary(l => l, l => string.Join(separator, texts.Select(t => t[l])), StringComparer.Ordinal));
}
