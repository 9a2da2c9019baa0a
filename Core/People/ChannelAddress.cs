using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using CampaignBot.Core.Documents;

namespace CampaignBot.Core.People;

/// <summary>Somebody as one channel knows them.</summary>
/// <param name="Address">Their id there: an id of the platform's, a phone number in E.164 form, an e-mail address.</param>
public sealed record ChannelAddress(string ChannelId, string Address)
{
    /// <summary>"channel:address", as part of a document's key; with a hash in its place where it can't be one.</summary>
    [JsonIgnore]
    public string Key
    {
        get
        {
            var key = $"{ChannelId}:{Address}";
            return DocumentKey.IsValidPart(key) ? key : "sha256-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(key)));
        }
    }
}
