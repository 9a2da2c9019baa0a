using System.Collections.Frozen;
using System.Text.RegularExpressions;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge.Generation;

/// <summary>A sentence of a generated answer, held against the texts it cites.</summary>
/// <param name="ordinary">Words that are no names though a capital begins them.</param>
internal sealed partial class Claim(string sentence, string language, FrozenSet<string> ordinary)
{
    // How much of a sentence another must say to be the one it was made of.
    private const double Alike = 0.5;
    private const double VeryAlike = 0.75;

    /// <summary>What is exchanged when the hour is right and its meaning is not.</summary>
    private static readonly (FrozenSet<string> One, FrozenSet<string> Other)[] Opposites =
    [
        (Set("open opens opening opened start starts begin begins abre abren apertura empieza empiezan comienza comienzan"), Set("close closes closing closed end ends ending cierra cierran cierre termina terminan acaba")),
        (Set("before until by till antes hasta"), Set("after from since despues desde tras")),
    ];

    /// <summary>What is wrong with it, if anything.</summary>
    public (GroundingFault Fault, string Detail)? Check(IReadOnlyList<SourceText> sources)
    {
        if (AgainstVoting().Match(sentence) is { Success: true, Value: var advice } && !sources.Any(s => s.Says(FoldedText.Fold(advice))))
            return (GroundingFault.AgainstVoting, advice);
        var facts = FactReader.Read(sentence, language, out var rest);
        foreach (var fact in facts)
        {
            var said = sources.SelectMany(s => s.Sentences).SelectMany(s => s.Facts, (s, f) => (Sentence: s, Fact: f)).Where(s => fact.IsSaidBy(s.Fact)).ToList();
            if (said.Count == 0)
                return (GroundingFault.FactNotInSource, fact.Text);
            if ((fact.Kind is FactKind.Time or FactKind.Date) && SideOf(sentence, fact) is { } side)
            {
                var sides = said.Select(s => SideOf(s.Sentence.Text, s.Fact)).OfType<(int Pair, bool IsFirst)>().Where(s => s.Pair == side.Pair).ToList();
                if (sides.Count > 0 && !sides.Contains(side))
                    return (GroundingFault.Reversed, fact.Text);
            }
        }
        if (Names(rest).FirstOrDefault(n => !Stands(n, sources)) is { Words: not null } name)
            return (GroundingFault.NameNotInSource, name.Words);
        return IsReversed(sources) ? (GroundingFault.Reversed, sentence) : null;
    }

    /// <summary>Which of two opposites is told of a fact: the end of "7 a.m. to 8 p.m.", or what stands nearest before it, "close" in "close at 8 p.m.".</summary>
    private static (int Pair, bool IsFirst)? SideOf(string text, Fact fact)
    {
        if (RangeAfter().IsMatch(text[(fact.Start + fact.Text.Length)..]))
            return (0, true);
        if (RangeBefore().IsMatch(text[..fact.Start]))
            return (0, false);
        foreach (var word in FoldedText.Fold(text[..fact.Start]).Split(' ').Reverse().Take(6))
        {
            for (var pair = 0; pair < Opposites.Length; pair++)
            {
                if (Opposites[pair].One.Contains(word) || Opposites[pair].Other.Contains(word))
                    return (pair, Opposites[pair].One.Contains(word));
            }
        }
        return null;
    }

    /// <summary>Whether it says no where the sentence it was made of doesn't, or the other way round.</summary>
    private bool IsReversed(IReadOnlyList<SourceText> sources)
    {
        var meaning = Negation.Of(sentence, language);
        var alike = sources.SelectMany(s => s.Sentences).Select(s => (s.Meaning, Share: meaning.SharedBy(s.Meaning))).Where(s => s.Share >= Alike).ToList();
        var same = alike.Where(s => s.Meaning.IsNegated == meaning.IsNegated).Select(s => s.Share).DefaultIfEmpty(0).Max();
        var opposite = alike.Where(s => s.Meaning.IsNegated != meaning.IsNegated).Select(s => s.Share).DefaultIfEmpty(0).Max();
        return opposite > same && (meaning.IsNegated || opposite >= VeryAlike);
    }

    /// <summary>Runs of capitalised words, with the numbers beside them: "80 Courthouse Square", "Measure 4".</summary>
    private static IEnumerable<(string Words, bool IsStart)> Names(string rest)
    {
        var run = new List<string>();
        var (isStart, runIsStart, hasCapital) = (true, false, false);
        foreach (Match match in NameTokens().Matches(rest))
        {
            var word = match.Value;
            var isCapital = char.IsUpper(word[0]) && word is not ("I" or "I'm" or "I’m" or "I'll" or "I’ll" or "I've" or "I’ve");
            if (isCapital || char.IsAsciiDigit(word[0]))
            {
                if (run.Count == 0)
                    runIsStart = isStart;
                run.Add(word);
                hasCapital |= isCapital;
            }
            else if (run.Count > 0)
            {
                if (hasCapital)
                    yield return (string.Join(' ', run), runIsStart);
                run.Clear();
                hasCapital = false;
            }
            isStart = word is ":" or "(" or "\"" or "“" or "¿" or "¡";
        }
        if (hasCapital)
            yield return (string.Join(' ', run), runIsStart);
    }

    private bool Stands((string Words, bool IsStart) name, IReadOnlyList<SourceText> sources)
    {
        var folded = FoldedText.Fold(Possessive().Replace(name.Words, ""));
        if (folded.Length == 0 || sources.Any(s => s.Says(folded)))
            return true;
        if (!name.IsStart)
            return false;
        // "Bring", "Visit Alder Falls": the sentence's first word is no part of the name.
        var (first, rest) = folded.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space ? (folded[..space], folded[(space + 1)..]) : (folded, "");
        var stem = Negation.Of(first, language);
        var isOrdinary = ordinary.Contains(first) || sources.Any(s => s.Says(first)) || sources.SelectMany(s => s.Sentences).Any(s => stem.SharedBy(s.Meaning) > 0);
        return isOrdinary && (rest.All(c => !char.IsLetter(c)) || sources.Any(s => s.Says(rest)));
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"^\.?\s*(to|until|till|through|a|hasta|–|-)\s*(las?\s+|el\s+)?(\d|noon|midnight|mediod|medianoche|\p{Lu}\p{L}+\.?\s\d)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex RangeAfter();

    [GeneratedRegex(@"(\d|m\.?|noon|midnight|mediod[ií]a|medianoche)\s*(to|until|till|through|a|hasta|–|-)\s*(las?\s+|el\s+)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex RangeBefore();

    [GeneratedRegex(@"\d[\d,.]*\d|\d|\p{L}[\p{L}\p{M}'’-]*|[^\s]", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex NameTokens();

    [GeneratedRegex(@"['’]s?\b", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Possessive();

    [GeneratedRegex(
        @"\b(do\s?n[o']?t|don’t|should\s?n[o']?t|shouldn’t|should not|never|no need to|need not|don't bother to|rather not|better not to|avoid|skip|refrain from)\s+(bother\s+)?(to\s+)?(vot(e|ing)|go(ing)? to the polls|register(ing)?|the election)\b"
        + @"|\b(your|the)\s+vote\s+(does\s?n[o']?t|doesn’t|does not|won'?t|won’t|will not)\s+(count|matter)|\bstay\s+(at\s+)?home\b|\bpointless to vote|\bnot worth voting"
        + @"|\bno\s+(debe|deberia|debería|vaya a|necesita|hace falta|tiene que|vale la pena|se moleste en)\s*(ir a\s+)?vot(ar|e)\b|\bno vote\b|\bqu[eé]dese en (su )?casa|\bsu voto no (cuenta|importa|sirve)|\bmejor no vot(e|ar)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex AgainstVoting();
}
