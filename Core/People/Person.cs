using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;

namespace CampaignBot.Core.People;

/// <summary>
/// Somebody the campaign knows. Party, ethnicity, gender and employer are left out on purpose: political opinion and the like
/// are not kept against a person without their explicit consent (COMPLIANCE.md, "Privacy").
/// </summary>
/// <param name="Id">Derived from the first identifier or address, so that it is the same wherever it is made again.</param>
/// <param name="Identifiers">What other systems call this person, as "system:id"; "entry:..." where a list has no ids (<see cref="PersonMatcher"/>).</param>
public sealed record Person(string Id, IReadOnlyList<string> Identifiers)
{
    /// <summary>The kind of document, and what can be queried.</summary>
    public static DocumentKind Kind { get; } = new("person", "email", "phone", "zip");

    /// <summary>Where they write from. Every one is known to be theirs; see <see cref="PersonDirectory.AddressKind"/>.</summary>
    public IReadOnlyList<ChannelAddress> Addresses { get; init; } = [];

    public string? GivenName { get; init; }

    public string? FamilyName { get; init; }

    public string? AdditionalName { get; init; }

    /// <summary>To tell apart people who share a name and an address; otherwise unused.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>The first one is the one to use.</summary>
    public IReadOnlyList<PersonEmail> Emails { get; init; } = [];

    /// <summary>The first one is the one to use.</summary>
    public IReadOnlyList<PersonPhone> Phones { get; init; } = [];

    /// <summary>Where the person lives.</summary>
    public PersonAddress? Home { get; init; }

    /// <summary>The language to write in, as a BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary>Languages spoken, as BCP 47 tags.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Given and family name as one; null where neither is known.</summary>
    [JsonIgnore]
    public string? FullName => string.Join(' ', new[] { GivenName, FamilyName }.Where(n => !string.IsNullOrEmpty(n))) is { Length: > 0 } full ? full : null;

    /// <summary>The first e-mail address, for queries.</summary>
    public string? Email => Emails is [var first, ..] ? first.Address : null;

    /// <summary>The first phone number, for queries.</summary>
    public string? Phone => Phones is [var first, ..] ? first.Number : null;

    /// <summary>The home's ZIP code, for queries.</summary>
    public string? Zip => Home?.Zip;

    /// <summary>With a name as it was told: the first word is taken for the given name, the rest for the family's. Null changes nothing.</summary>
    public Person WithName(string? full) =>
        full?.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is not [var given, .. var rest] || full == FullName
            ? this
            : this with { GivenName = given, FamilyName = rest is [var family] ? family : null };

    /// <summary>With what is known of the same person under another record; what this one says holds.</summary>
    public Person With(Person other) => this with
    {
        Identifiers = [.. Identifiers.Union(other.Identifiers, StringComparer.Ordinal)],
        Addresses = [.. Addresses.Union(other.Addresses)],
        GivenName = FullName is null ? other.GivenName : GivenName,
        FamilyName = FullName is null ? other.FamilyName : FamilyName,
        AdditionalName = FullName is null ? other.AdditionalName : AdditionalName,
        BirthDate = BirthDate ?? other.BirthDate,
        Emails = [.. Emails.UnionBy(other.Emails, e => e.Address, StringComparer.Ordinal)],
        Phones = [.. Phones.UnionBy(other.Phones, p => p.Number, StringComparer.Ordinal)],
        Home = Home ?? other.Home,
        Language = Language ?? other.Language,
        Languages = [.. Languages.Union(other.Languages, StringComparer.Ordinal)],
        Tags = [.. Tags.Union(other.Tags, StringComparer.Ordinal)],
    };

    /// <summary>With a phone number as the one to use. Null changes nothing.</summary>
    /// <param name="number">E.164.</param>
    public Person WithPhone(string? number) => number is null
        ? this
        : this with { Phones = [Phones.FirstOrDefault(p => p.Number == number) ?? new PersonPhone(number), .. Phones.Where(p => p.Number != number)] };

    /// <summary>With an e-mail address as the one to use. Null changes nothing.</summary>
    public Person WithEmail(string? address) => address is null
        ? this
        : this with { Emails = [Emails.FirstOrDefault(e => e.Address == address) ?? new PersonEmail(address), .. Emails.Where(e => e.Address != address)] };
}

/// <summary>An e-mail address.</summary>
/// <param name="Address">In lower case.</param>
/// <param name="Status">What the list it comes from says of it ("subscribed", "bouncing"); it is no consent.</param>
public sealed record PersonEmail(string Address, string? Status = null)
{
    /// <summary>Whether the person has had enough of messages there.</summary>
    [JsonIgnore]
    public bool IsOptedOut => Status is "unsubscribed" or "spam complaint" or "previous spam complaint";
}

/// <summary>A phone number.</summary>
/// <param name="Number">E.164: "+15035550142".</param>
/// <param name="CanText">Whether it takes text messages; null where that isn't known.</param>
/// <param name="IsOptedOut">Whether the person is not to be called or texted there.</param>
public sealed record PersonPhone(string Number, bool? CanText = null, bool IsOptedOut = false);

/// <summary>A postal address.</summary>
/// <param name="Lines">Street and unit.</param>
/// <param name="Zip">As given; five digits in the United States, where it was longer.</param>
public sealed record PersonAddress(IReadOnlyList<string> Lines, string? City, string? Region, string? Zip, string? Country);

/// <summary>Whose an address is.</summary>
internal sealed record AddressOwner(string Person);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(AddressOwner))]
internal sealed partial class PersonJson : JsonSerializerContext;
