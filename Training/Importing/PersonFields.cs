using System.Globalization;
using System.Net.Mail;
using CampaignBot.Core.People;
using CampaignBot.Core.Understanding.Entities;

namespace CampaignBot.Training;

/// <summary>A person as a list has them, normalised.</summary>
/// <param name="StatusAsOf">When the list last changed what it says; null where it doesn't tell.</param>
/// <param name="LeftOut">What could not be used, without saying what it was: "an e-mail address that isn't one".</param>
internal sealed record ListedPerson(Person Person, DateTimeOffset? StatusAsOf, IReadOnlyList<string> LeftOut)
{
    /// <summary>Whether anything tells who this is.</summary>
    public bool IsSomebody => Person.Identifiers.Count + Person.Emails.Count + Person.Phones.Count > 0;
}

/// <summary>Brings the fields of lists to one form.</summary>
internal static class PersonFields
{
    private const int LongestText = 500;
    private const int LongestEmail = 254;

    /// <summary>In lower case; null for what is no e-mail address.</summary>
    public static string? Email(string? text) =>
        text is { Length: <= LongestEmail } && MailAddress.TryCreate(text.Trim(), out var address) && address.Address == text.Trim() && address.Host.Contains('.', StringComparison.Ordinal)
            ? address.Address.ToLowerInvariant()
            : null;

    /// <summary>E.164; null for what is no whole phone number. One without a country is taken as of the United States.</summary>
    public static string? Phone(string? text)
    {
        if (text is null or { Length: > 40 })
            return null;
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        // Lists write 11234567890 as well; what no exchange can have is refused here as everywhere.
        var entities = EntityReader.Read(text.TrimStart().StartsWith('+') || digits.Length is < 10 or > 11 ? text : digits, "en", DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc);
        return entities.Select(e => e.Value).OfType<PhoneNumber>().FirstOrDefault()?.E164;
    }

    /// <summary>Trimmed and of sensible length; null where it is empty.</summary>
    public static string? Text(string? text) => text?.Trim() is { Length: > 0 } trimmed ? trimmed[..Math.Min(trimmed.Length, LongestText)] : null;

    /// <summary>A BCP 47 tag in its usual case; null for what is none.</summary>
    public static string? Language(string? text)
    {
        var tag = text?.Trim().Replace('_', '-') ?? "";
        if (tag.Length is < 2 or > 35 || !tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            return null;
        var parts = tag.Split('-');
        parts[0] = parts[0].ToLowerInvariant();
        if (parts is [_, { Length: 2 } region])
            parts[1] = region.ToUpperInvariant();
        return parts[0].Length is 2 or 3 ? string.Join('-', parts) : null;
    }

    /// <summary>Five digits of a longer ZIP of the United States; another country's as it is.</summary>
    public static string? Zip(string? text, string? country)
    {
        var zip = Text(text);
        return zip is not null && country is null or "US" && zip!.Length >= 5 && zip[..5].All(char.IsAsciiDigit) ? zip[..5] : zip;
    }

    public static DateOnly? Birth(int? year, int? month, int? day) =>
        year is >= 1880 and <= 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year.Value, month.Value) ? new DateOnly(year.Value, month.Value, day.Value) : null;

    public static int? Integer(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>An identifier as "system:id"; null where it is empty or far too long.</summary>
    public static string? Identifier(string? text, string? system = null)
    {
        if (text?.Trim() is not { Length: > 0 and <= 200 } id)
            return null;
        return id.Contains(':', StringComparison.Ordinal) || system is null ? id : $"{system}:{id}";
    }
}
