using Microsoft.Rest;

namespace Microsoft.Bot.Connector;

/// <summary>A channel's Connector service, as seen by a bot.</summary>
public interface IConnectorClient : IDisposable
{
    /// <summary>The service URL that requests go to.</summary>
    Uri BaseUri { get; set; }

    /// <summary>What requests are signed with.</summary>
    ServiceClientCredentials Credentials { get; }

    IConversations Conversations { get; }
}
