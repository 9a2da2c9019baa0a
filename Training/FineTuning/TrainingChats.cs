using System.Text;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs.Understanding;

namespace CampaignBot.Training;

/// <summary>Makes chats to learn from out of labelled messages: each is asked as <see cref="LlmRecognizer"/> asks, and answered rightly.</summary>
public static class TrainingChats
{
    /// <summary>The chats of labelled messages, personal data masked as it is when the model is asked; the same message with the same label counts once.</summary>
    /// <param name="clock">From which "tomorrow" is counted.</param>
    /// <exception cref="InvalidDataException">An intent is none of the campaign's, or the same message has two; all such are named.</exception>
    public static IReadOnlyList<TrainingChat> Of(IReadOnlyList<IntentExample> examples, CampaignContent content, TimeProvider clock)
    {
        var prompt = IntentPrompt.Of(content);
        var unknown = examples.Select(e => e.Intent ?? Intents.None).Distinct(StringComparer.Ordinal).Where(i => !prompt.Known.Contains(i)).ToList();
        if (unknown.Count > 0)
            throw new InvalidDataException($"These intents are none of the campaign's: {string.Join(", ", unknown)}. Known are {string.Join(", ", prompt.Known.Order(StringComparer.Ordinal))}; add examples/{unknown[0]}.{content.Profile.Languages[0]}.txt for a new one.");

        var detector = LanguageDetector.Of(content);
        var byText = examples.GroupBy(e => FoldedText.Key(e.Text), StringComparer.Ordinal).ToList();
        var torn = byText.Where(g => g.Select(e => e.Intent ?? Intents.None).Distinct(StringComparer.Ordinal).Skip(1).Any()).ToList();
        if (torn.Count > 0)
        {
            var shown = torn.Take(5).Select(g => $"\"{g.First().Text}\" ({string.Join(", ", g.Select(e => e.Intent ?? Intents.None).Distinct(StringComparer.Ordinal))})");
            throw new InvalidDataException($"{torn.Count} messages have more than one intent: {string.Join("; ", shown)}.");
        }
        return [.. byText.Select(g => ChatOf(g.First()))];

        TrainingChat ChatOf(IntentExample example)
        {
            var languages = content.Profile.Languages;
            var language = example.Language is { } given ? given.Split('-')[0] : detector.Detect(example.Text) ?? languages[0];
            var text = MaskedText.Of(example.Text, language, clock.GetUtcNow(), content.Profile.TimeZone);
            var intent = example.Intent ?? Intents.None;
            var reading = new ModelReading(
                intent,
                1,
                languages.Contains(language, StringComparer.Ordinal) ? language : IntentPrompt.OtherLanguage,
                intent == Intents.None ? text : null);
            return new TrainingChat(
            [
                new TrainingMessage("system", prompt.System),
                new TrainingMessage("user", IntentPrompt.User(text)),
                new TrainingMessage("assistant", IntentPrompt.Answer(reading)),
            ]);
        }
    }

    /// <summary>Writes chats to a JSONL file, in UTF-8 without a mark, as the service takes it.</summary>
    public static async Task WriteAsync(IReadOnlyList<TrainingChat> chats, string file, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        await File.WriteAllLinesAsync(file, chats.Select(c => c.ToLine()), new UTF8Encoding(false), cancellationToken);
    }
}
