using Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>A word of a text.</summary>
public class Token
{
    /// <summary>The word's first character in the text.</summary>
    public int Start { get; set; }

    /// <summary>Its last character, inclusive.</summary>
    public int End { get; set; }

    /// <summary>The word as written.</summary>
    public string? Text { get; set; }

    /// <summary>The word as compared: in lower case and without accents.</summary>
    public string? Normalized { get; set; }
}

/// <summary>Splits a text into words.</summary>
public delegate List<Token> TokenizerFunction(string text, string? locale = null);

/// <summary>The tokenizer used unless another is given.</summary>
public class Tokenizer
{
    public static TokenizerFunction DefaultTokenizer => DefaultTokenizerImpl;

    /// <summary>Words in any language: runs of letters and digits, and emoji one by one; punctuation separates.</summary>
    public static List<Token> DefaultTokenizerImpl(string text, string? locale = null)
    {
        var words = Words.Read(text, limit: int.MaxValue);
        var tokens = new List<Token>();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word.Kind == WordKind.Symbol && word.Text.Length == 1 && !char.IsSymbol(word.Text[0]))
                continue;
            if (tokens.Count > 0 && word.Kind != WordKind.Symbol && words[i - 1].Kind != WordKind.Symbol && !word.Spaced)
                Extend(tokens[^1], word, text);
            else
                tokens.Add(new Token { Start = word.Start, End = word.End - 1, Text = text[word.Start..word.End], Normalized = word.Text });
        }
        return tokens;
    }

    // "a1" is one word to a person, though letters and digits are read apart.
    private static void Extend(Token token, Word word, string text)
    {
        token.End = word.End - 1;
        token.Text = text[token.Start..word.End];
        token.Normalized += word.Text;
    }
}
