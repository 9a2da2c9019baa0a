using System.Text.RegularExpressions;
using CampaignBot.Core.Understanding;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Understanding;

namespace CampaignBot.Training;

/// <summary>
/// Puts <c>[name]</c>, <c>[address]</c>, <c>[zip]</c>, <c>[phone]</c>, <c>[email]</c>, <c>[card]</c>, <c>[id]</c> and <c>[birthdate]</c> in the
/// place of what may tell who wrote a message. When in doubt it replaces: a lost word costs less than somebody's number.
/// </summary>
public sealed partial class PersonalData
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;
    private const int Patience = 500;

    // Only persons and places matter here, which no clock changes.
    private static readonly DateTimeOffset SomeDay = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _replaced = new(StringComparer.Ordinal);

    /// <summary>How often each kind was replaced.</summary>
    public IReadOnlyDictionary<string, int> Replaced => _replaced;

    /// <summary>Forgets the names of one conversation before the next.</summary>
    public void Forget() => _names.Clear();

    /// <summary>Learns a name that is known from elsewhere, so that it is found where nobody introduces themselves.</summary>
    public void Learn(string? name) => _names.UnionWith(Words(name ?? ""));

    /// <summary>Learns the names by which somebody introduces themselves in a message of the same conversation.</summary>
    public void LearnFrom(string text, string language)
    {
        foreach (var entity in EntityReader.Read(text, language, SomeDay, TimeZoneInfo.Utc))
        {
            if (entity.Value is PersonName name)
                Learn(name.Full);
        }
    }

    /// <summary>The message without personal data.</summary>
    /// <param name="language">"en" or "es".</param>
    public string Replace(string text, string language)
    {
        text = Card().Replace(text, match => IsCard(match.Value) ? Mark("card") : match.Value);
        text = SocialSecurity().Replace(text, _ => Mark("id"));
        text = Licence().Replace(text, match => match.Groups["before"].Value + Mark("id"));
        var entities = EntityReader.Read(text, language, SomeDay, TimeZoneInfo.Utc);
        foreach (var entity in entities.Reverse())
        {
            if (KindOf(entity, text) is { } kind)
                text = text[..entity.Start] + Mark(kind) + text[entity.End..];
        }
        text = LongNumber().Replace(text, _ => Mark("id"));
        if (_names.Count == 0)
            return text;
        var said = text;
        text = Word().Replace(said, match => IsKnownName(match, said) ? Mark("name") : match.Value);
        return Again().Replace(text, "[name]");
    }

    private static string? KindOf(Entity entity, string text) => entity.Kind switch
    {
        EntityKind.When when IsBirth(entity, text) => "birthdate",
        EntityKind.Address or EntityKind.Zip or EntityKind.Phone or EntityKind.Email or EntityKind.Name => MaskedText.NameOf(entity.Kind),
        _ => null,
    };

    /// <summary>A whole date after a word of birth.</summary>
    private static bool IsBirth(Entity entity, string text) =>
        entity.Value is When { HasDate: true } when && when.From.Year < SomeDay.Year - 5 && Birth().IsMatch(text[Math.Max(0, entity.Start - 40)..entity.Start]);

    private string Mark(string kind)
    {
        _replaced[kind] = _replaced.GetValueOrDefault(kind) + 1;
        return $"[{kind}]";
    }

    /// <summary>A known name's word: with a capital, or where it is no word that everybody uses. "Will I" begins a question.</summary>
    private bool IsKnownName(Match word, string text)
    {
        if (word.Index > 0 && text[word.Index - 1] == '[')
            return false;
        var folded = FoldedText.Fold(word.Value);
        if (!_names.Contains(folded))
            return false;
        var common = WordForms.English.IsCommon(folded) || WordForms.Spanish.IsCommon(folded);
        return !common || (char.IsUpper(word.Value[0]) && word.Index > 0);
    }

    private static IEnumerable<string> Words(string name) =>
        Word().Matches(name).Select(match => FoldedText.Fold(match.Value)).Where(word => word.Length > 1 && word is not ("de" or "del" or "la" or "las" or "los" or "y" or "van" or "von" or "der" or "jr" or "sr"));

    /// <summary>The check digit of ISO/IEC 7812-1 (Luhn).</summary>
    internal static bool IsCard(string written)
    {
        var digits = written.Where(char.IsAsciiDigit).Select(c => c - '0').ToArray();
        if (digits.Length is < 13 or > 19)
            return false;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] * (i % 2 == 1 ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum % 10 == 0;
    }

    [GeneratedRegex(@"\b\d(?:[ \-]?\d){12,18}\b", Options, Patience)]
    private static partial Regex Card();

    [GeneratedRegex(@"\b\d{3}(?<mark>[ \-])\d{2}\k<mark>\d{4}\b|(?<=\b(ssn|social|seguro social|itin)\b\D{0,20})\d{3}[ \-]?\d{2}[ \-]?\d{4}\b|(?<=\b(ssn|social)\b\D{0,30})\b\d{4}\b", Options, Patience)]
    private static partial Regex SocialSecurity();

    /// <summary>Letters and digits as licences, passports and voters' cards have them; or what follows such a word and holds four digits.</summary>
    [GeneratedRegex(@"(?<before>\b(licen[cs]e|licencia|dl|id|identification|identificaci[oó]n|passport|pasaporte|matr[ií]cula|voter (id|number))\b(\s+(is|number|no|num|n[uú]mero|es|card|#|:|el|my|mi|its|it's))*[\s:#]*)(?=[a-z0-9\-]*\d[a-z0-9\-]*\d[a-z0-9\-]*\d[a-z0-9\-]*\d)[a-z0-9][a-z0-9\-]{3,19}\b|(?<before>)\b[a-z]{1,2}\d{6,14}\b|(?<before>)\b[a-z]\d{3}-\d{3}-\d{2}-\d{3}(-\d)?\b", Options, Patience)]
    private static partial Regex Licence();

    [GeneratedRegex(@"\d(?:[ .\-]?\d){6,}", Options, Patience)]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"\b(born|birth|birthday|dob|birthdate|nac[ií]|nacido|nacida|nacimiento|cumplea[nñ]os)\b", Options, Patience)]
    private static partial Regex Birth();

    [GeneratedRegex(@"[\p{L}\p{M}]+(?:['’\-][\p{L}\p{M}]+)*", Options, Patience)]
    private static partial Regex Word();

    [GeneratedRegex(@"\[name\](?:[ ,.]*\[name\])+", Options, Patience)]
    private static partial Regex Again();
}
