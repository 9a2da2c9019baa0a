using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.Core.Campaign;

namespace CampaignBot.Channels.AzureBotService;

/// <summary>
/// The package by which the bot is added to Teams: a zip of <c>manifest.json</c> (schema 1.19), a file of words for each further
/// language, and the icons of <c>content/teams</c>. Lengths are those of the schema.
/// </summary>
/// <param name="content">The campaign, whose names and colours it shows.</param>
/// <param name="appId">The bot's app, a GUID.</param>
/// <param name="commands">What Teams offers to say, in each language, the same ones in the same order: at most ten are taken.</param>
public sealed class TeamsPackage(CampaignContent content, Guid appId, Func<string, IReadOnlyList<TeamsCommand>> commands)
{
    private const string SchemaVersion = "1.19";
    private const int LongestShortName = 30, LongestFullName = 100, LongestShortText = 80, LongestFullText = 4000, LongestDeveloper = 32;
    private const int LongestCommandTitle = 32, LongestCommandText = 128, MostCommands = 10;
    private const string Colour = "color.png", Outline = "outline.png";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly byte[] PngStart = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly string _first = content.Profile.Languages[0];

    /// <summary>The version of the package: Teams takes an update only where it is higher than the one it has.</summary>
    public required Version Version { get; init; }

    /// <summary>What the campaign says about privacy; required by Teams.</summary>
    public required Uri Privacy { get; init; }

    /// <summary>The campaign's terms of use; required by Teams.</summary>
    public required Uri Terms { get; init; }

    /// <summary>The bot's host, whose pages links may open; null where it isn't known.</summary>
    public string? Host { get; init; }

    /// <summary>Writes the package.</summary>
    /// <param name="icons">The folder with <c>color.png</c> (192 by 192 pixels) and <c>outline.png</c> (32 by 32, white on transparent).</param>
    /// <exception cref="InvalidDataException">Something doesn't fit what Teams takes; the message says what to change.</exception>
    public async Task WriteAsync(Stream package, string icons, CancellationToken cancellationToken)
    {
        var colour = await IconAsync(icons, Colour, 192, cancellationToken);
        var outline = await IconAsync(icons, Outline, 32, cancellationToken);
        await using var zip = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true);
        await AddAsync("manifest.json", JsonSerializer.SerializeToUtf8Bytes(Manifest(), Readable));
        foreach (var language in content.Profile.Languages.Skip(1))
            await AddAsync(FileOf(language), JsonSerializer.SerializeToUtf8Bytes(Localization(language), Readable));
        await AddAsync(Colour, colour);
        await AddAsync(Outline, outline);

        async Task AddAsync(string name, byte[] bytes)
        {
            var entry = zip.CreateEntry(name);
            // The same package for the same content, whenever it is made.
            entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
            await using var file = await entry.OpenAsync(cancellationToken);
            await file.WriteAsync(bytes, cancellationToken);
        }
    }

    /// <summary>The manifest, in the campaign's first language.</summary>
    public JsonObject Manifest()
    {
        var profile = content.Profile;
        var manifest = new JsonObject
        {
            ["$schema"] = $"https://developer.microsoft.com/json-schemas/teams/v{SchemaVersion}/MicrosoftTeams.schema.json",
            ["manifestVersion"] = SchemaVersion,
            ["version"] = Version.ToString(3),
            ["id"] = appId.ToString(),
            ["developer"] = new JsonObject
            {
                ["name"] = Short(profile.Committee, LongestDeveloper),
                ["websiteUrl"] = profile.Office.Web.AbsoluteUri,
                ["privacyUrl"] = Privacy.AbsoluteUri,
                ["termsOfUseUrl"] = Terms.AbsoluteUri,
            },
            ["name"] = new JsonObject { ["short"] = ShortName(_first), ["full"] = FullName(_first) },
            ["description"] = new JsonObject { ["short"] = ShortText(_first), ["full"] = FullText(_first) },
            ["icons"] = new JsonObject { ["color"] = Colour, ["outline"] = Outline },
            ["accentColor"] = profile.AccentColour,
            ["bots"] = new JsonArray(new JsonObject
            {
                ["botId"] = appId.ToString(),
                ["scopes"] = Scopes(),
                ["supportsFiles"] = false,
                ["isNotificationOnly"] = false,
                ["commandLists"] = new JsonArray(new JsonObject
                {
                    ["scopes"] = Scopes(),
                    ["commands"] = new JsonArray([.. Commands(_first).Select(c => new JsonObject { ["title"] = c.Title, ["description"] = c.Example })]),
                }),
            }),
            ["permissions"] = new JsonArray("identity", "messageTeamMembers"),
            ["validDomains"] = Host is null ? new JsonArray() : new JsonArray(Host),
        };
        if (profile.Languages.Count > 1)
        {
            manifest["localizationInfo"] = new JsonObject
            {
                ["defaultLanguageTag"] = _first,
                ["additionalLanguages"] = new JsonArray([.. profile.Languages.Skip(1).Select(l => new JsonObject { ["languageTag"] = l, ["file"] = FileOf(l) })]),
            };
        }
        return manifest;
    }

    /// <summary>The words of a further language, by the paths of what they stand for in the manifest.</summary>
    public JsonObject Localization(string language)
    {
        var words = new JsonObject
        {
            ["$schema"] = $"https://developer.microsoft.com/json-schemas/teams/v{SchemaVersion}/MicrosoftTeams.Localization.schema.json",
            ["name.short"] = ShortName(language),
            ["name.full"] = FullName(language),
            ["description.short"] = ShortText(language),
            ["description.full"] = FullText(language),
        };
        foreach (var (index, command) in Commands(language).Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"bots[0].commandLists[0].commands[{index}]");
            words[$"{path}.title"] = command.Title;
            words[$"{path}.description"] = command.Example;
        }
        return words;
    }

    private static JsonArray Scopes() => new("personal", "team", "groupChat");

    private static string FileOf(string language) => $"{language}.json";

    private string ShortName(string language) => Short(content.Profile.ShortName[language], LongestShortName);

    private string FullName(string language) => Short(content.Profile.Name[language], LongestFullName);

    private string ShortText(string language) => Short(content.Profile.Name[language], LongestShortText);

    private string FullText(string language) =>
        Short($"{content.Profile.Disclosure[language]} {content.Profile.Greeting[language]} {content.Profile.Disclaimer[language]}", LongestFullText);

    private IEnumerable<TeamsCommand> Commands(string language) => commands(language).Take(MostCommands)
        .Select(c => new TeamsCommand(Short(c.Title, LongestCommandTitle), Short(c.Example, LongestCommandText)));

    /// <summary>A text that fits, cut between words where it must be.</summary>
    private static string Short(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = text.LastIndexOf(' ', longest - 1);
        return $"{text[..(end > 0 ? end : longest - 1)].TrimEnd(' ', ',', ';', ':', '-', '—')}…";
    }

    private static async Task<byte[]> IconAsync(string folder, string name, int side, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            throw new InvalidDataException($"{path} is missing: Teams needs an icon of {side} by {side} pixels.");
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        // A PNG's first chunk, after its 8 first bytes, begins with the width and the height.
        if (bytes.Length < 24 || !bytes.AsSpan().StartsWith(PngStart))
            throw new InvalidDataException($"{path} is no PNG.");
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
        return (width, height) == (side, side)
            ? bytes
            : throw new InvalidDataException($"{path} is {width} by {height} pixels; Teams takes {side} by {side}.");
    }
}

/// <summary>Something Teams offers to say to the bot.</summary>
/// <param name="Title">What is said when it is chosen.</param>
/// <param name="Example">Another way to say it, so that people see they may write freely.</param>
public sealed record TeamsCommand(string Title, string Example);
