using System.CommandLine;
using System.Globalization;
using CampaignBot.Commands;
using CampaignBot.Core.Documents;
using CampaignBot.Storage.Cosmos;
using CampaignBot.Storage.Sqlite;
using Microsoft.Extensions.Options;

namespace CampaignBot.Storage;

/// <summary><c>storage</c>: what is done with all that the bot keeps.</summary>
internal static class StorageCommand
{
    public static Command Make() => new("storage", "Move what the bot keeps to another store. The settings are those of serving (appsettings.json, environment)") { Move() };

    private static Command Move()
    {
        var to = new Option<StorageProvider>("--to") { Description = "Where it goes; it comes from the other one", Required = true };
        var resume = new Option<bool>("--resume") { Description = "Go on with a move that was broken off: what is in the target already is not written again" };
        var move = new Command(
            "move",
            "Copy all that the bot keeps from SQLite to Cosmos DB or back, and compare both by count and content. Nothing is changed at the source. Stop the bot first; "
            + "afterwards set Storage:Provider to the target and start it. The settings of both stores are read: Storage:Sqlite and Storage:Cosmos. Example: storage move --to Cosmos")
        { to, resume };
        move.Does(async (parsed, cancellationToken) =>
        {
            var target = parsed.GetValue(to);
            // Every kind of document that the program knows, whichever channels are on.
            await using var program = await Program.MakeAsync(["--Logging:LogLevel:Default=None"]);
            var kinds = new DocumentKinds(program.Services.GetServices<DocumentKind>());
            var settings = program.Configuration;
            await using var sqlite = OpenSqlite(settings, kinds, mustExist: target == StorageProvider.Cosmos);
            using var cosmos = await OpenCosmosAsync(settings, kinds, cancellationToken);
            var (from, into) = target == StorageProvider.Cosmos ? ((IDocumentStore)sqlite, (IDocumentStore)cosmos) : (cosmos, sqlite);
            var moved = await new StorageMove(from, into, kinds, TimeProvider.System, new Lines(Console.Error)).RunAsync(parsed.GetValue(resume), cancellationToken);
            foreach (var kind in moved)
                await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{kind.Documents,10:n0}  {kind.Kind}{(kind.Written == kind.Documents ? "" : $" ({kind.Written:n0} written now)")}"));
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{moved.Sum(k => k.Documents),10:n0}  documents, the same in both. Set {StorageRegistration.ProviderSetting} to {target} and start the bot."));
            return 0;
        });
        return move;
    }

    private static SqliteDocumentStore OpenSqlite(IConfiguration settings, DocumentKinds kinds, bool mustExist)
    {
        var options = settings.GetSection(SqliteOptions.Section).Get<SqliteOptions>() ?? new SqliteOptions();
        Require(SqliteOptions.Section, options.Errors());
        return mustExist && !File.Exists(options.Path)
            ? throw new InvalidDataException($"There is no file '{options.Path}' to move from: set {SqliteOptions.Section}:{nameof(SqliteOptions.Path)}, or start where the bot is served.")
            : new SqliteDocumentStore(options, kinds, TimeProvider.System);
    }

    private static async Task<CosmosDocumentStore> OpenCosmosAsync(IConfiguration settings, DocumentKinds kinds, CancellationToken cancellationToken)
    {
        var options = settings.GetSection(CosmosOptions.Section).Get<CosmosOptions>() ?? new CosmosOptions();
        Require(CosmosOptions.Section, options.Errors());
        var store = new CosmosDocumentStore(options, kinds, TimeProvider.System);
        try
        {
            await store.OpenAsync(cancellationToken);
            return store;
        }
        catch (InvalidOperationException e)
        {
            store.Dispose();
            throw new InvalidDataException(e.Message, e);
        }
    }

    private static void Require(string section, IEnumerable<string> errors)
    {
        if (errors.ToList() is { Count: > 0 } wrong)
            throw new OptionsValidationException(section, typeof(StorageCommand), wrong);
    }

    /// <summary>Tells of every thousandth document.</summary>
    private sealed class Lines(TextWriter output) : IProgress<MoveProgress>
    {
        private const int Step = 1_000;

        public void Report(MoveProgress value)
        {
            if (value.Done % Step == 0)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Kind}: {value.Done:n0} {(value.IsChecking ? "compared" : "copied")}"));
        }
    }
}
