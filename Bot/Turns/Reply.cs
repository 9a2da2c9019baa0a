using System.Text.Json;
using CampaignBot.BotFramework;
using Microsoft.Bot.Schema;

namespace CampaignBot.Turns;

/// <summary>An activity the bot wants sent, as its conversation's record keeps it until it is delivered.</summary>
/// <param name="Id">Derived from the incoming activity's id and the reply's place, so a turn run again gives the same.</param>
/// <param name="Owner">The instance whose turn made it, and which delivers it unless it died.</param>
/// <param name="Since">When it was made; see <see cref="Instants"/>.</param>
/// <param name="InRequest">Whether it was the answer of a request: nothing is sent, the transcript has it.</param>
/// <param name="Json">The activity as UTF-8 JSON.</param>
internal sealed record Reply(string Id, string Owner, string Since, bool InRequest, ReadOnlyMemory<byte> Json)
{
    public Activity ReadActivity() => JsonSerializer.Deserialize<Activity>(Json.Span, BotJson.Options)!;

    public static byte[] ToJson(Activity activity) => JsonSerializer.SerializeToUtf8Bytes(activity, BotJson.Options);
}
