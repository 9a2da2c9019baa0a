using System.Net;

namespace Microsoft.Rest;

/// <summary>What is kept of a response after its connection was given back.</summary>
public class HttpResponseMessageWrapper
{
    public HttpStatusCode StatusCode { get; set; }

    public string? ReasonPhrase { get; set; }

    /// <summary>The body as text.</summary>
    public string? Content { get; set; }

    public IDictionary<string, IEnumerable<string>> Headers { get; init; } =
        new Dictionary<string, IEnumerable<string>>(StringComparer.OrdinalIgnoreCase);
}
