using System.Collections.Frozen;
using System.Text.RegularExpressions;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge.Generation;

/// <summary>Why a generated answer can't be sent.</summary>
public enum GroundingFault
{
    Empty,
    TooLong,
    Markup,
    OtherLanguage,
    NoCitation,
    NoSuchCitation,
    FactNotInSource,
    NameNotInSource,
    Reversed,
    AgainstVoting,
}

/// <summary>What came of checking an answer.</summary>
/// <param name="Fault">The first thing wrong with it, or null.</param>
/// <param name="Detail">The words that are wrong, for tests and people; never for a log.</param>
/// <param name="Cited">The numbers of the texts it cites, from 1, in the order in which it does.</param>
public sealed record GroundingResult(GroundingFault? Fault, string? Detail, IReadOnlyList<int> Cited);

/// <summary>
/// Checks that a generated answer says nothing but what the texts it cites say: each sentence cites, and each number, date, time, link, e-mail,
/// phone number, address and name of a sentence stands in a text that this sentence cites, in the same language. What can be told of meaning is
/// checked too: "not" put in or left out, opening and closing exchanged, advice not to vote. When in doubt it refuses: the quoted answer is there.
/// </summary>
public sealed partial class Grounding
{
    /// <summary>The longest answer, in characters.</summary>
    public const int MaxLength = 900;

    private readonly LanguageDetector _languages;
    private readonly FrozenDictionary<string, FrozenSet<string>> _ordinary;

    private Grounding(LanguageDetector languages, FrozenDictionary<string, FrozenSet<string>> ordinary) => (_languages, _ordinary) = (languages, ordinary);

    /// <summary>A check that knows the words of a campaign's content: one that stands there in small letters is no name at the start of a sentence.</summary>
    public static Grounding Of(CampaignContent content) => new(
        LanguageDetector.Of(content),
        content.Profile.Languages.ToFrozenDictionary(
            language => language,
            language => content.Entries.Where(e => e.Language == language)
                .SelectMany(e => SmallWords().Matches($"{e.Title}\n{string.Join('\n', e.Questions)}\n{e.Body}").Select(m => FoldedText.Fold(m.Value)))
                .Concat(WordForms.Of(language).Commonest)
                .ToFrozenSet(StringComparer.Ordinal),
            StringComparer.Ordinal));

    /// <summary>Checks an answer.</summary>
    /// <param name="answer">As the model wrote it, with [1] for the first of the texts.</param>
    /// <param name="texts">What the model was given.</param>
    /// <param name="language">The language it must be in.</param>
    public GroundingResult Check(string answer, IReadOnlyList<CitedText> texts, string language)
    {
        if (string.IsNullOrWhiteSpace(answer))
            return Refused(GroundingFault.Empty);
        if (answer.Length > MaxLength)
            return Refused(GroundingFault.TooLong);
        if (Markup().Match(answer) is { Success: true } markup)
            return Refused(GroundingFault.Markup, markup.Value);
        if (_languages.Detect(Citation().Replace(answer, " ")) is { } detected && detected != language)
            return Refused(GroundingFault.OtherLanguage, detected);

        var sources = texts.Select(t => SourceText.Of(t, language)).ToList();
        var cited = new List<int>();
        foreach (var (sentence, numbers) in AnswerSentences.Read(answer))
        {
            if (numbers.Count == 0)
                return Refused(GroundingFault.NoCitation, sentence);
            if (numbers.Any(n => n < 1 || n > texts.Count || texts[n - 1].Language != language))
                return Refused(GroundingFault.NoSuchCitation, sentence);
            cited.AddRange(numbers.Where(n => !cited.Contains(n)));
            var claim = new Claim(sentence, language, _ordinary.GetValueOrDefault(language, []));
            if (claim.Check([.. numbers.Select(n => sources[n - 1])]) is { } wrong)
                return Refused(wrong.Fault, wrong.Detail);
        }
        return cited.Count == 0 ? Refused(GroundingFault.Empty) : new GroundingResult(null, null, cited);
    }

    /// <summary>The facts of a text as they stand in it that stand in none of the others: links, addresses of mail, phone numbers, dates, times, numbers.</summary>
    public static IReadOnlyList<string> FactsBeside(string text, string language, IReadOnlyList<CitedText> texts)
    {
        var said = texts.SelectMany(t => SourceText.Of(t, language).Sentences).SelectMany(s => s.Facts).ToList();
        return [.. AnswerSentences.Read(text).SelectMany(s => FactReader.Read(s.Sentence, language, out _)).Where(f => !said.Exists(f.IsSaidBy)).Select(f => f.Text)];
    }

    private static GroundingResult Refused(GroundingFault fault, string? detail = null) => new(fault, detail, []);

    [GeneratedRegex(@"\[\d+\]", RegexOptions.CultureInvariant, 1_000)]
    internal static partial Regex Citation();

    // Nothing that a client might run, load or show as something else than words.
    [GeneratedRegex(@"<[a-z/!]|!\[|```|\p{Cc}(?<![\r\n\t])|\p{Cf}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Markup();

    [GeneratedRegex(@"(?<![\p{L}\d])\p{Ll}[\p{L}'’]*", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex SmallWords();
}
