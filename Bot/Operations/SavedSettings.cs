using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace CampaignBot.Operations;

/// <summary>
/// Settings that commands write for the program to find at its next start: <c>data/settings.json</c> under the working
/// directory, shaped as appsettings.json. They go before that file; the environment and the command line go before them.
/// </summary>
public static class SavedSettings
{
    /// <summary>The file, from the working directory on.</summary>
    public static string File => Path.Combine("data", "settings.json");

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Puts the file in its place among the sources of the settings.</summary>
    public static IConfigurationBuilder AddSavedSettings(this IConfigurationBuilder configuration)
    {
        var sources = configuration.Sources;
        var after = sources.Index().Where(s => s.Item is JsonConfigurationSource).Select(s => s.Index + 1).DefaultIfEmpty(0).Last();
        var saved = new JsonConfigurationSource { Path = Path.GetFullPath(File), Optional = true };
        saved.ResolveFileProvider();
        sources.Insert(after, saved);
        return configuration;
    }

    /// <summary>The settings as the program would find them, for a command.</summary>
    /// <exception cref="InvalidDataException">A file can't be read.</exception>
    public static IConfiguration Read() => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .Add(new EnvironmentVariablesConfigurationSource())
        .AddSavedSettings()
        .Build();

    /// <summary>Writes a setting into the file, leaving the others as they are.</summary>
    /// <param name="name">With colons: <c>LanguageModel:Model</c>.</param>
    /// <exception cref="InvalidDataException">The file is there and holds something else than an object of settings.</exception>
    public static async Task SetAsync(string name, string value, CancellationToken cancellationToken)
    {
        JsonObject settings = [];
        try
        {
            if (System.IO.File.Exists(File))
                settings = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(File, cancellationToken))!.AsObject();
            var section = settings;
            var path = name.Split(':');
            foreach (var part in path[..^1])
                section = (section[part] ??= new JsonObject()).AsObject();
            section[path[^1]] = value;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new InvalidDataException($"{File}: not an object of settings; nothing was written into it.", e);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        // Beside it and then over it, so that a program that starts meanwhile reads one or the other.
        await System.IO.File.WriteAllTextAsync(File + ".new", settings.ToJsonString(Indented) + "\n", cancellationToken);
        System.IO.File.Move(File + ".new", File, overwrite: true);
    }
}
