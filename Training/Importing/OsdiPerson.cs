using System.Globalization;
using System.Text.Json;
using CampaignBot.Core.People;

namespace CampaignBot.Training;

/// <summary>Reads a person of OSDI's JSON.</summary>
internal static class OsdiPerson
{
    public static ListedPerson Read(JsonElement json, IReadOnlyList<string> tags)
    {
        var leftOut = new List<string>();
        var emails = new List<PersonEmail>();
        foreach (var email in OsdiJson.Objects(json, "email_addresses"))
        {
            if (PersonFields.Email(OsdiJson.Text(email, "address")) is { } address)
                emails.Add(new PersonEmail(address, OsdiJson.Text(email, "status")?.ToLowerInvariant()));
            else
                leftOut.Add("an e-mail address that isn't one");
        }
        var phones = new List<PersonPhone>();
        foreach (var phone in OsdiJson.Objects(json, "phone_numbers"))
        {
            if (PersonFields.Phone(OsdiJson.Text(phone, "number")) is { } number)
                phones.Add(new PersonPhone(number, OsdiJson.Flag(phone, "sms_capable"), OsdiJson.Flag(phone, "do_not_call") == true));
            else
                leftOut.Add("a phone number that isn't one");
        }
        var birth = OsdiJson.Object(json, "birthdate");
        var person = new Person("", [.. OsdiJson.Texts(json, "identifiers").Select(i => PersonFields.Identifier(i)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)])
        {
            GivenName = PersonFields.Text(OsdiJson.Text(json, "given_name")),
            FamilyName = PersonFields.Text(OsdiJson.Text(json, "family_name")),
            AdditionalName = PersonFields.Text(OsdiJson.Text(json, "additional_name")),
            BirthDate = birth is { } b ? PersonFields.Birth(OsdiJson.Integer(b, "year"), OsdiJson.Integer(b, "month"), OsdiJson.Integer(b, "day")) : null,
            Emails = [.. emails.DistinctBy(e => e.Address, StringComparer.Ordinal)],
            Phones = [.. phones.DistinctBy(p => p.Number, StringComparer.Ordinal)],
            Home = Address(json),
            Language = PersonFields.Language(OsdiJson.Text(json, "preferred_language")),
            Languages = [.. OsdiJson.Texts(json, "languages_spoken").Select(PersonFields.Language).OfType<string>().Distinct(StringComparer.Ordinal)],
            Tags = tags,
        };
        var modified = OsdiJson.Text(json, "modified_date");
        return new ListedPerson(
            person,
            DateTimeOffset.TryParse(modified, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var asOf) ? asOf : null,
            leftOut);
    }

    private static PersonAddress? Address(JsonElement json)
    {
        var addresses = OsdiJson.Objects(json, "postal_addresses").ToList();
        if (addresses.Count == 0)
            return null;
        // Where one votes is where one lives.
        var home = addresses.FindIndex(a => string.Equals(OsdiJson.Text(a, "address_type"), "Home", StringComparison.OrdinalIgnoreCase)) is var i and >= 0 ? addresses[i] : addresses[0];
        var country = PersonFields.Text(OsdiJson.Text(home, "country"))?.ToUpperInvariant();
        return new PersonAddress(
            [.. OsdiJson.Texts(home, "address_lines").Select(PersonFields.Text).OfType<string>()],
            PersonFields.Text(OsdiJson.Text(home, "locality")),
            PersonFields.Text(OsdiJson.Text(home, "region")),
            PersonFields.Zip(OsdiJson.Text(home, "postal_code"), country),
            country);
    }
}
