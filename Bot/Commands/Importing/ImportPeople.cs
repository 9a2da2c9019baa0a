using System.CommandLine;
using System.Globalization;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Events;
using CampaignBot.Core.People;
using CampaignBot.Operations;
using CampaignBot.Storage;
using CampaignBot.Training;

namespace CampaignBot.Commands.Importing;

/// <summary>People and events of other systems, into the store.</summary>
internal static class ImportPeople
{
    public static ImportKind Make()
    {
        var store = new Option<string?>("--store") { HelpName = "file", Description = "osdi: the database to import into; else that of the settings (Storage)" };
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
                var file = parsed.GetValue(store);
                var settings = new ConfigurationBuilder()
                    .AddConfiguration(SavedSettings.Read())
                    .AddInMemoryCollection(file is null ? [] : StorageRegistration.InFile(file))
                    .Build();
                await using var services = new ServiceCollection()
                    .AddSingleton<IConfiguration>(settings)
                    .AddSingleton(Person.Kind)
                    .AddSingleton(CampaignEvent.Kind)
                    .AddSingleton(ConsentLedger.Kind)
                    .AddDocuments(settings)
                    .BuildServiceProvider();
                await new PeopleImport(services.GetRequiredService<IDocumentStore>(), TimeProvider.System, parsed.GetValue(ImportOptions.DryRun))
                    .RunAsync(source.Path, Console.IsErrorRedirected ? null : new Counted(Console.Error), report, cancellationToken);
            });
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
