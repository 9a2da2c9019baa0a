using System.Globalization;

namespace Microsoft.Bot.Builder.Dialogs.Prompts.Recognition;

/// <summary>
/// Reads one number at a place in a text: a sign, then words ("two hundred and five", "doscientos cinco"), digits
/// ("1,000"), both ("1.5 million", "3k"), or a part ("3/4", "two and a half", "dos y medio"). Looks ahead a bounded
/// number of words.
/// </summary>
internal sealed class NumberReader(Words words, LocaleRules locale)
{
    private const int MaxSpokenDecimals = 10;

    /// <summary>
    /// Reads the number at <paramref name="at"/>; <paramref name="next"/> is the word after it. When there is none,
    /// <paramref name="next"/> says how far the text is surely no number.
    /// </summary>
    public bool TryRead(int at, out decimal value, out int next)
    {
        next = at;
        value = 0;
        var word = words[at];
        if (word.Kind == WordKind.None)
            return false;
        var isSign = word.Kind == WordKind.Symbol && word.Text is "-" or "−" or "+"
            && words[at + 1].IsJoined && (word.Spaced || words[at - 1].Kind == WordKind.Symbol);
        var isSigned = isSign || NumberWords.IsMinus(word.Text);
        try
        {
            if (!TryReadMagnitude(isSigned ? at + 1 : at, out value, out next))
            {
                next = isSigned ? at : next;
                return false;
            }
            value = isSigned && word.Text != "+" ? -value : value;
            return true;
        }
        catch (OverflowException)
        {
            next = Math.Max(next, at + 1);
            return false;
        }
    }

    private bool TryReadMagnitude(int at, out decimal value, out int next)
    {
        if (NumberWords.PartSymbols.TryGetValue(words[at].Text, out value))
        {
            next = at + 1;
            return true;
        }
        if (TryReadHalf(at, out value, out next))
            return true;
        if (!TryReadCardinal(at, out value, out var unit, out next))
            return false;
        if (TryReadPart(next, value, out var part, out var afterPart))
        {
            (value, next) = (part, afterPart);
            return true;
        }
        if (TryReadTail(next, unit, out var tail, out var afterTail))
        {
            (value, next) = (value + tail, afterTail);
            ReadScale(ref value, ref next);
        }
        else if (TryReadSpokenDecimals(next, value, out var withDecimals, out var afterDecimals))
        {
            (value, next) = (withDecimals, afterDecimals);
            ReadScale(ref value, ref next);
        }
        return true;
    }

    /// <summary>"half", "half a million", "half dozen", "media docena".</summary>
    private bool TryReadHalf(int at, out decimal value, out int next)
    {
        value = 0.5m;
        next = at;
        if (NumberWords.IsArticle(words[at].Text) && words[at + 1].Is("half"))
            at++;
        if (!NumberWords.IsHalf(words[at].Text))
            return false;
        next = at + 1;
        var of = NumberWords.IsArticle(words[next].Text) ? next + 1 : next;
        if (NumberWords.Multiples.TryGetValue(words[of].Text, out var multiple))
            (value, next) = (value * multiple, of + 1);
        else if (NumberWords.Scales.TryGetValue(words[of].Text, out var scale))
            (value, next) = (value * scale, of + 1);
        return true;
    }

    /// <summary>A whole or decimal number; <paramref name="unit"/> is the scale its last word counts in, for "two million and a half".</summary>
    private bool TryReadCardinal(int at, out decimal value, out decimal unit, out int next)
    {
        var sum = new CardinalSum();
        next = at;
        while (true)
        {
            var from = next;
            if (sum.HasAny && NumberWords.IsAnd(words[next].Text) && sum.TakesAnd(words[next].Text))
                from++;
            else if (sum.HasAny && words[next] is { Text: "-", Spaced: false } && words[next + 1] is { Kind: WordKind.Letters, Spaced: false })
                from++;
            if (!TryAdd(ref sum, from, out var after))
                break;
            next = after;
        }
        (value, unit) = (sum.Total, sum.Unit);
        if (sum.HasAny)
            return true;
        // A run of digits that is no number is passed over as a whole.
        if (Numerals.BeginsAt(words, at))
            Numerals.TryRead(words, at, locale, out _, out next);
        return false;
    }

    private bool TryAdd(ref CardinalSum sum, int at, out int next)
    {
        next = at + 1;
        var text = words[at].Text;
        if (Numerals.BeginsAt(words, at))
        {
            if (!sum.TakesNumeral || !Numerals.TryRead(words, at, locale, out var numeral, out next))
                return false;
            if (sum.HasAny && words[next].Is("/"))
                return false;
            if (NumberWords.Suffixes.TryGetValue(words[next].Text, out var suffix) && words[next].IsJoined)
                (numeral, next) = (numeral * suffix, next + 1);
            return sum.AddNumeral(numeral);
        }
        if (NumberWords.Added.TryGetValue(text, out var added))
            return sum.Add(added);
        if (NumberWords.IsArticle(text))
            return !sum.HasAny && IsCounted(words[at + 1].Text) && sum.Add(1);
        if (NumberWords.NeedACount.Contains(text) && !sum.HasAny)
            return false;
        if (NumberWords.Multiples.TryGetValue(text, out var multiple))
            return sum.Multiply(multiple);
        return NumberWords.Scales.TryGetValue(text, out var scale) && sum.Scale(scale);
    }

    private static bool IsCounted(string word) =>
        NumberWords.Multiples.ContainsKey(word) || NumberWords.Scales.ContainsKey(word) || (NumberWords.Parts.ContainsKey(word) && !NumberWords.IsHalf(word));

    /// <summary>"3/4", "2 1/2", "2½", "three quarters".</summary>
    private bool TryReadPart(int at, decimal count, out decimal value, out int next)
    {
        if (words[at].Is("/") && words[at].IsJoined && words[at + 1] is { Kind: WordKind.Digits, Spaced: false }
            && !words[at + 2].Is("/") && Numerals.TryRead(words, at + 1, locale, out var denominator, out next) && denominator != 0)
        {
            value = count / denominator;
            return true;
        }
        if (NumberWords.PartSymbols.TryGetValue(words[at].Text, out var symbol))
        {
            (value, next) = (count + symbol, at + 1);
            return true;
        }
        if (words[at] is { Kind: WordKind.Digits, Spaced: true } && words[at + 1].Is("/") && TryReadMixed(at, count, out value, out next))
            return true;
        if (NumberWords.Parts.TryGetValue(words[at].Text, out var parts) && count > 0 && count < parts && !(words[at].Is("media") || words[at].Is("medio")))
        {
            (value, next) = (count / parts, at + 1);
            return true;
        }
        (value, next) = (0, at);
        return false;
    }

    private bool TryReadMixed(int at, decimal count, out decimal value, out int next)
    {
        value = count;
        if (Numerals.TryRead(words, at, locale, out var numerator, out next)
            && TryReadPart(next, numerator, out var part, out next) && part < 1 && decimal.IsInteger(count))
        {
            value += part;
            return true;
        }
        return false;
    }

    /// <summary>"and a half", "y medio", "and three quarters": so much of <paramref name="unit"/>.</summary>
    private bool TryReadTail(int at, decimal unit, out decimal value, out int next)
    {
        value = 0;
        next = at;
        if (!NumberWords.IsAnd(words[at].Text))
            return false;
        var count = 1m;
        var part = at + 1;
        if (NumberWords.IsArticle(words[part].Text))
            part++;
        else if (NumberWords.Added.TryGetValue(words[part].Text, out var several) && several is > 0 and < 10)
            (count, part) = (several, part + 1);
        if (!NumberWords.Parts.TryGetValue(words[part].Text, out var parts))
            return false;
        (value, next) = (count / parts * unit, part + 1);
        return true;
    }

    /// <summary>"two point five", "dos coma veinticinco".</summary>
    private bool TryReadSpokenDecimals(int at, decimal whole, out decimal value, out int next)
    {
        value = whole;
        next = at;
        if (!NumberWords.IsPoint(words[at].Text) || !decimal.IsInteger(whole))
            return false;
        var digits = string.Empty;
        for (next = at + 1; digits.Length < MaxSpokenDecimals; next++)
        {
            if (NumberWords.Added.TryGetValue(words[next].Text, out var spoken) && spoken < 100)
                digits += spoken.ToString(CultureInfo.InvariantCulture);
            else
                break;
        }
        if (digits.Length == 0)
            return false;
        value = whole + decimal.Parse("0." + digits, CultureInfo.InvariantCulture);
        return true;
    }

    private void ReadScale(ref decimal value, ref int next)
    {
        if (NumberWords.Scales.TryGetValue(words[next].Text, out var scale))
            (value, next) = (value * scale, next + 1);
    }
}
