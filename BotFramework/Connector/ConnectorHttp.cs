namespace Microsoft.Bot.Connector;

/// <summary>How this project talks HTTP where the caller gives no client: one pool of connections for the process.</summary>
internal static class ConnectorHttp
{
    /// <summary>Connections are renewed so that a change of DNS is seen; a redirect could lead anywhere, so none is followed.</summary>
    public static HttpMessageInvoker Shared { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        UseCookies = false,
    });

    /// <summary>
    /// Sends a request and reads at most <paramref name="maxBytes"/> of the response within <paramref name="timeout"/>.
    /// </summary>
    /// <exception cref="HttpRequestException">No answer, or a larger one.</exception>
    /// <exception cref="TimeoutException">No complete answer in time.</exception>
    public static async Task<(HttpResponseMessage Response, byte[] Body)> SendBoundedAsync(
        this HttpMessageInvoker http, HttpRequestMessage request, TimeSpan timeout, int maxBytes, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            // An HttpClient would read the whole body first, however large.
            var response = http is HttpClient client
                ? await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token)
                : await http.SendAsync(request, limit.Token);
            try
            {
                await response.Content.LoadIntoBufferAsync(maxBytes, limit.Token);
                return (response, await response.Content.ReadAsByteArrayAsync(limit.Token));
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{request.RequestUri?.Host} did not answer within {timeout.TotalSeconds} s.", e);
        }
    }
}
