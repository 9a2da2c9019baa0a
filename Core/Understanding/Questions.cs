using System.Collections.Frozen;

namespace CampaignBot.Core.Understanding;

/// <summary>A stretch of a message that may be a question of its own.</summary>
/// <param name="Text">As it was written, without the "and" or "also" before it.</param>
/// <param name="IsApart">Whether a sentence ends before it; else only its words make it likely ("... and do i need id").</param>
/// <param name="IsAsking">Whether its first words or a question mark ask something, or it is added to a question ("also i want a sign"); else it states something ("i just moved here").</param>
/// <param name="IsMarked">Whether it ends in a question mark.</param>
public sealed record Stretch(string Text, bool IsApart, bool IsAsking, bool IsMarked)
{
    /// <summary>Both as one.</summary>
    public Stretch With(Stretch next) => new($"{Text} {next.Text}", IsApart, IsAsking || next.IsAsking, IsMarked || next.IsMarked);
}

/// <summary>
/// Takes a message apart where another question may begin, in English and Spanish, with or without punctuation. It cuts too often rather than
/// too seldom: whether the parts are questions shows in whether they have answers.
/// </summary>
public static class Questions
{
    private const int ShortestSentenceEnd = 4;
    private static readonly FrozenSet<string> Joining = Words("and also plus n & + or then y e o tambien ademas luego");
    private static readonly FrozenSet<string> Both = Words("and n y e");
    private static readonly FrozenSet<string> AlsoJoining = Words("also plus tambien ademas");

    private static readonly FrozenSet<string> Courtesies = Words("hi hello hey thanks thank you so ok okay please pls hola buenas buenos dias tardes gracias disculpe oiga oye bueno");

    /// <summary>Begin a question anywhere.</summary>
    private static readonly FrozenSet<string> Asking = Words("""
        where wheres when whens how hows who whos what whats why which
        donde dnd cuando cuanto cuanta cuantos cuantas quien quienes cual cuales
        """);

    /// <summary>Begin one at the start of a sentence.</summary>
    private static readonly FrozenSet<string> AskingFirst = Words("""
        do does did is are am can could will would should may must have has
        que q como puedo puede pueden podemos hay es son va van tienen
        """);

    /// <summary>Begin one behind an "and"; without it, they may as well begin a statement.</summary>
    private static readonly FrozenSet<string> AskingAfterJoin = AskingFirst.Union(Words("""
        if i need tell
        tengo necesito debo se si me
        """), StringComparer.Ordinal).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Begin one behind a comma: what begins with "i" there is mostly said about oneself, "can i vote from home, i cant walk".</summary>
    private static readonly FrozenSet<string> AskingAfterComma = AskingAfterJoin.Except(Words("i me se tengo"), StringComparer.Ordinal).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What follows one of these is not asked but said or known: "a qué hora dicen quién ganó".</summary>
    private static readonly FrozenSet<string> Reporting = Words("tell know see say says announce find out show dicen dice diga digan digame sabe saben saber anuncian ver veo muestran");

    /// <summary>May stand before a question word: "until when", "a qué hora".</summary>
    private static readonly FrozenSet<string> Leading = Words("at by until from for to in on hasta a de con para por en desde");

    /// <summary>After these English question words within a sentence another question begins: "where do i vote what do i bring".</summary>
    private static readonly FrozenSet<string> Auxiliary = Words("do does did is are am can could will would should much many long late early old i");

    /// <summary>The parts, in their order; one where nothing begins anew.</summary>
    public static IReadOnlyList<Stretch> Split(string text, string language)
    {
        var words = WrittenOut(text.Replace("¿", " ¿", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var folded = Array.ConvertAll(words, w => w is "&" or "+" ? w : FoldedText.Fold(w));
        var (found, forms) = (new List<Stretch>(), WordForms.Of(language));
        var (start, isApart) = (0, true);
        for (var i = 1; i < words.Length; i++)
        {
            var ends = EndsSentence(words[i - 1]) || words[i][0] == '¿';
            if (!ends && !BeginsQuestion(folded, words[i - 1].EndsWith(','), i))
                continue;
            Add(i);
            (start, isApart) = (i, ends);
        }
        Add(words.Length);
        return found;

        // What says nothing by itself belongs to its neighbour ("where and when do I vote"), and a statement to what is asked after it.
        void Add(int end)
        {
            var first = start;
            while (first < end && Joining.Contains(folded[first]))
                first++;
            var part = string.Join(' ', words[first..end]);
            if (part.Length == 0)
                return;
            var isMarked = words[end - 1].Contains('?', StringComparison.Ordinal);
            var stretch = new Stretch(part, isApart, isMarked || !isApart || first > start || AsksFrom(folded, first, end), isMarked);
            if (found is [.., var last] && (!last.IsAsking || forms.LeansOnContext(part) || forms.LeansOnContext(last.Text)))
                found[^1] = last.With(stretch with { Text = string.Join(' ', words[start..end]) });
            else
                found.Add(stretch);
        }
    }

    /// <summary>"Where and when do I vote" is "where do I vote and when do I vote".</summary>
    private static string[] WrittenOut(string[] words)
    {
        for (var i = 0; i + 3 < words.Length; i++)
        {
            if (!Asking.Contains(FoldedText.Fold(words[i])) || !Both.Contains(FoldedText.Fold(words[i + 1])) || !Asking.Contains(FoldedText.Fold(words[i + 2])))
                continue;
            var end = i + 3;
            while (end < words.Length && !EndsSentence(words[end - 1]) && !Joining.Contains(FoldedText.Fold(words[end])))
                end++;
            return end == i + 3 ? words : [.. words[..(i + 1)], .. words[(i + 3)..(end - 1)], words[end - 1].TrimEnd('?', ',', '.', '!'), .. words[(i + 1)..]];
        }
        return words;
    }

    /// <summary>Whether a question begins here, behind a greeting or a thank-you at most.</summary>
    private static bool AsksFrom(string[] folded, int first, int end)
    {
        while (first < end - 1 && Courtesies.Contains(folded[first]))
            first++;
        return Asking.Contains(folded[first]) || AskingFirst.Contains(folded[first]) || LeadsToQuestion(folded, first);
    }

    private static bool BeginsQuestion(string[] folded, bool afterComma, int i)
    {
        var next = i + 1 < folded.Length ? folded[i + 1] : "";
        if (AlsoJoining.Contains(folded[i]))
            return !Joining.Contains(folded[i - 1]);
        if (Joining.Contains(folded[i]))
            return Asking.Contains(next) || AskingAfterJoin.Contains(next) || AlsoJoining.Contains(next) || LeadsToQuestion(folded, i + 1);
        if (afterComma)
            return Asking.Contains(folded[i]) || AskingAfterComma.Contains(folded[i]) || LeadsToQuestion(folded, i);
        return Asking.Contains(folded[i]) && !Joining.Contains(folded[i - 1]) && !Reporting.Contains(folded[i - 1]) && (Auxiliary.Contains(next) || !IsEnglish(folded[i]) || folded[i][^1] == 's');
    }

    private static bool LeadsToQuestion(string[] folded, int i) =>
        i + 1 < folded.Length && Leading.Contains(folded[i]) && (Asking.Contains(folded[i + 1]) || folded[i + 1] is "que" or "q");

    private static bool IsEnglish(string asking) => asking[0] == 'w' || asking[0] == 'h';

    /// <summary>An abbreviation ("p.m.", "St.") ends none.</summary>
    private static bool EndsSentence(string word) =>
        word.AsSpan().IndexOfAny("?!;") >= 0
        || (word.EndsWith('.') && (word.Length > ShortestSentenceEnd || word.EndsWith("..", StringComparison.Ordinal)) && !word[..^1].Contains('.', StringComparison.Ordinal));

    private static FrozenSet<string> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
