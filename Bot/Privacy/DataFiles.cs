using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;
using Microsoft.Bot.Builder;

namespace CampaignBot.Privacy;

/// <summary>
/// Files of people's data, each for a day under an id nobody can guess: <c>/my-data/{id}</c>. There is a link to one where the program
/// knows the address it is reached at: the setting <c>PublicUrl</c>, or the one that the caller's own client uses.
/// </summary>
internal sealed class DataFiles(IDocumentStore documents, IConfiguration configuration, TimeProvider time)
{
    public static readonly DocumentKind Kind = new("data-file");
    private const string Path = "my-data";
    private const string Id = "file";
    private const int LargestFile = DocumentLimits.MaxBodyBytes * 2 / 3;
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <summary>Keeps a file and gives the link to it; null where there can be none.</summary>
    public async Task<Uri?> LinkAsync(ITurnContext turn, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        if (Home(turn) is not { } home || json.Length > LargestFile)
            return null;
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        await documents.WriteAsync(
            new DocumentWrite(
                Key(name), JsonSerializer.SerializeToUtf8Bytes(new DataFile(json.ToArray()), DataFileJson.Default.DataFile), WriteCondition.Create, time.GetUtcNow() + KeptFor),
            cancellationToken);
        return new Uri(home, $"{Path}/{name}");
    }

    /// <summary>Serves them.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet($"/{Path}/{{name}}", async (string name, DataFiles files, HttpContext context) =>
    {
        if (name.Length > 100 || !DocumentKey.IsValidPart(name) || await files.FindAsync(name, context.RequestAborted) is not { } json)
            return Results.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(json, "application/json", "my-data.json");
    });

    private async Task<byte[]?> FindAsync(string name, CancellationToken cancellationToken) =>
        await documents.ReadAsync(Key(name), cancellationToken) is { } document ? JsonSerializer.Deserialize(document.Body.Span, DataFileJson.Default.DataFile)!.Content : null;

    // Only Direct Line's service address is this program's own; it comes from the request, not from the client.
    private Uri? Home(ITurnContext turn)
    {
        var text = configuration["PublicUrl"] is { Length: > 0 } configured ? configured : turn.Activity.ChannelId == "directline" ? turn.Activity.ServiceUrl : null;
        return Uri.TryCreate(text?.TrimEnd('/') + "/", UriKind.Absolute, out var home) && home.Scheme is "https" or "http" ? home : null;
    }

    private static DocumentKey Key(string name) => new(Kind.Name, name, Id);
}

internal sealed record DataFile(byte[] Content);

[JsonSerializable(typeof(DataFile))]
internal sealed partial class DataFileJson : JsonSerializerContext;
