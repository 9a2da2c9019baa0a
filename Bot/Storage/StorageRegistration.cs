using CampaignBot.Core.Documents;
using CampaignBot.Storage.Cosmos;
using CampaignBot.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CampaignBot.Storage;

/// <summary>Registers where documents are kept.</summary>
public static class StorageRegistration
{
    /// <summary>The setting that says where documents are kept: <see cref="StorageProvider"/>.</summary>
    public const string ProviderSetting = "Storage:Provider";

    /// <summary>Keeps documents where <c>Storage:Provider</c> says: in an SQLite file where it says nothing.</summary>
    /// <exception cref="OptionsValidationException">It names no provider.</exception>
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration) => Provider(configuration) switch
    {
        StorageProvider.Cosmos => services.AddCosmosDocuments(),
        _ => services.AddSqliteDocuments(),
    };

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

    /// <summary>
    /// Keeps documents in Azure Cosmos DB (<see cref="CosmosOptions"/>). Every <see cref="DocumentKind"/> registered in the
    /// container is declared; the account is opened, or refused with the setting's name, when the program starts.
    /// </summary>
    public static IServiceCollection AddCosmosDocuments(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<CosmosOptions>().BindConfiguration(CosmosOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CosmosOptions>, CosmosOptionsValidation>();
        services.TryAddSingleton(provider => new DocumentKinds(provider.GetServices<DocumentKind>()));
        services.AddSingleton(provider => new CosmosDocumentStore(
            provider.GetRequiredService<IOptions<CosmosOptions>>().Value,
            provider.GetRequiredService<DocumentKinds>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IDocumentStore>(provider => provider.GetRequiredService<CosmosDocumentStore>());
        services.AddHostedService<CosmosOpening>();
        return services;
    }

    /// <summary>The settings by which documents are kept in a file, whatever the others say, for commands that bring one.</summary>
    public static IReadOnlyDictionary<string, string?> InFile(string path) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [ProviderSetting] = nameof(StorageProvider.Sqlite),
        [$"{SqliteOptions.Section}:{nameof(SqliteOptions.Path)}"] = path,
    };

    private static StorageProvider Provider(IConfiguration configuration) => configuration[ProviderSetting] switch
    {
        null or "" => StorageProvider.Sqlite,
        var name when Enum.TryParse<StorageProvider>(name, ignoreCase: true, out var provider) && Enum.IsDefined(provider) => provider,
        _ => throw new OptionsValidationException(ProviderSetting, typeof(StorageProvider), [$"{ProviderSetting} must be {string.Join(" or ", Enum.GetNames<StorageProvider>())}."]),
    };

    private sealed class CosmosOptionsValidation : IValidateOptions<CosmosOptions>
    {
        public ValidateOptionsResult Validate(string? name, CosmosOptions options)
        {
            var errors = options.Errors().ToList();
            return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
        }
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
