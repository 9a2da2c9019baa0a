using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.People;

/// <summary>
/// Makes one record of one person: matched by an identifier, else by an e-mail address, else by a phone number. As families
/// share addresses and numbers, those match only where neither name nor birth date nor a system's own ids say otherwise.
/// Who comes without an identifier gets one derived from name, birth date and addresses, so that the same entry always finds
/// the record it was taken into.
/// </summary>
public sealed class PersonMatcher
{
    private const string DerivedSystem = "ENTRY";
    private readonly Dictionary<string, Person> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byIdentifier = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> _byAddress = new(StringComparer.Ordinal);

    /// <summary>A person as known now.</summary>
    public Person this[string id] => _byId[id];

    /// <summary>Takes up somebody who is known, as stored.</summary>
    public void Add(Person person)
    {
        _byId[person.Id] = person;
        foreach (var identifier in person.Identifiers)
            _byIdentifier.TryAdd(identifier, person.Id);
        foreach (var address in Addresses(person))
        {
            if (!_byAddress.TryGetValue(address, out var ids))
                _byAddress[address] = ids = new List<string>(1);
            if (!ids.Contains(person.Id))
                ids.Add(person.Id);
        }
    }

    /// <summary>Takes what a list says of somebody into the record of that person, making one where there is none.</summary>
    /// <param name="incoming">Its <see cref="Person.Id"/> doesn't count. It has an identifier, an e-mail address or a phone number.</param>
    /// <returns>The record as it is now.</returns>
    public Person Take(Person incoming)
    {
        if (incoming.Identifiers.Count == 0)
            incoming = incoming with { Identifiers = [Derived(incoming)] };
        var merged = Find(incoming) is { } known ? Merged(known, incoming) : incoming with { Id = NewId(incoming) };
        Add(merged);
        return merged;
    }

    private Person? Find(Person incoming)
    {
        foreach (var identifier in incoming.Identifiers)
        {
            if (_byIdentifier.TryGetValue(identifier, out var id))
                return _byId[id];
        }
        return Addresses(incoming)
            .SelectMany(a => _byAddress.GetValueOrDefault(a) ?? [])
            .Select(id => _byId[id])
            .Where(known => !Contradict(known, incoming))
            // Of several that may be meant, the one of the same birth date.
            .OrderByDescending(known => known.BirthDate is not null && known.BirthDate == incoming.BirthDate)
            .FirstOrDefault();
    }

    private static bool Contradict(Person known, Person incoming) =>
        (known.BirthDate is { } birth && incoming.BirthDate is { } other && birth != other)
        || DifferInGivenName(known.GivenName, incoming.GivenName)
        || incoming.Identifiers.Any(i => SystemOf(i) != DerivedSystem && known.Identifiers.Any(k => SystemOf(k) == SystemOf(i)) && !known.Identifiers.Contains(i, StringComparer.OrdinalIgnoreCase));

    /// <summary>"J", "Jo" and "Joanna" may be one; "Joanna" and "Peter" are not.</summary>
    private static bool DifferInGivenName(string? one, string? other)
    {
        if (one is null || other is null)
            return false;
        var (a, b) = (FoldedText.Fold(one), FoldedText.Fold(other));
        return !a.StartsWith(b, StringComparison.Ordinal) && !b.StartsWith(a, StringComparison.Ordinal);
    }

    private static string SystemOf(string identifier) => identifier.Split(':')[0].ToUpperInvariant();

    private static IEnumerable<string> Addresses(Person person) => person.Emails.Select(e => e.Address).Concat(person.Phones.Select(p => p.Number));

    private static string Derived(Person person) => $"entry:{Hash(string.Create(
        CultureInfo.InvariantCulture,
        $"{FoldedText.Fold(person.GivenName ?? "")}|{FoldedText.Fold(person.FamilyName ?? "")}|{person.BirthDate:yyyy-MM-dd}|{string.Join('|', Addresses(person).Order(StringComparer.Ordinal))}"))}";

    private string NewId(Person person)
    {
        var first = Hash(person.Identifiers[0].ToUpperInvariant());
        var id = first;
        // Taken only where somebody's record has since lost the identifier that made its id.
        for (var i = 2; _byId.ContainsKey(id); i++)
            id = string.Create(CultureInfo.InvariantCulture, $"{first}-{i}");
        return id;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    /// <summary>What is said now counts; what isn't said stays.</summary>
    private static Person Merged(Person known, Person incoming) => known with
    {
        Identifiers = [.. known.Identifiers.Union(incoming.Identifiers, StringComparer.OrdinalIgnoreCase)],
        GivenName = incoming.GivenName ?? known.GivenName,
        FamilyName = incoming.FamilyName ?? known.FamilyName,
        AdditionalName = incoming.AdditionalName ?? known.AdditionalName,
        BirthDate = incoming.BirthDate ?? known.BirthDate,
        Emails = [.. incoming.Emails.Select(e => e with { Status = e.Status ?? known.Emails.FirstOrDefault(k => k.Address == e.Address)?.Status }), .. known.Emails.ExceptBy(incoming.Emails.Select(e => e.Address), e => e.Address, StringComparer.Ordinal)],
        Phones = [.. incoming.Phones.Select(p => Merged(known.Phones.FirstOrDefault(k => k.Number == p.Number), p)), .. known.Phones.ExceptBy(incoming.Phones.Select(p => p.Number), p => p.Number, StringComparer.Ordinal)],
        Home = incoming.Home ?? known.Home,
        Language = incoming.Language ?? known.Language,
        Languages = incoming.Languages.Count > 0 ? incoming.Languages : known.Languages,
        Tags = [.. known.Tags.Union(incoming.Tags, StringComparer.OrdinalIgnoreCase)],
    };

    // Not to be called is taken back by the person, never by a list that doesn't mention it.
    private static PersonPhone Merged(PersonPhone? known, PersonPhone incoming) =>
        known is null ? incoming : incoming with { CanText = incoming.CanText ?? known.CanText, IsOptedOut = incoming.IsOptedOut || known.IsOptedOut };
}
