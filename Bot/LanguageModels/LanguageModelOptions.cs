namespace CampaignBot.LanguageModels;

/// <summary>When the language model is asked what a message means.</summary>
public enum ModelUse
{
    /// <summary>When the embedded recognizer is unsure.</summary>
    WhenUnsure,

    /// <summary>For every message.</summary>
    Always,

    /// <summary>Never; it is there for other things.</summary>
    Never,
}

/// <summary>Settings of the language model, section <c>LanguageModel</c>. Without an endpoint there is none, and all works.</summary>
public sealed class LanguageModelOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "LanguageModel";

    /// <summary>The address of a server that speaks OpenAI's API, up to its <c>/v1</c>; empty: no language model.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The server's key; empty for a server that asks for none.</summary>
    public string? Key { get; set; }

    /// <summary>Whether the program shows its Microsoft Entra identity instead of a key (Azure OpenAI).</summary>
    public bool UseEntraId { get; set; }

    /// <summary>The model that is asked; with Azure OpenAI, the name of its deployment. Empty: none.</summary>
    public string? Model { get; set; }

    /// <summary>The model that embeds texts for the search; empty: words alone.</summary>
    public string? EmbeddingModel { get; set; }

    /// <summary>The length of its vectors, 1 to 4,096, where it can be chosen; 0: the model's own.</summary>
    public int EmbeddingDimensions { get; set; }

    /// <summary>When the model is asked what a message means.</summary>
    public ModelUse Use { get; set; } = ModelUse.WhenUnsure;

    /// <summary>The embedded recognizer's score, 0 to 1, below which it counts as unsure.</summary>
    public double UnsureBelow { get; set; } = 0.8;

    /// <summary>Whether the model writes answers from what was found, which are checked and cited; else they are quoted.</summary>
    public bool GenerateAnswers { get; set; }

    /// <summary>How long one answer may take, the second attempt included, 100 ms to 30 s.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How freely the model chooses its words, 0 to 2; null: not sent, as models that reason refuse it.</summary>
    public float? Temperature { get; set; }

    /// <summary>The most tokens of an answer where its caller doesn't say, 16 to 16,384.</summary>
    public int MaxOutputTokens { get; set; } = 800;

    /// <summary>How many tokens may be used on one day of the campaign's time zone, questions and answers together; 0: any number.</summary>
    public long TokensPerDay { get; set; } = 1_000_000;

    /// <summary>How many answers are remembered, 0 to 100,000.</summary>
    public int CachedAnswers { get; set; } = 1_000;

    /// <summary>How long an answer is remembered, 1 minute to 30 days.</summary>
    public TimeSpan CacheFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>After how many failures in a row the model is left alone for a while, 1 to 100.</summary>
    public int PauseAfterFailures { get; set; } = 5;

    /// <summary>For how long, 1 second to 1 hour; then one call tries it.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether there is a language model at all.</summary>
    public bool IsOn => !string.IsNullOrEmpty(Endpoint);

    /// <summary>Whether the server is Azure OpenAI, or looks like it: its API lies under <c>/openai/v1</c>.</summary>
    public bool IsAzure => Address is { } address && address.AbsolutePath.TrimEnd('/') == "/openai/v1";

    /// <summary>The endpoint, or null where it is none.</summary>
    public Uri? Address => Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    /// <summary>What is wrong with these settings, naming each, or nothing.</summary>
    public IEnumerable<string> Errors()
    {
        if (!IsOn)
        {
            foreach (var (name, value) in new[] { (nameof(Key), Key), (nameof(Model), Model), (nameof(EmbeddingModel), EmbeddingModel), (nameof(UseEntraId), UseEntraId ? "true" : null) })
            {
                if (!string.IsNullOrEmpty(value))
                    yield return $"{Section}:{name} is set without {Section}:{nameof(Endpoint)}.";
            }
        }
        else
        {
            foreach (var error in ConnectionErrors())
                yield return error;
            if (string.IsNullOrEmpty(Model) && string.IsNullOrEmpty(EmbeddingModel))
                yield return $"{Section}:{nameof(Model)} or {Section}:{nameof(EmbeddingModel)} must be set with {Section}:{nameof(Endpoint)}.";
        }

        if (GenerateAnswers && (!IsOn || string.IsNullOrEmpty(Model)))
            yield return $"{Section}:{nameof(GenerateAnswers)} is set without {Section}:{nameof(Endpoint)} and {Section}:{nameof(Model)}.";
        if (EmbeddingDimensions is < 0 or > 4_096)
            yield return Range(nameof(EmbeddingDimensions), "0 to 4096");
        if (double.IsNaN(UnsureBelow) || UnsureBelow is < 0 or > 1)
            yield return Range(nameof(UnsureBelow), "0 to 1");
        if (Deadline < TimeSpan.FromMilliseconds(100) || Deadline > TimeSpan.FromSeconds(30))
            yield return Range(nameof(Deadline), "00:00:00.1 to 00:00:30");
        if (Temperature is { } temperature && (float.IsNaN(temperature) || temperature is < 0 or > 2))
            yield return Range(nameof(Temperature), "0 to 2, or empty");
        if (MaxOutputTokens is < 16 or > 16_384)
            yield return Range(nameof(MaxOutputTokens), "16 to 16384");
        if (TokensPerDay < 0)
            yield return Range(nameof(TokensPerDay), "0 or more");
        if (CachedAnswers is < 0 or > 100_000)
            yield return Range(nameof(CachedAnswers), "0 to 100000");
        if (CacheFor < TimeSpan.FromMinutes(1) || CacheFor > TimeSpan.FromDays(30))
            yield return Range(nameof(CacheFor), "00:01:00 to 30.00:00:00");
        if (PauseAfterFailures is < 1 or > 100)
            yield return Range(nameof(PauseAfterFailures), "1 to 100");
        if (Pause < TimeSpan.FromSeconds(1) || Pause > TimeSpan.FromHours(1))
            yield return Range(nameof(Pause), "00:00:01 to 01:00:00");
    }

    private static string Range(string name, string range) => $"{Section}:{name} must be {range}.";

    /// <summary>What keeps the server from being reached, whatever for: the endpoint and who shows what there.</summary>
    public IEnumerable<string> ConnectionErrors()
    {
        const string EndpointName = $"{Section}:{nameof(Endpoint)}";
        if (Address is not { } address)
        {
            yield return $"{EndpointName} is no http or https address such as https://api.openai.com/v1.";
            yield break;
        }

        var isHosted = address.Host.EndsWith(".azure.com", StringComparison.OrdinalIgnoreCase) || address.Host.EndsWith(".openai.com", StringComparison.OrdinalIgnoreCase);
        if (address.UserInfo.Length > 0 || address.Query.Length > 0)
            yield return $"{EndpointName} must hold neither a password nor a query; the key goes into {Section}:{nameof(Key)}.";
        if (address.Scheme == "http" && !address.IsLoopback && !(string.IsNullOrEmpty(Key) && !UseEntraId))
            yield return $"{EndpointName} must be https where a key or a token is sent to another machine.";
        if (address.Host.EndsWith(".azure.com", StringComparison.OrdinalIgnoreCase) && !IsAzure)
            yield return $"{EndpointName} of Azure OpenAI ends in /openai/v1.";
        if (!string.IsNullOrEmpty(Key) && UseEntraId)
            yield return $"{Section}:{nameof(Key)} and {Section}:{nameof(UseEntraId)} exclude each other.";
        if (isHosted && string.IsNullOrEmpty(Key) && !UseEntraId)
            yield return $"{Section}:{nameof(Key)} is missing{(IsAzure ? $"; or set {Section}:{nameof(UseEntraId)}" : "")}.";
    }
}
