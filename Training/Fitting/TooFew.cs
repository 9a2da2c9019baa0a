using System.Globalization;
using CampaignBot.Dialogs.Understanding;

namespace CampaignBot.Training;

/// <summary>Says where there are too few examples to learn an intent from, and what to do.</summary>
public static class TooFew
{
    /// <summary>With fewer ways of saying it in a language, an intent is missed more often than not where it is said another way.</summary>
    public const int Enough = 20;

    private const int MostNamed = 8;

    /// <summary>A sentence for each thing that is wanting; none where nothing is.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyCollection<IntentExample> examples)
    {
        var counts = examples.Where(e => e.Intent is not (null or Intents.None))
            .CountBy(e => (Intent: e.Intent!, Language: e.Language ?? ""))
            .ToDictionary();
        var languages = counts.Keys.Select(k => k.Language).Where(l => l.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var intents = counts.Keys.Select(k => k.Intent).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var few = intents
            .SelectMany(intent => languages.DefaultIfEmpty("").Select(language => (intent, language, Count: counts.GetValueOrDefault((intent, language)) + (language.Length > 0 ? counts.GetValueOrDefault((intent, "")) : 0))))
            .Where(f => f.Count < Enough)
            .OrderBy(f => f.Count)
            .ToList();
        var advice = new List<string>();
        if (few.Count > 0)
        {
            var named = string.Join(", ", few.Take(MostNamed).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.intent} {f.Count}{(f.language.Length > 0 ? $" in {f.language}" : "")}")));
            var more = few.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {few.Count - MostNamed} more") : "";
            advice.Add($"too few examples: {named}{more}. Below {Enough} a language, what is said another way is often missed. Write {Enough} to 40 as voters would, in examples/(intent).(language).txt, or add reviewed conversations (prepare --conversations)");
        }
        if (!examples.Any(e => e.Intent is null or Intents.None))
            advice.Add("no examples of messages that ask for none of the intents: the model can hardly learn what to turn away. Label some \"none\"");
        return advice;
    }
}
