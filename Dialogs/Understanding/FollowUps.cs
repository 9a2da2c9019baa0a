using System.Text.RegularExpressions;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Dialogs.Understanding;

/// <summary>What may be asked of the answer just given, whatever it was.</summary>
public enum FollowUp { None, Source, More }

/// <summary>Understands what leans on the answer just given, and what sets two things side by side.</summary>
internal static partial class FollowUps
{
    private static readonly HashSet<string> Sources = Set(
        "source|sources|your source|whats the source|what is the source|whats your source|what is your source|who says|who says so|who says that|says who|who told you|who told you that|how do you know|how do you know that|where did you get that|where do you get that|where does that come from|where is that from|wheres that from|according to whom|is that true|is that really true|is this true|really|are you sure|can you prove it|prove it|can i trust that|why should i believe that|citation|can i check that|where can i check that",
        "fuente|la fuente|fuentes|cual es la fuente|cual es su fuente|quien lo dice|quien dice|quien dice eso|segun quien|como lo sabe|como sabe|como sabe eso|como lo saben|de donde saco eso|de donde sale eso|de donde viene eso|eso es cierto|es cierto|es cierto eso|es verdad|es verdad eso|de verdad|en serio|esta seguro|seguro|puede probarlo|donde puedo comprobarlo|por que debo creerlo");

    private static readonly HashSet<string> Mores = Set(
        "more|tell me more|tell me more about it|tell me more about that|tell me more please|say more|more please|more info|more information|more details|details|can you tell me more|i want to know more|id like to know more|explain|explain that|explain more|can you explain|can you explain that|elaborate|go on|what else|and|what else should i know|where can i read more|read more|learn more",
        "mas|cuenteme mas|digame mas|mas informacion|mas info|mas detalles|detalles|quiero saber mas|quisiera saber mas|me puede decir mas|explique|expliqueme|expliqueme mas|explique mas|siga|que mas|y que mas|que mas hay|algo mas|donde puedo leer mas|leer mas");

    private static readonly HashSet<string> Whys = Set("why|but why|and why|why is that|why so|how come|whys that", "por que|y por que|pero por que|por que es eso|como asi|y eso por que");

    /// <summary>Whether a message asks for the reason of the last answer, and nothing else.</summary>
    public static bool AsksWhy(string text) => Whys.Contains(FoldedText.Key(text));

    /// <summary>What a message asks of the last answer, where it asks nothing else.</summary>
    public static FollowUp Of(string text)
    {
        var key = FoldedText.Key(text);
        return Sources.Contains(key) ? FollowUp.Source : Mores.Contains(key) ? FollowUp.More : FollowUp.None;
    }

    /// <summary>The one of several entries that goes with the one spoken of: related to it, else the only one on its topic; null where that is none or more.</summary>
    public static KnowledgeEntry? Nearest(KnowledgeEntry subject, IReadOnlyList<KnowledgeEntry> choices)
    {
        var others = choices.Where(c => c.Id != subject.Id).ToList();
        var related = others.Where(c => subject.Related.Contains(c.Id, StringComparer.Ordinal)).ToList();
        var topic = subject.Id[..(subject.Id.IndexOf('/', StringComparison.Ordinal) + 1)];
        return related.Count == 1 ? related[0] : others.Where(c => c.Id.StartsWith(topic, StringComparison.Ordinal)).ToList() is [var only] ? only : null;
    }

    /// <summary>
    /// Whether an entry says anything of what a message asks of the one spoken of: "what if it rains" leans on the entry on ID as "when does it
    /// close" leans on the one on polling places, but no word of it is about rain.
    /// </summary>
    public static bool SpeaksOf(KnowledgeEntry entry, string text)
    {
        var forms = WordForms.Of(entry.Language);
        HashSet<string> said = [.. FoldedText.Fold(string.Join(' ', [entry.Title, .. entry.Questions, entry.Body])).Split(' ').Select(Stem)];
        return forms.SubjectOf(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => WordForms.IsTimeOfDay(word) || said.Contains(Stem(word)));

        string Stem(string word)
        {
            var full = forms.WriteOut(word);
            Span<char> stem = stackalloc char[full.Length + 1];
            return stem[..forms.Stem(full, stem)].ToString();
        }
    }

    /// <summary>The two things that a message sets side by side, each with its answer; null where it compares nothing, or one of them has none.</summary>
    public static IReadOnlyList<Asked>? Compared(string text, string language, RootDialogParts parts)
    {
        var match = Comparison().Match(FoldedText.Fold(text));
        if (!match.Success)
            return null;
        var (first, second) = (match.Groups["first"].Value, match.Groups["second"].Value);
        return (Surest(first), Surest(second)) is (Answer.Found one, Answer.Found other) && one.Entry.Id != other.Entry.Id ? [new Asked(first, one), new Asked(second, other)] : null;

        // A bare name is seldom a sure question, but it may be a title; and what is official isn't guessed at.
        Answer Surest(string side)
        {
            var words = side.Split(' ').Where(w => !WordForms.Of(language).IsCommon(w)).ToList();
            var titled = parts.Content.Entries.Where(e => e.Language == language && words.Count > 0 && words.TrueForAll(FoldedText.Fold(e.Title).Split(' ').Contains)).ToList();
            return titled is [var only] ? parts.Answerer.Give(only)
                : parts.Answerer.Ask(side, language) is var answer && answer is Answer.WhichOne { Entries: [{ IsOfficial: false } likeliest, ..] } ? parts.Answerer.Give(likeliest)
                : answer;
        }
    }

    private static HashSet<string> Set(params string[] languages) => [.. languages.SelectMany(l => l.Split('|'))];

    [GeneratedRegex(
        @"\b(compar(e|ed|ing|ar|a|eme)|(differences?|diferencias?) (between|entre)) (?<first>.+?) (and|with|to|vs|versus|against|y|con|contra) (?<second>.+)$|^(?<first>.+?) (vs|versus) (?<second>.+)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Comparison();
}
