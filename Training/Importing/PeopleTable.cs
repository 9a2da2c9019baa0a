using System.Globalization;
using CampaignBot.Core.People;

namespace CampaignBot.Training;

/// <summary>Reads a list of people from CSV: columns by their usual names, in English or Spanish.</summary>
internal sealed class PeopleTable
{
    private readonly CsvTable _table;
    private readonly HashSet<int> _used = [];
    private readonly string? _system;
    private readonly int _given, _family, _additional, _email, _emailStatus, _phone, _doNotCall, _address, _address2, _city, _region, _zip, _country, _language, _tags, _identifier, _birth, _year, _month, _day, _modified;

    private PeopleTable(CsvTable table)
    {
        _table = table;
        _given = Column("givenname", "firstname", "first", "nombre", "primernombre");
        _family = Column("familyname", "lastname", "last", "surname", "apellido", "apellidos");
        _additional = Column("additionalname", "middlename", "middle", "segundonombre");
        _email = Column("email", "emailaddress", "primaryemail", "mail", "correo", "correoelectronico");
        _emailStatus = Column("emailstatus", "emailsubscriptionstatus", "subscriptionstatus", "subscription");
        _phone = Column("phone", "phonenumber", "primaryphone", "mobile", "mobilephone", "cell", "cellphone", "telephone", "telefono", "celular");
        _doNotCall = Column("donotcall", "donottext", "phoneoptout", "smsoptout");
        _address = Column("address", "addressline1", "address1", "streetaddress", "street", "direccion", "domicilio");
        _address2 = Column("addressline2", "address2", "unit", "apt");
        _city = Column("city", "locality", "town", "ciudad");
        _region = Column("state", "region", "estado", "provincia");
        _zip = Column("zip", "zipcode", "postalcode", "postcode", "codigopostal");
        _country = Column("country", "countrycode", "pais");
        _language = Column("preferredlanguage", "language", "idioma", "lengua");
        _tags = Column("tags", "tag", "etiquetas");
        _identifier = Column("identifier", "identifiers", "id", "personid", "vanid", "voterid", "voterfileid", "externalid");
        _year = Column("yob", "birthyear", "yearofbirth");
        _month = Column("mob", "birthmonth", "monthofbirth");
        // Beside the year of birth, DoB is the day.
        _day = _year >= 0 ? Column("dob", "birthday", "dayofbirth") : -1;
        _birth = _year >= 0 ? -1 : Column("birthdate", "dateofbirth", "dob", "birthday", "fechadenacimiento");
        _modified = Column("modifieddate", "updatedat", "lastmodified");
        // "id" alone is of a system that the list doesn't name.
        _system = _identifier >= 0 && table.Columns[_identifier] is var name and not ("identifier" or "identifiers") ? name == "id" ? "list" : name : null;
    }

    /// <summary>Whether the columns tell of people that can be known again.</summary>
    public static bool Recognises(string head)
    {
        var people = new PeopleTable(CsvTable.Of(head));
        return (people._email >= 0 || people._phone >= 0) && (people._given >= 0 || people._family >= 0);
    }

    /// <exception cref="InvalidDataException">The file can't be read; the message names file and line.</exception>
    public static async Task<PeopleTable> ReadAsync(string path, CancellationToken cancellation) => new(await CsvTable.ReadAsync(path, cancellation));

    /// <summary>Columns that nothing is taken from.</summary>
    public IReadOnlyList<string> Unused => [.. _table.Columns.Where((name, i) => name.Length > 0 && !_used.Contains(i))];

    public IEnumerable<(ListedPerson Person, int Line)> Rows() => _table.Rows().Select(row => (Read(row), row.Line));

    private ListedPerson Read(CsvTableRow row)
    {
        var leftOut = new List<string>();
        var emails = new List<PersonEmail>();
        foreach (var text in Several(row[_email]))
        {
            if (PersonFields.Email(text) is { } address)
                emails.Add(new PersonEmail(address, PersonFields.Text(row[_emailStatus])?.ToLowerInvariant()));
            else
                leftOut.Add("an e-mail address that isn't one");
        }
        var phones = new List<PersonPhone>();
        foreach (var text in Several(row[_phone]))
        {
            if (PersonFields.Phone(text) is { } number)
                phones.Add(new PersonPhone(number, null, IsYes(row[_doNotCall])));
            else
                leftOut.Add("a phone number that isn't one");
        }
        var person = new Person("", [.. Several(row[_identifier]).Select(i => PersonFields.Identifier(i, _system)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)])
        {
            GivenName = PersonFields.Text(row[_given]),
            FamilyName = PersonFields.Text(row[_family]),
            AdditionalName = PersonFields.Text(row[_additional]),
            BirthDate = Birth(row),
            Emails = [.. emails.DistinctBy(e => e.Address, StringComparer.Ordinal)],
            Phones = [.. phones.DistinctBy(p => p.Number, StringComparer.Ordinal)],
            Home = Address(row),
            Language = PersonFields.Language(row[_language]),
            Tags = [.. Several(row[_tags]).Distinct(StringComparer.OrdinalIgnoreCase)],
        };
        var hasTime = DateTimeOffset.TryParse(row[_modified], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var modified);
        return new ListedPerson(person, hasTime ? modified : null, leftOut);
    }

    private PersonAddress? Address(CsvTableRow row)
    {
        string[] lines = [.. new[] { row[_address], row[_address2] }.Select(PersonFields.Text).OfType<string>()];
        var country = PersonFields.Text(row[_country])?.ToUpperInvariant();
        var address = new PersonAddress(lines, PersonFields.Text(row[_city]), PersonFields.Text(row[_region]), PersonFields.Zip(row[_zip], country), country);
        return lines.Length == 0 && address is { City: null, Region: null, Zip: null } ? null : address;
    }

    private DateOnly? Birth(CsvTableRow row) => _birth >= 0
        ? DateOnly.TryParseExact(row[_birth], ["yyyy-MM-dd", "M/d/yyyy", "yyyy/MM/dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth) ? birth : null
        : PersonFields.Birth(PersonFields.Integer(row[_year]), PersonFields.Integer(row[_month]), PersonFields.Integer(row[_day]));

    private static string[] Several(string text) => text.Split(['|', ';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsYes(string text) => text.ToUpperInvariant() is "TRUE" or "1" or "YES" or "Y" or "SI" or "SÍ" or "X";

    private int Column(params ReadOnlySpan<string> names)
    {
        var column = _table.Find(names);
        if (column >= 0)
            _used.Add(column);
        return column;
    }
}
