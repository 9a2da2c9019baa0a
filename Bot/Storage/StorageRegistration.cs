using CampaignBot.Core.Documents;
using CampaignBot.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CampaignBot.Storage;

/// <summary>Registers where documents are kept.</summary>
public static class StorageRegistration
{
    /// <summary>The setting that names the file documents are kept in, for commands that bring another.</summary>
    public const string FileSetting = $"{SqliteOptions.Section}:{nameof(SqliteOptions.Path)}";

    /// <summary>Keeps documents where the settings say: so far always in an SQLite file.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services) => services.AddSqliteDocuments();

    /// <summary>
    /// Keeps documents in an SQLite file (<see cref="SqliteOptions"/>). Every <see cref="DocumentKind"/> registered in the
    /// container is declared; the file is opened, or refused with the setting's name, when the program starts.
    /// </summary>
    public static IServiceCollection AddSqliteDocuments(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<SqliteOptions>().BindConfiguration(SqliteOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SqliteOptions>, SqliteOptionsValidation>();
        services.TryAddSingleton(provider => new DocumentKinds(provider.GetServices<DocumentKind>()));
        services.AddSingleton(provider => new SqliteDocumentStore(
            provider.GetRequiredService<IOptions<SqliteOptions>>().Value,
            provider.GetRequiredService<DocumentKinds>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IDocumentStore>(provider => provider.GetRequiredService<SqliteDocumentStore>());
        services.AddHostedService<ExpiredDocumentPurge>();
        return services;
    }

    private sealed class SqliteOptionsValidation : IValidateOptions<SqliteOptions>
    {
        public ValidateOptionsResult Validate(string? name, SqliteOptions options)
        {
            var errors = options.Errors().ToList();
            return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
        }
    }
}
