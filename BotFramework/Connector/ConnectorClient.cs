using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CampaignBot.BotFramework;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector;

/// <summary>
/// Sends to a channel's Connector service. Clients share their connections, so one may be made for every turn.
/// Whether the service URL may be trusted is for the maker to check, as <see cref="ConnectorFactory"/> does; the
/// credentials give no token to another service in any case.
/// </summary>
public class ConnectorClient : IConnectorClient
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private const int MaxResponseBytes = 4 * 1024 * 1024;
    private const int MaxErrorChars = 4096;

    private readonly HttpMessageInvoker _http;
    private readonly bool _disposeHttp;

    public ConnectorClient(Uri baseUri, string? microsoftAppId = null, string? microsoftAppPassword = null)
        : this(baseUri, new MicrosoftAppCredentials(microsoftAppId, microsoftAppPassword))
    {
    }

    public ConnectorClient(Uri baseUri, ServiceClientCredentials credentials)
        : this(baseUri, credentials, ConnectorHttp.Shared)
    {
    }

    /// <param name="baseUri">The service URL.</param>
    /// <param name="credentials">What requests are signed with.</param>
    /// <param name="customHttpClient">What requests are sent with; shared connections where it is null.</param>
    /// <param name="disposeHttpClient">Whether the HTTP client goes when this one is disposed.</param>
    public ConnectorClient(Uri baseUri, ServiceClientCredentials credentials, HttpClient? customHttpClient, bool disposeHttpClient)
        : this(baseUri, credentials, customHttpClient ?? ConnectorHttp.Shared) => _disposeHttp = disposeHttpClient && customHttpClient is not null;

    internal ConnectorClient(Uri baseUri, ServiceClientCredentials credentials, HttpMessageInvoker http)
    {
        BaseUri = baseUri ?? throw new ArgumentNullException(nameof(baseUri));
        Credentials = credentials ?? throw new ArgumentNullException(nameof(credentials));
        _http = http;
        Conversations = new Conversations(this);
    }

    public Uri BaseUri { get; set; }

    public ServiceClientCredentials Credentials { get; }

    public virtual IConversations Conversations { get; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _disposeHttp)
            _http.Dispose();
    }

    /// <summary>An id as one segment of a path.</summary>
    /// <exception cref="ArgumentException">The id is empty, or would name another path.</exception>
    internal static string Segment(string id) =>
        string.IsNullOrEmpty(id) || id is "." or ".."
            ? throw new ArgumentException("An id of the channel is needed.", nameof(id))
            : Uri.EscapeDataString(id);

    /// <summary>Sends one request and reads the answer; an empty answer to a write, which some channels give, is an empty object.</summary>
    internal async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
        where T : new()
    {
        using var request = new HttpRequestMessage(method, new Uri(Root(BaseUri), path));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("CampaignBot-BotFramework", "4.23"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), BotJson.Options));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        await Credentials.ProcessHttpRequestAsync(request, cancellationToken);
        var (response, content) = await _http.SendBoundedAsync(request, Timeout, MaxResponseBytes, cancellationToken);
        using (response)
        {
            if (response.IsSuccessStatusCode)
            {
                // What was sent has arrived, whatever the answer looks like; what was asked for has not.
                return Read<T>(content) ?? (method != HttpMethod.Get
                    ? new T()
                    : throw new HttpRequestException($"{BaseUri.Host} answered with something else than the JSON asked for."));
            }

            if (response.StatusCode == HttpStatusCode.Unauthorized && Credentials is AppCredentials app)
                app.Forget();
            throw ErrorResponseException.From(response, Text(content), Read<ErrorResponse>(content));
        }
    }

    // A relative path replaces the last segment of an address without a slash at its end.
    private static Uri Root(Uri address) => address.AbsolutePath.EndsWith('/') ? address : new Uri(address.GetLeftPart(UriPartial.Path) + "/");

    private static string Text(byte[] content) => Encoding.UTF8.GetString(content, 0, Math.Min(content.Length, MaxErrorChars));

    private static T? Read<T>(byte[] content)
    {
        try
        {
            return content.Length == 0 ? default : JsonSerializer.Deserialize<T>(content, BotJson.Options);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
