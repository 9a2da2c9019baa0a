using CampaignBot.Channels.Sms;
using CampaignBot.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace CampaignBot.Tests.Bot.Channels.Payloads;

/// <summary>Twilio's webhooks.</summary>
internal sealed class TwilioPlatform : IPlatform
{
    public string ChannelId => TwilioMessage.ChannelId;

    public Task<IReadOnlyDictionary<string, string>> BeginAsync(HttpClient client) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string> { ["account"] = TwilioService.Account, ["number"] = Uri.EscapeDataString(TwilioService.Number) });

    public void Sign(HttpRequestMessage request, byte[] body, string signature, IReadOnlyDictionary<string, string> words)
    {
        if (signature == "missing")
            return;
        var fields = QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body)).SelectMany(f => f.Value, (f, value) => KeyValuePair.Create(f.Key, value ?? ""));
        var url = PayloadProgram.PublicUrl + request.RequestUri!.OriginalString.TrimStart('/');
        var (token, of) = signature switch
        {
            "right" => (TwilioService.Token, url),
            "wrong" => ("another token", url),
            "another address" => (TwilioService.Token, url.Replace("chat.", "other.", StringComparison.Ordinal)),
            _ => throw new InvalidDataException($"There is no signature '{signature}'."),
        };
        request.Headers.Add("X-Twilio-Signature", Convert.ToBase64String(TwilioSignature.Of(token, of, fields)));
    }
}
