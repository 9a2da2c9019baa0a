using System.Buffers;
using System.Globalization;
using System.Text;

namespace CampaignBot.Core.Understanding.Guarding;

/// <summary>
/// Takes off what hides words from a reader of letters but not from a language model: full-width and mathematical letters, look-alikes
/// of other scripts, invisible characters, digits for letters, l e t t e r s  s p a c e d, and Base64.
/// </summary>
internal static class Disguise
{
    /// <summary>Stands before a word that was spaced out.</summary>
    public const char Spaced = '\u0001';

    private const int ShortestBase64 = 24;
    private const int ShortestSpaced = 5;

    private const string LookAlikes = "аaеeоoрpсcхxуyіiјjѕsԁdһhкkмmтtвbнhαaοoεeιiκkνvρpτtυuχxАAВBЕEКKМMНHОOРPСCТTХXΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX";
    private const string Leet = "0o1i3e4a5s7t@a$s";
    private static readonly SearchValues<char> NeedsCare = SearchValues.Create("0134578@$");

    /// <summary>The text without disguise; what was encoded follows behind it.</summary>
    public static string Remove(string text)
    {
        var plain = Letters(text);
        plain = Join(plain);
        return Decode(plain) is { } hidden ? $"{plain}\n{Letters(hidden)}" : plain;
    }

    private static string Letters(string text)
    {
        if (!text.IsNormalized(NormalizationForm.FormKC))
            text = Normalized(text);
        var result = new StringBuilder(text.Length);
        foreach (var word in text.AsSpan().Split(' '))
        {
            if (result.Length > 0)
                result.Append(' ');
            AddWord(text.AsSpan(word), result);
        }
        return result.ToString();
    }

    // Normalization refuses broken surrogates.
    private static string Normalized(string text)
    {
        var sound = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            sound.Append(rune.ToString());
        return sound.ToString().Normalize(NormalizationForm.FormKC);
    }

    private static void AddWord(ReadOnlySpan<char> word, StringBuilder result)
    {
        var isLatin = word.ContainsAnyInRange('a', 'z') || word.ContainsAnyInRange('A', 'Z');
        var isLeet = isLatin && word.ContainsAny(NeedsCare) && char.IsLetterOrDigit(word[^1]) && IsLeet(word);
        foreach (var c in word)
        {
            if (char.GetUnicodeCategory(c) == UnicodeCategory.Format || c is '\u00AD' or '\uFE0F')
                continue;
            result.Append(isLatin && c > 0x7F ? Swap(c, LookAlikes) : isLeet ? Swap(c, Leet) : c);
        }
    }

    // "1gn0re" is, "7pm", "2nd", "h2o" and "covid19" are not: a digit between letters, and more than one.
    private static bool IsLeet(ReadOnlySpan<char> word)
    {
        var swapped = 0;
        for (var i = 0; i < word.Length; i++)
        {
            if (char.IsLetter(word[i]))
                continue;
            if (!Leet.Contains(word[i], StringComparison.Ordinal))
                return false;
            if (i + 1 < word.Length && char.IsLetter(word[i + 1]))
                swapped++;
        }
        return swapped > 0 && word.Length >= 4 && !char.IsDigit(word[^1]) && (swapped > 1 || char.IsLetter(word[0]));
    }

    private static char Swap(char c, string pairs)
    {
        for (var i = 0; i < pairs.Length; i += 2)
        {
            if (pairs[i] == c)
                return pairs[i + 1];
        }
        return c;
    }

    /// <summary>Joins runs of single letters; where two spaces part the words, they stay parted.</summary>
    private static string Join(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var end = i;
            var letters = 0;
            if (i == 0 || char.IsWhiteSpace(text[i - 1]))
            {
                while (end < text.Length && char.IsLetterOrDigit(text[end]) && (end + 1 == text.Length || !char.IsLetterOrDigit(text[end + 1])))
                {
                    letters++;
                    end++;
                    if (end + 1 < text.Length && text[end] is ' ' or '-' or '.' or '_' && char.IsLetterOrDigit(text[end + 1]))
                        end++;
                    else
                        break;
                }
            }
            if (letters < ShortestSpaced)
            {
                result.Append(text[i++]);
                continue;
            }
            result.Append(Spaced);
            for (; i < end; i++)
            {
                if (char.IsLetterOrDigit(text[i]))
                    result.Append(text[i]);
            }
        }
        return result.ToString();
    }

    private static string? Decode(string text)
    {
        foreach (var range in text.AsSpan().SplitAny(" \n\t\"'<>()"))
        {
            var word = text.AsSpan(range);
            if (word.Length < ShortestBase64)
                continue;
            var bytes = new byte[word.Length];
            if (Convert.TryFromBase64Chars(word, bytes, out var length) && IsReadable(bytes.AsSpan(0, length)))
                return Encoding.UTF8.GetString(bytes, 0, length);
        }
        return null;
    }

    private static bool IsReadable(ReadOnlySpan<byte> bytes)
    {
        var letters = 0;
        foreach (var b in bytes)
        {
            if (b is < 0x20 and not ((byte)'\n' or (byte)'\t' or (byte)'\r'))
                return false;
            letters += char.IsAsciiLetter((char)b) || b == ' ' ? 1 : 0;
        }
        return letters * 10 >= bytes.Length * 8;
    }
}
