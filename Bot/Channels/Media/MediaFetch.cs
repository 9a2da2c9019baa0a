namespace CampaignBot.Channels.Media;

/// <summary>A file that was fetched.</summary>
/// <param name="Type">The media type, told by the content.</param>
internal sealed record FetchedMedia(string Type, byte[] Content);

/// <summary>
/// Fetches what somebody sent from the platform that keeps it: from its addresses only, wherever a redirection leads, of bounded size and
/// within a bounded time, and only what is of a known type by its content.
/// </summary>
internal sealed class MediaFetch(IHttpClientFactory clients)
{
    /// <summary>The name of the HTTP client; it follows no redirection by itself.</summary>
    public const string Client = "media";

    /// <summary>What a document may hold, in the store's encoding.</summary>
    public const int MaxBytes = 1_350_000;

    private const int MostRedirections = 3;

    /// <summary>The file; null where it can't be had, or is none that is taken.</summary>
    public async Task<FetchedMedia?> FetchAsync(MediaSource source, string? url, CancellationToken cancellationToken)
    {
        for (var i = 0; i <= MostRedirections && Uri.TryCreate(url, UriKind.Absolute, out var address) && source.Has(address); i++)
        {
            using var client = clients.CreateClient(Client);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Authorization = source.IsApi(address) ? source.Authorization : null;
            try
            {
                using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                if (response.IsSuccessStatusCode)
                    return await ReadAsync(response.Content, cancellationToken);
                if ((int)response.StatusCode is < 300 or >= 400 || response.Headers.Location is not { } location)
                    return null;
                url = new Uri(address, location).AbsoluteUri;
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                return null;
            }
        }
        return null;
    }

    private static async Task<FetchedMedia?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > MaxBytes)
            return null;
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[MaxBytes + 1];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return length is > 0 and <= MaxBytes && FileKinds.Tell(bytes.AsSpan(0, length)) is { } type ? new FetchedMedia(type, bytes[..length]) : null;
    }
}
