namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>
/// Reads a yes or a no in English and Spanish. A clear word outweighs a mild one ("no, that's fine" is no); a text
/// that says both clearly, or says it isn't sure, is neither.
/// </summary>
internal static class BooleanRecognizer
{
    private enum Answer
    {
        Unsure,
        No,
        MildNo,
        MildYes,
        Yes,
    }

    private static readonly PhraseTable<Answer> _phrases = new(
        ("yes|yess|yesss|yeah|yea|yep|yup|yas|ya|aye|sure|of course|certainly|definitely|absolutely|indeed|affirmative|true|you bet|"
            + "go ahead|please do|i do|id love to|i dont mind|dont mind|i do not mind|why not|no problem|no doubt|sounds good|by all means|totally|"
            + "👍|👌|✅|✔|☑|🙌|💯", Answer.Yes),
        ("si|sip|sii|siii|sep|claro|claro que si|por supuesto|desde luego|como no|dale|simon|orale|obvio|afirmativo|cierto|verdadero|"
            + "asi es|asi sea|eso es|de acuerdo|por que no|creo que si|sin duda|sin problema|no hay problema|no tengo problema|"
            + "va que va|de una|adelante|como que no", Answer.Yes),
        ("ok|okay|oki|okey|okie|kk|alright|all right|right|correct|exactly|fine|good|great|cool|perfect|thats right|works for me|no worries|i will|i would|i think so|i guess|"
            + "vale|bueno|bien|listo|perfecto|correcto|exacto|genial|esta bien|me parece bien|🆗|😊|🙂", Answer.MildYes),
        ("no|nope|nop|nah|naw|nay|never|no way|no thanks|no thank you|not|dont|do not|wont|cant|cannot|false|negative|"
            + "of course not|certainly not|definitely not|absolutely not|not really|not now|not yet|not at all|no problem no|i dont think so|not ok|not okay|not good|not right|not fine|not true|not correct|not sure thing|"
            + "i do not|i am not|i will not|i would not|im not|i did not|i have not|please dont|please do not|👎|🚫|❌|✖|🙅", Answer.No),
        ("nones|nel|no gracias|claro que no|por supuesto que no|desde luego que no|obvio que no|para nada|en absoluto|nunca|jamas|"
            + "ni hablar|ni loco|ni loca|de ninguna manera|de ningun modo|todavia no|aun no|ahora no|creo que no|mejor no|negativo|falso|tampoco|no esta bien|no es cierto|no es correcto|no estoy de acuerdo|que no", Answer.No),
        ("wrong|incorrect|thats wrong|incorrecto|equivocado|equivocada", Answer.MildNo),
        ("not sure|im not sure|i am not sure|dont know|do not know|i dont know|i do not know|no idea|not certain|maybe|perhaps|"
            + "no se|no lo se|no estoy seguro|no estoy segura|ni idea|no sabria|quizas|quiza|tal vez|a lo mejor|puede ser|depende|it depends|🤷", Answer.Unsure));

    // Answers when they are the whole text: elsewhere "y" is "and" in Spanish, and "please" only polite.
    private static readonly PhraseTable<bool> _alone = new(("y|s|k|va|please|por favor", true), ("n", false));

    /// <summary>The answer the text gives, or null when it gives none.</summary>
    public static bool? Recognize(string? text)
    {
        var words = Words.Read(text);
        if (_alone.TryRead(words, 0, out var alone, out var end) && !HasWords(words, end))
            return alone;
        var answers = ReadAnswers(words);
        if (answers.Contains(Answer.Unsure))
            return null;
        return Decide(answers.Contains(Answer.Yes), answers.Contains(Answer.No))
            ?? (answers.Contains(Answer.Yes) ? null : Decide(answers.Contains(Answer.MildYes), answers.Contains(Answer.MildNo)));
    }

    private static HashSet<Answer> ReadAnswers(Words words)
    {
        var answers = new HashSet<Answer>();
        for (var at = 0; at < words.Count;)
        {
            if (_phrases.TryRead(words, at, out var answer, out var next) && !IsNumberSign(words, at, next))
                answers.Add(answer);
            at = Math.Max(next, at + 1);
        }
        return answers;
    }

    private static bool? Decide(bool yes, bool no) => yes == no ? null : yes;

    // "No. 2" and "no 2" mean number 2.
    private static bool IsNumberSign(Words words, int at, int next) =>
        next == at + 1 && words[at].Is("no") && words[words[next].Is(".") ? next + 1 : next].Kind == WordKind.Digits;

    private static bool HasWords(Words words, int from) =>
        Enumerable.Range(from, words.Count - from).Any(i => words[i].Kind != WordKind.Symbol);
}
