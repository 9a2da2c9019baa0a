using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Tests.Bot.Channels.Payloads;

/// <summary>A platform or client that sends payloads to the program as its documentation tells, signed rightly or not.</summary>
public interface IPlatform
{
    /// <summary>The channel's id, by which what became of a payload is counted.</summary>
    string ChannelId { get; }

    /// <summary>What a payload's <c>{word}</c>s stand for in this case, besides <c>{id}</c> and <c>{person}</c>.</summary>
    Task<IReadOnlyDictionary<string, string>> BeginAsync(HttpClient client);

    /// <summary>Signs a request.</summary>
    /// <param name="signature">How: right, wrong, missing, or a way of being wrong that only this platform knows.</param>
    void Sign(HttpRequestMessage request, byte[] body, string signature, IReadOnlyDictionary<string, string> words);
}
