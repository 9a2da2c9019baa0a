using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.Core.Campaign;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;
using CampaignBot.Dialogs.Conversations;
using CampaignBot.Dialogs.Linking;
using CampaignBot.Dialogs.Replies;
using CampaignBot.Dialogs.Understanding;
using CampaignBot.Dialogs.Wording;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace CampaignBot.Dialogs.Privacy;

/// <summary>Makes a link to a file for whoever the turn is with, to be fetched soon; null where they can't be given one.</summary>
public delegate Task<Uri?> LinkToFile(ITurnContext turn, ReadOnlyMemory<byte> json, CancellationToken cancellationToken);

/// <summary>Shows everything that is kept about whoever asks: grouped, to be read on a phone, and all of it as a JSON file.</summary>
public sealed class MyDataConversation(CampaignContent content, IEnumerable<IPersonalData> kinds, PersonDirectory people, IEnumerable<SendCode> senders, LinkToFile link) : Conversation(Intents.MyData)
{
    // Names and places as they are written; it is read as a file, never put into a page.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public override bool IsPersonal => true;

    /// <inheritdoc/>
    public override string Title(string language) => Words.Say(PrivacyPhrase.MyDataTitle, language);

    /// <inheritdoc/>
    protected override async Task<DialogTurnResult> OnBeginDialogAsync(DialogContext innerDc, object? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(innerDc);
        var (turn, language) = (innerDc.Context, Heard.In(innerDc.Context).Language);
        var someone = await people.SomeoneAsync(turn.Activity.ChannelId ?? "", turn.Activity.From?.Id ?? "", cancellationToken);
        var (text, all) = (new DataText(content, language), new JsonObject());
        var groups = new List<string>();
        foreach (var kind in kinds)
        {
            if (await kind.CollectAsync(someone, cancellationToken) is not { Count: > 0 } held)
                continue;
            groups.Add(text.Of(kind.Name, held));
            all[kind.Name] = new JsonArray([.. held]);
        }
        if (groups.Count == 0)
        {
            await SayAsync(Words.Say(PrivacyPhrase.Nothing, language));
            return await innerDc.EndDialogAsync(null, cancellationToken);
        }
        await SayAsync(Words.Say(PrivacyPhrase.Intro, language));
        foreach (var group in groups)
            await SayAsync(group);
        var closing = ReplyWriter.Plain(Words.Say(PrivacyPhrase.HowToDelete, language), language).Activity;
        if (await link(turn, JsonSerializer.SerializeToUtf8Bytes(all, Readable), cancellationToken) is { } address)
        {
            closing.Text = $"{Words.Say(PrivacyPhrase.File, language, address.OriginalString)}\n\n{closing.Text}";
        }
        IEnumerable<string> next = [Words.Say(PrivacyPhrase.DeleteTitle, language), .. LinkDialog.Offered(senders, turn.Activity.ChannelId, language)];
        closing.SuggestedActions = new SuggestedActions { Actions = [.. next.Select(title => new CardAction { Type = ActionTypes.ImBack, Title = title, Value = title })] };
        await turn.SendActivityAsync(closing, cancellationToken);
        return await innerDc.EndDialogAsync(null, cancellationToken);

        Task SayAsync(string line) => turn.SendActivityAsync(ReplyWriter.Plain(line, language).Activity, cancellationToken);
    }
}
