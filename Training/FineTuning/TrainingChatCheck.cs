using System.Globalization;
using System.Text.Json;
using CampaignBot.Core.Understanding;
using CampaignBot.Dialogs.Understanding;

namespace CampaignBot.Training;

/// <summary>Something about a file of chats.</summary>
/// <param name="Line">1-based; 0 where it is about the file as a whole.</param>
/// <param name="IsError">Whether the file can't be used so; else it can, but somebody should know.</param>
public sealed record ChatFinding(int Line, bool IsError, string Message);

/// <summary>What a check of a file of chats found.</summary>
/// <param name="Examples">How many chats there are.</param>
/// <param name="Tokens">About how many tokens one pass over them is.</param>
/// <param name="Intents">How often each answer's intent is there, where answers have one.</param>
public sealed record ChatFileCheck(string File, int Examples, long Tokens, IReadOnlyDictionary<string, int> Intents, IReadOnlyList<ChatFinding> Findings)
{
    /// <summary>Whether it can be used.</summary>
    public bool IsUsable => !Findings.Any(f => f.IsError);
}

/// <summary>
/// Checks a JSONL file of chats before anybody pays for it: form and roles as OpenAI's fine-tuning guide asks, lengths, how many
/// there are, duplicates, balance, and personal data that was left in.
/// </summary>
public static class TrainingChatCheck
{
    // The fine-tuning guide: at least 10 examples; an example of the 4.1 and 4o families may have 65,536 tokens.
    private const int LeastExamples = 10;
    private const int MaxExampleTokens = 65_536;
    private const long MaxFileBytes = 512L * 1024 * 1024;
    private const int FewExamples = 5;
    private const double LargestShare = 0.6;
    private static readonly string[] Roles = ["system", "user", "assistant"];

    /// <summary>Checks a file.</summary>
    /// <param name="isValidation">Whether it is only measured by: then it may be small.</param>
    /// <param name="known">The intents there are; those with few examples are told. None: intents are not looked at.</param>
    public static async Task<ChatFileCheck> OfAsync(string file, bool isValidation, IReadOnlySet<string> known, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (new FileInfo(file).Length > MaxFileBytes)
            throw new InvalidDataException($"{file}: over 512 MB can't be uploaded.");
        var findings = new List<ChatFinding>();
        var intents = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var (number, examples, tokens) = (0, 0, 0L);
        await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
        {
            number++;
            if (Parse(line, number) is not { } chat)
                continue;
            examples++;
            var length = chat.Messages.Sum(m => (long)TokenEstimate.Of(m.Content));
            tokens += length;
            if (length > MaxExampleTokens)
                Error($"it has about {length} tokens; the end of what is over {MaxExampleTokens} would be cut");
            CheckForm(chat, Error);
            CheckPersonalData(chat);
            if (!seen.TryAdd(string.Join('\n', chat.Messages.Select(m => m.Content)), number))
                Warn($"it is the same as line {seen[string.Join('\n', chat.Messages.Select(m => m.Content))]}");
            if (IntentOf(chat) is { } intent)
                intents[intent] = intents.GetValueOrDefault(intent) + 1;

            void Error(string message) => findings.Add(new ChatFinding(number, true, message));
            void Warn(string message) => findings.Add(new ChatFinding(number, false, message));

            void CheckPersonalData(TrainingChat read)
            {
                // Every message but the instructions, which are ours.
                var kinds = read.Messages.Where(m => m.Role != "system").SelectMany(m => PersonalData(m.Content)).Distinct(StringComparer.Ordinal).ToList();
                if (kinds.Count > 0)
                    Error($"personal data was left in: {string.Join(", ", kinds)}");
            }
        }

        if (examples < LeastExamples && !isValidation)
            findings.Add(new ChatFinding(0, true, $"there are {examples} examples; at least {LeastExamples} are needed, and 50 to 100 before it shows"));
        if (examples == 0 && isValidation)
            findings.Add(new ChatFinding(0, true, "there is no example"));
        if (!isValidation)
            CheckBalance(intents, examples, known, findings);
        return new ChatFileCheck(file, examples, tokens, intents, findings);

        TrainingChat? Parse(string line, int at)
        {
            try
            {
                return TrainingChat.Parse(line);
            }
            catch (JsonException)
            {
                findings.Add(new ChatFinding(at, true, """it is no chat such as {"messages":[{"role":"user","content":"..."},{"role":"assistant","content":"..."}]}"""));
                return null;
            }
        }

        IEnumerable<string> PersonalData(string text) =>
            from language in (string[])["en", "es"]
            let masked = MaskedText.Of(text, language, clock.GetUtcNow(), TimeZoneInfo.Utc)
            from kind in (string[])["phone", "email", "address", "number"]
            where Count(masked, kind) > Count(text, kind)
            select kind;
    }

    private static int Count(string text, string kind) => text.Split($"[{kind}]").Length;

    private static void CheckForm(TrainingChat chat, Action<string> error)
    {
        var roles = chat.Messages.Select(m => m.Role).ToList();
        if (roles.FirstOrDefault(r => !Roles.Contains(r, StringComparer.Ordinal)) is { } strange)
            error($"the role \"{strange}\" is not one of {string.Join(", ", Roles)}");
        else if (roles.LastIndexOf("system") > 0)
            error("the system's message stands first or not at all");
        else if (!roles.Contains("user", StringComparer.Ordinal))
            error("nobody asks: there is no user's message");
        else if (roles is not [.., "assistant"])
            error("it must end with what the assistant is to say");
        if (chat.Messages.Any(m => string.IsNullOrWhiteSpace(m.Content)))
            error("a message is empty");
    }

    private static void CheckBalance(SortedDictionary<string, int> intents, int examples, IReadOnlySet<string> known, List<ChatFinding> findings)
    {
        if (intents.Count == 0)
            return;
        var few = known.Order(StringComparer.Ordinal).Where(i => intents.GetValueOrDefault(i) < FewExamples).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i} ({intents.GetValueOrDefault(i)})")).ToList();
        if (few.Count > 0)
            findings.Add(new ChatFinding(0, false, $"intents with fewer than {FewExamples} examples: {string.Join(", ", few)}"));
        var (largest, count) = intents.MaxBy(i => i.Value);
        if (count > LargestShare * examples && intents.Count > 1)
            findings.Add(new ChatFinding(0, false, string.Create(CultureInfo.InvariantCulture, $"{(double)count / examples:P0} of the examples are {largest}; the model may come to say that too often")));
    }

    private static string? IntentOf(TrainingChat chat)
    {
        try
        {
            using var answer = JsonDocument.Parse(chat.Messages[^1].Content);
            return answer.RootElement.GetProperty("intent").GetString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
