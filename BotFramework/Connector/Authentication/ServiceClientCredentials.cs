namespace Microsoft.Rest;

/// <summary>Signs the requests of a client.</summary>
public abstract class ServiceClientCredentials
{
    /// <summary>Adds what the service asks for, such as an Authorization header.</summary>
    public virtual Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.CompletedTask;
}
