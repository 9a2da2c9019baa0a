using System.Text.Json.Serialization;

namespace CampaignBot.Core.Understanding.Entities;

/// <summary>What an <see cref="Entity"/> is.</summary>
public enum EntityKind
{
    Address,
    Zip,
    Phone,
    Email,
    Name,
    When,
    Number,
    Language,
}

/// <summary>Something in a message that a program can use as it stands.</summary>
/// <param name="Start">Where it begins, in UTF-16 units of the message.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="Text">As it was written.</param>
/// <param name="Value">What it says; its type tells the kind.</param>
public sealed record Entity(int Start, int Length, string Text, EntityValue Value)
{
    public EntityKind Kind => Value switch
    {
        PostalAddress => EntityKind.Address,
        ZipCode => EntityKind.Zip,
        PhoneNumber => EntityKind.Phone,
        EmailAddress => EntityKind.Email,
        PersonName => EntityKind.Name,
        When => EntityKind.When,
        Number => EntityKind.Number,
        _ => EntityKind.Language,
    };

    /// <summary>The first position after it.</summary>
    public int End => Start + Length;
}

/// <summary>What an entity says, in a normalised form.</summary>
public abstract record EntityValue
{
    private protected EntityValue()
    {
    }
}

/// <summary>
/// A postal address in the United States, in the form of USPS Publication 28: directions and suffixes abbreviated
/// ("12 North Oak Street" is N, Oak, St). At least the street, the corner or the box is known.
/// </summary>
/// <param name="House">"12", "12B", "12 1/2".</param>
/// <param name="Direction">Before the street: N, NE, E, SE, S, SW, W or NW.</param>
/// <param name="Street">Its name without direction and suffix: "Oak", "5th", "Calle 5".</param>
/// <param name="Suffix">"St", "Ave", "Blvd"; null where it has none.</param>
/// <param name="DirectionAfter">After the suffix, as in Washington, D.C.: "I St SW".</param>
/// <param name="Unit">"Apt 3", "Unit B", "# 12".</param>
/// <param name="CrossStreet">The other street of a corner ("esquina de Main y 5th").</param>
/// <param name="Box">The number of a post office box.</param>
/// <param name="State">Two letters.</param>
/// <param name="Zip">Five digits, or five and four ("97301-1234").</param>
public sealed record PostalAddress(
    string? House = null,
    string? Direction = null,
    string? Street = null,
    string? Suffix = null,
    string? DirectionAfter = null,
    string? Unit = null,
    string? CrossStreet = null,
    string? Box = null,
    string? City = null,
    string? State = null,
    string? Zip = null) : EntityValue
{
    /// <summary>The street and what stands before and after it: "12 N Oak St", "PO Box 12", "Main St &amp; 5th Ave".</summary>
    public string StreetLine => Box is not null
        ? $"PO Box {Box}"
        : string.Join(' ', new[] { House, Direction, Street, Suffix, DirectionAfter }.OfType<string>()) + (CrossStreet is null ? "" : $" & {CrossStreet}");
}

/// <summary>A ZIP code.</summary>
/// <param name="Zip">Five digits.</param>
/// <param name="Plus4">The four digits after it, where they were given.</param>
public sealed record ZipCode(string Zip, string? Plus4 = null) : EntityValue;

/// <summary>A telephone number.</summary>
/// <param name="E164">"+15035550142"; null where there can't be such a number, or a local one came without its area code.</param>
/// <param name="Digits">As they were written: ten in the United States, seven of a local number, or all with the country's prefix.</param>
/// <param name="Extension">Digits to dial afterwards.</param>
public sealed record PhoneNumber(string? E164, string Digits, string? Extension = null) : EntityValue;

/// <summary>An e-mail address, its domain in lower case.</summary>
public sealed record EmailAddress(string Address) : EntityValue;

/// <summary>The name by which somebody introduces themselves, capitalised as names are.</summary>
/// <param name="Full">"María de la Cruz López".</param>
/// <param name="Given">"María"; also two ("Juan Carlos").</param>
/// <param name="Family">All after that, or null.</param>
public sealed record PersonName(string Full, string Given, string? Family = null) : EntityValue
{
    /// <summary>Whether words can be a name at all: none of them is a common word that nobody is called.</summary>
    public static bool MayBe(string words) => FoldedText.Fold(words).Split(' ').All(w => NameWords.IsParticle(w) || NameWords.MayBeName(w));
}

/// <summary>
/// A day, a time of day, or a span of either, in the campaign's zone. What has no length, such as "5 pm", begins and ends at the same instant;
/// a day lasts from midnight to midnight.
/// </summary>
/// <param name="From">When it begins.</param>
/// <param name="Until">When it is over: the first instant after it.</param>
/// <param name="HasDate">Whether a day was named; else the coming occurrence of the time is given.</param>
/// <param name="HasTime">Whether a time or a part of the day was named.</param>
/// <param name="Otherwise">The other way to read it where both are usual ("11/7", "at 5", "next Saturday"): worth asking back.</param>
public sealed record When(DateTimeOffset From, DateTimeOffset Until, bool HasDate, bool HasTime, When? Otherwise = null) : EntityValue
{
    /// <summary>Whether a month and its day were named without the year: then the coming one is given.</summary>
    [JsonIgnore]
    public bool IsYearOpen { get; init; }
}

/// <summary>A number in digits or words.</summary>
/// <param name="IsOrdinal">Whether it tells a place in an order ("3rd", "tercero").</param>
public sealed record Number(decimal Value, bool IsOrdinal = false) : EntityValue;

/// <summary>A language that somebody wants to be spoken to or to read in.</summary>
/// <param name="Language">Its IETF tag: "en", "es", "zh", "vi".</param>
public sealed record LanguageAskedFor(string Language) : EntityValue;
