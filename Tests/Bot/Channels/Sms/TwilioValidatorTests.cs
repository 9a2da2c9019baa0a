using System.Text.Json.Nodes;
using CampaignBot.Channels.Sms;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Channels.Sms;

public sealed class TwilioValidatorTests
{
    /// <summary>Twilio's own package and ours agree on what is signed, whatever is in the form.</summary>
    [ChannelClientFact]
    public async Task Signatures_OfAnyForm_AreThoseOfTwiliosOwnValidator()
    {
        using var twilio = new NodeClient(Requires.ChannelClients, "twilio.mjs");
        var random = new Random(7);
        string[] values = ["", " ", "hello", "¿Dónde voto? ñ", "a&b=c+d%20e", "😀", "line\nbreak", "+15035550142", " trailing "];
        for (var i = 0; i < 50; i++)
        {
            var url = random.Next(2) == 0 ? "https://chat.example.org/api/sms" : "https://chat.example.org/api/sms?a=1&b=%20x";
            var fields = Enumerable.Range(0, random.Next(1, 8)).ToDictionary(n => $"{(char)('A' + random.Next(26))}{n}", _ => values[random.Next(values.Length)]);
            var signature = Convert.ToBase64String(TwilioSignature.Of("token", url, fields));
            var isRight = random.Next(4) > 0;
            if (!isRight)
                fields["Z9"] = "added";

            var parameters = new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)f.Value)));
            await twilio.TellAsync(new JsonObject { ["token"] = "token", ["signature"] = signature, ["url"] = url, ["params"] = parameters });
            var told = i + 1;
            await Poll.UntilAsync(() => twilio.Told.Count == told);

            Assert.Equal(isRight, twilio.Told[i].GetValue<bool>());
            Assert.Equal(isRight, TwilioSignature.IsValid("token", url, fields, signature));
        }
    }
}
