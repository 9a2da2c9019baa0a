using System.CommandLine;
using System.Globalization;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Events;
using CampaignBot.Core.People;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Training;

namespace CampaignBot.Commands.Importing;

/// <summary>People and events of other systems, into the store.</summary>
internal static class ImportPeople
{
    public static ImportKind Make()
    {
        var store = new Option<string?>("--store") { HelpName = "file", Description = "osdi: the database to import into; else that of the settings (Storage:Sqlite:Path)" };
        return new ImportKind(
            "osdi",
            """
            people and events of the Open Supporter Data Interface, JSON (one, an array, a page, a folder of pages), or people as CSV -> the store
                             columns: first name, last name, email, phone, address, city, state, zip, language, tags, identifier, birth date, email status, do not call
                             nobody is signed up for messages by it; whoever unsubscribed is opted out. Party, ethnicity and gender are left out
            """,
            [store],
            source => source.IsFolder ? PeopleImport.RecognisesFolder(source.Path) : PeopleImport.Recognises(source.Ending, source.Head),
            async (source, parsed, report, cancellationToken) =>
            {
                await using var documents = Open(parsed.GetValue(store));
                await new PeopleImport(documents, TimeProvider.System, parsed.GetValue(ImportOptions.DryRun))
                    .RunAsync(source.Path, Console.IsErrorRedirected ? null : new Counted(Console.Error), report, cancellationToken);
            });
    }

    /// <summary>The store of the settings, as serving finds it.</summary>
    private static SqliteDocumentStore Open(string? file)
    {
        var settings = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .Build();
        var options = settings.GetSection(SqliteOptions.Section).Get<SqliteOptions>() ?? new SqliteOptions();
        options.Path = file ?? options.Path;
        if (options.Errors().FirstOrDefault() is { } error)
            throw new InvalidDataException(error);
        return new SqliteDocumentStore(options, new DocumentKinds(Person.Kind, CampaignEvent.Kind, ConsentLedger.Kind), TimeProvider.System);
    }

    /// <summary>Tells every thousand people.</summary>
    private sealed class Counted(TextWriter output) : IProgress<int>
    {
        private int _told;

        public void Report(int value)
        {
            if (value / 1_000 <= _told)
                return;
            _told = value / 1_000;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value} people"));
        }
    }
}
