using System.Collections.Frozen;
using System.Globalization;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace CampaignBot.Training;

/// <summary>
/// A feed of the Voting Information Project in its flat form: a folder or archive of CSV files named as the objects
/// (source.txt, street_segment.txt, ...), with columns named as their fields. It is rewritten as XML, the form that is kept.
/// </summary>
public static class FlatVotingFeed
{
    private const long MaxBytes = 4L << 30;

    // Beside columns that name an XML field directly, as precinct_id does PrecinctId.
    private static readonly FrozenDictionary<string, string[]> Objects = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Source"] = ["DateTime", "Description", "Name", "OrganizationUri", "TermsOfUseUri", "VipId"],
        ["Election"] = ["AbsenteeBallotInfo", "AbsenteeRequestDeadline", "Date", "ElectionType", "HasElectionDayRegistration", "HoursOpenId", "IsStatewide", "Name", "PollingHours", "RegistrationDeadline", "RegistrationInfo", "ResultsUri", "StateId"],
        ["State"] = ["ElectionAdministrationId", "Name", "PollingLocationIds"],
        ["Locality"] = ["ElectionAdministrationId", "IsMailOnly", "Name", "PollingLocationIds", "StateId", "Type", "OtherType"],
        ["Precinct"] = ["BallotStyleId", "ElectoralDistrictIds", "IsMailOnly", "LocalityId", "Name", "Number", "PollingLocationIds", "PrecinctSplitName", "Ward"],
        ["ElectionAdministration"] = ["AbsenteeUri", "AmIRegisteredUri", "BallotTrackingUri", "BallotProvisionalTrackingUri", "ElectionsUri", "RegistrationUri", "RulesUri", "WhatIsOnMyBallotUri", "WhereDoIVoteUri"],
        ["Person"] = ["FirstName", "FullName", "LastName", "MiddleName", "PartyId", "Suffix", "Title"],
        ["ElectoralDistrict"] = ["Name", "Number", "Type", "OtherType"],
        ["Party"] = ["Abbreviation", "Color", "IsWriteIn", "LogoUri", "Name"],
        ["BallotStyle"] = ["ImageUri", "OrderedContestIds", "PartyIds"],
        ["OrderedContest"] = ["ContestId", "OrderedBallotSelectionIds"],
        ["CandidateContest"] = ["Abbreviation", "BallotSelectionIds", "BallotSubTitle", "BallotTitle", "ElectoralDistrictId", "Name", "SequenceOrder", "NumberElected", "OfficeIds", "VotesAllowed"],
        ["BallotMeasureContest"] = ["BallotSelectionIds", "BallotSubTitle", "BallotTitle", "ElectoralDistrictId", "Name", "SequenceOrder", "ConStatement", "EffectOfAbstain", "FullText", "InfoUri", "PassageThreshold", "ProStatement", "SummaryText", "Type", "OtherType"],
        ["RetentionContest"] = ["BallotSelectionIds", "BallotSubTitle", "BallotTitle", "ElectoralDistrictId", "Name", "SequenceOrder", "SummaryText", "CandidateId", "OfficeId"],
        ["PartyContest"] = ["BallotSelectionIds", "BallotSubTitle", "BallotTitle", "ElectoralDistrictId", "Name", "SequenceOrder"],
        ["CandidateSelection"] = ["SequenceOrder", "CandidateIds", "IsWriteIn"],
        ["BallotMeasureSelection"] = ["SequenceOrder", "Selection"],
        ["PartySelection"] = ["SequenceOrder", "PartyIds"],
        ["Candidate"] = ["BallotName", "IsIncumbent", "PartyId", "PersonId", "PostElectionStatus", "PreElectionStatus"],
        ["PollingLocation"] = ["AddressLine", "Directions", "Hours", "HoursOpenId", "IsDropBox", "IsEarlyVoting", "Name", "PhotoUri"],
        ["StreetSegment"] = ["AddressDirection", "City", "IncludesAllAddresses", "IncludesAllStreets", "OddEvenBoth", "PrecinctId", "StartHouseNumber", "EndHouseNumber", "HouseNumberPrefix", "HouseNumberSuffix", "State", "StreetDirection", "StreetName", "StreetSuffix", "UnitNumber", "Zip"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Texts that XML has by language; the flat form has them in English.
    private static readonly FrozenSet<string> Texts = new[]
    {
        "Election/Name", "Party/Name", "Description", "AbsenteeBallotInfo", "ElectionType", "PollingHours", "RegistrationInfo", "BallotSubTitle", "BallotTitle", "ConStatement",
        "EffectOfAbstain", "FullText", "PassageThreshold", "ProStatement", "SummaryText", "Selection", "BallotName", "Directions", "Hours", "FullName", "Title",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a folder or archive holds such a feed.</summary>
    public static bool Recognises(string path)
    {
        if (Directory.Exists(path))
            return Tables(Directory.EnumerateFiles(path).Select(f => Path.GetFileName(f))).ContainsKey("source");
        if (!Path.GetExtension(path).Equals(".zip", StringComparison.OrdinalIgnoreCase))
            return false;
        using var archive = ZipFile.OpenRead(path);
        return Tables(archive.Entries.Select(e => e.Name)).ContainsKey("source");
    }

    /// <summary>Writes a flat feed as XML.</summary>
    /// <param name="path">The folder or archive.</param>
    /// <param name="xml">The file to write.</param>
    /// <exception cref="InvalidDataException">A file can't be read; the message names it.</exception>
    public static async Task WriteXmlAsync(string path, string xml, CancellationToken cancellation)
    {
        if (Directory.Exists(path))
        {
            await WriteFolderAsync(path, xml, cancellation);
            return;
        }
        var folder = Directory.CreateTempSubdirectory("campaignbot-feed-").FullName;
        try
        {
            await UnpackAsync(path, folder, cancellation);
            await WriteFolderAsync(folder, xml, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Only the tables a feed can have are unpacked, by their own names and within bounds: nothing in an archive says where a file goes.</summary>
    private static async Task UnpackAsync(string path, string folder, CancellationToken cancellation)
    {
        await using var archive = await ZipFile.OpenReadAsync(path, cancellation);
        var left = MaxBytes;
        foreach (var (table, entry) in Tables(archive.Entries.Select(e => e.Name)).Select(t => (t.Key, archive.Entries.First(e => e.Name == t.Value))))
        {
            await using var from = await entry.OpenAsync(cancellation);
            await using var to = File.Create(Path.Combine(folder, table + ".txt"));
            var buffer = new byte[1 << 16];
            for (int read; (read = await from.ReadAsync(buffer, cancellation)) > 0; left -= read)
            {
                if (left < read || to.Position > CsvTable.MaxBytes)
                    throw new InvalidDataException($"{path}: {entry.Name} is too large.");
                await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }
    }

    /// <summary>File names by the table they hold.</summary>
    private static Dictionary<string, string> Tables(IEnumerable<string> names)
    {
        var known = Objects.Keys.Concat(["Schedule", "Department", "VoterService", "ContactInformation"]).ToDictionary(o => o.ToLowerInvariant(), StringComparer.Ordinal);
        var tables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names.Where(n => Path.GetExtension(n).ToUpperInvariant() is ".TXT" or ".CSV"))
        {
            var table = Path.GetFileNameWithoutExtension(name).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
            if (known.ContainsKey(table))
                tables.TryAdd(table, name);
        }
        return tables;
    }

    private static async Task WriteFolderAsync(string folder, string xml, CancellationToken cancellation)
    {
        var files = Tables(Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)));
        await using var writer = XmlWriter.Create(xml, new XmlWriterSettings { Async = true, Indent = true });
        await writer.WriteStartElementAsync(null, "VipObject", null);
        await writer.WriteAttributeStringAsync(null, "schemaVersion", null, "6.0");
        var contacts = await ContactsAsync();
        foreach (var (name, fields) in Objects)
        {
            if (await OpenAsync(name) is not { } table)
                continue;
            var departments = name == "ElectionAdministration" ? await DepartmentsAsync(contacts) : null;
            foreach (var row in table.Rows())
            {
                cancellation.ThrowIfCancellationRequested();
                var element = Element(name, fields, table, row);
                if (name == "PollingLocation")
                    AddPlace(element, table, row);
                var id = row[table.Find("id")];
                element.Add(departments?[id]);
                await element.WriteToAsync(writer, cancellation);
            }
        }
        foreach (var hours in await HoursAsync())
            await hours.WriteToAsync(writer, cancellation);
        await writer.WriteEndElementAsync();

        async Task<CsvTable?> OpenAsync(string name) =>
            files.TryGetValue(name.ToLowerInvariant(), out var file) ? await CsvTable.ReadAsync(Path.Combine(folder, file), cancellation) : null;

        async Task<ILookup<string, XElement>> ContactsAsync()
        {
            var table = await OpenAsync("ContactInformation");
            return (table?.Rows() ?? []).ToLookup(r => r[table!.Find("parentid")], r => Contact(table!, r), StringComparer.Ordinal);
        }

        async Task<ILookup<string, XElement>> DepartmentsAsync(ILookup<string, XElement> contactsOf)
        {
            var services = await OpenAsync("VoterService");
            var ofDepartment = (services?.Rows() ?? []).ToLookup(
                r => r[services!.Find("departmentid")],
                r => new XElement("VoterService", contactsOf[r[services!.Find("id")]], Fields("VoterService", ["Description", "Type", "OtherType"], services!, r)),
                StringComparer.Ordinal);
            var table = await OpenAsync("Department");
            return (table?.Rows() ?? []).ToLookup(
                r => r[table!.Find("electionadministrationid")],
                r => new XElement("Department", contactsOf[r[table!.Find("id")]], Fields("Department", ["ElectionOfficialPersonId"], table!, r), ofDepartment[r[table!.Find("id")]]),
                StringComparer.Ordinal);
        }

        async Task<IEnumerable<XElement>> HoursAsync()
        {
            var table = await OpenAsync("Schedule");
            return (table?.Rows() ?? []).GroupBy(r => r[table!.Find("hoursopenid")], StringComparer.Ordinal).Select(g => new XElement(
                "HoursOpen",
                new XAttribute("id", g.Key),
                g.Select(r => new XElement(
                    "Schedule",
                    new XElement("Hours", Fields("Hours", ["StartTime", "EndTime"], table!, r)),
                    Fields("Schedule", ["IsOnlyByAppointment", "IsOrByAppointment", "IsSubjectToChange", "StartDate", "EndDate"], table!, r)))));
        }
    }

    private static XElement Element(string name, string[] fields, CsvTable table, CsvTableRow row) =>
        new(name, new XAttribute("id", row[table.Find("id")]), Fields(name, fields, table, row));

    private static IEnumerable<XElement> Fields(string name, string[] fields, CsvTable table, CsvTableRow row)
    {
        foreach (var field in fields)
        {
            // Columns are singular in some versions: polling_location_id.
            var column = table.Find(field.ToLowerInvariant(), field.TrimEnd('s').ToLowerInvariant());
            if (row[column] is { Length: > 0 } text)
                yield return Texts.Contains(field) || Texts.Contains($"{name}/{field}") ? new XElement(field, new XElement("Text", new XAttribute("language", "en"), text)) : new XElement(field, text);
        }
    }

    private static void AddPlace(XElement element, CsvTable table, CsvTableRow row)
    {
        if (row[table.Find("structuredline1")].Length > 0)
        {
            element.Elements("AddressLine").Remove();
            element.AddFirst(new XElement("AddressStructured", Named(
                ("LocationName", "structuredlocationname"), ("Line1", "structuredline1"), ("Line2", "structuredline2"), ("Line3", "structuredline3"), ("City", "structuredcity"), ("State", "structuredstate"), ("Zip", "structuredzip"))));
        }
        if (row[table.Find("latitude")].Length > 0)
            element.Add(new XElement("LatLng", Named(("Latitude", "latitude"), ("Longitude", "longitude"))));

        IEnumerable<XElement> Named(params (string Name, string Column)[] fields) =>
            fields.Where(f => row[table.Find(f.Column)].Length > 0).Select(f => new XElement(f.Name, row[table.Find(f.Column)]));
    }

    private static XElement Contact(CsvTable table, CsvTableRow row)
    {
        var lines = Enumerable.Range(1, 3).Select(i => row[table.Find(string.Create(CultureInfo.InvariantCulture, $"addressline{i}"))])
            .Append(row[table.Find("addressline")])
            .Where(l => l.Length > 0);
        return new XElement(
            "ContactInformation",
            lines.Select(l => new XElement("AddressLine", l)),
            Fields("ContactInformation", ["Directions", "Email", "Fax", "Hours", "HoursOpenId", "Name", "Phone", "Uri"], table, row));
    }
}
