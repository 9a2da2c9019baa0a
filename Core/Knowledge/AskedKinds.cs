using System.Collections.Frozen;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge;

/// <summary>What kind of words a question asks for: "who" a name, "when" a date, "how many" a number, in English and Spanish.</summary>
internal static class AskedKinds
{
    private static readonly FrozenDictionary<string, TermKinds>.AlternateLookup<ReadOnlySpan<char>> ByWord = Kinds(
        (TermKinds.Name, "who whom whose where quien quienes donde adonde"),
        (TermKinds.Date, "when cuando"),
        (TermKinds.Number, "cuanto cuanta cuantos cuantas"));

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Which = Set("what which que cual cuales");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Measures = Set(
        "many much long old far tall high big large wide deep often fast");

    /// <summary>What "what" and "which" ask for with the word after them, or the word but one.</summary>
    private static readonly FrozenDictionary<string, TermKinds>.AlternateLookup<ReadOnlySpan<char>> Asked = Kinds(
        (TermKinds.Date, "year years date day month century decade time ano fecha dia mes siglo decada hora"),
        (TermKinds.Number | TermKinds.Date, "percentage percent number amount population age length size price cost rate porcentaje numero cantidad poblacion edad precio costo"),
        (TermKinds.Name, """
            country countries city cities state nation king queen president general leader person man woman author town river region province company organization
            pais ciudad estado rey reina presidente persona hombre mujer autor pueblo rio provincia empresa organizacion
            """));

    /// <returns>None where the question does not tell.</returns>
    public static TermKinds Of(ReadOnlySpan<char> question, WordForms forms)
    {
        Span<char> buffer = stackalloc char[TextWords.LongestPiece];
        var words = new TextWords(question[..Math.Min(question.Length, FoldedText.MaxLength)], buffer);
        var (sinceWhich, isAfterHow) = (int.MaxValue, false);
        while (words.MoveNext())
        {
            var word = forms.WriteOut(words.Current);
            if (ByWord.TryGetValue(word, out var kind))
                return kind;
            if (isAfterHow && Measures.Contains(word))
                return TermKinds.Number;
            if (sinceWhich < 2 && Asked.TryGetValue(word, out kind))
                return kind;
            isAfterHow = word is "how";
            sinceWhich = Which.Contains(word) ? 0 : sinceWhich == int.MaxValue ? sinceWhich : sinceWhich + 1;
        }
        return TermKinds.None;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static FrozenDictionary<string, TermKinds>.AlternateLookup<ReadOnlySpan<char>> Kinds(params ReadOnlySpan<(TermKinds Kind, string Words)> kinds)
    {
        var byWord = new Dictionary<string, TermKinds>(StringComparer.Ordinal);
        foreach (var (kind, words) in kinds)
        {
            foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                byWord[word] = kind;
        }
        return byWord.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
