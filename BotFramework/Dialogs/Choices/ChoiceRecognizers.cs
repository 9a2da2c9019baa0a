using Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>Reads which of a list's choices a text means.</summary>
public class ChoiceRecognizers
{
    /// <inheritdoc cref="RecognizeChoices(string, IList{Choice}, FindChoicesOptions?)"/>
    public static List<ModelResult<FoundChoice>> RecognizeChoices(string utterance, IList<string> choices, FindChoicesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return RecognizeChoices(utterance, ChoiceFactory.ToChoices(choices), options);
    }

    /// <summary>
    /// The choices that the text names, in the order of the text; when it names none, those it gives the ordinal of
    /// ("the second", "la última"); when there is none, those it gives the number of ("2", "dos").
    /// </summary>
    public static List<ModelResult<FoundChoice>> RecognizeChoices(string utterance, IList<Choice> list, FindChoicesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(list);
        var text = utterance ?? string.Empty;
        var found = ByButton(text, list, options);
        if (found.Count == 0)
            found = Find.FindChoices(text, list, options);
        if (found.Count == 0 && options?.RecognizeOrdinals != false)
            found = ByOrdinal(text, list);
        if (found.Count == 0 && options?.RecognizeNumbers != false)
            found = ByNumber(text, list, options?.Locale);
        return found;
    }

    // What a button sends need not be what it shows: the whole text is then the action's value.
    private static List<ModelResult<FoundChoice>> ByButton(string text, IList<Choice> list, FindChoicesOptions? options)
    {
        for (var index = 0; options?.NoAction != true && text.Length > 0 && index < list.Count; index++)
        {
            if (list[index].Action is { } action && (action.Value as string == text || action.Text == text))
                return [Result(text, 0, text.Length, list, index)];
        }
        return [];
    }

    private static List<ModelResult<FoundChoice>> ByOrdinal(string text, IList<Choice> list) =>
        OrdinalRecognizer.Recognize(text)
            .Select(ordinal => (ordinal.Start, ordinal.End, Index: ordinal.Place < 0 ? list.Count + ordinal.Place : ordinal.Place - 1))
            .Where(place => place.Index >= 0 && place.Index < list.Count && !IsRuledOut(text, place.Start))
            .Select(place => Result(text, place.Start, place.End, list, place.Index))
            .ToList();

    private static List<ModelResult<FoundChoice>> ByNumber(string text, IList<Choice> list, string? locale) =>
        NumberRecognizer.Recognize(text, locale)
            .Where(number => !number.Incidental && number.Value >= 1 && number.Value <= list.Count && decimal.IsInteger(number.Value) && !IsRuledOut(text, number.Start))
            .Select(number => Result(text, number.Start, number.End, list, (int)number.Value - 1))
            .ToList();

    /// <summary>"Not 2" and "except the second" choose nothing; "no 2" and "no. 2" are numbers.</summary>
    private static bool IsRuledOut(string text, int start)
    {
        var before = Words.Read(text[Math.Max(0, start - 24)..start]);
        var at = before.Count - 1;
        while (before[at].Text is "the" or "el" or "la" or "option" or "opcion" or "number" or "numero")
            at--;
        return before[at].Text is "not" or "dont" or "except" or "neither" or "excepto" or "menos" or "tampoco";
    }

    private static ModelResult<FoundChoice> Result(string text, int start, int end, IList<Choice> list, int index) => new()
    {
        Start = start,
        End = end - 1,
        Text = text[start..end],
        TypeName = "choice",
        Resolution = new FoundChoice { Value = list[index].Value, Index = index, Score = 1 },
    };
}
