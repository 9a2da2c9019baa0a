using CampaignBot.Core.Campaign;
using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Knowledge.Generation;
using CampaignBot.Dialogs;
using CampaignBot.Dialogs.Understanding;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace CampaignBot.Training;

/// <summary>Holds the facts of what is really sent against what it is taken from.</summary>
internal static class SentFacts
{
    /// <summary>The facts of the replies to a conversation's first message that stand neither in the answers, nor with their sources, nor in the campaign's profile.</summary>
    /// <param name="meaning">What the message is taken to mean in the language it is answered in.</param>
    public static async Task<IReadOnlyList<string>> InventedAsync(RootDialogParts parts, string text, Meaning meaning, CancellationToken cancellation)
    {
        CitedText[] sources = [Profile(parts.Content.Profile, meaning.Language), .. meaning.Asked.SelectMany(a => Sources(a.Answer))];
        return [.. (await SentAsync(parts, text, meaning.Language, cancellation)).SelectMany(sent => Grounding.FactsBeside(sent, meaning.Language, sources))];
    }

    /// <summary>Sent as to a channel without footnotes, so that the sources stand in the text.</summary>
    private static async Task<IReadOnlyList<string>> SentAsync(RootDialogParts parts, string text, string language, CancellationToken cancellation)
    {
        var (adapter, sent) = (new TestAdapter(), new List<string>());
        var message = adapter.MakeActivity(text);
        message.Locale = language;
        await adapter.ProcessActivityAsync(
            message,
            async (turn, token) =>
            {
                var state = new ConversationState(new MemoryStorage());
                await new RootDialog(parts, state).RunAsync(turn, state.CreateProperty<DialogState>(nameof(DialogState)), token);
            },
            cancellation);
        while (adapter.GetNextReply() is Activity reply)
            sent.Add(reply.Text ?? "");
        return sent;
    }

    private static IEnumerable<CitedText> Sources(Answer answer) => answer switch
    {
        Answer.Found { Entry: var entry } => [Source(entry.Title, entry.Body, entry.Language, entry.Provenance, entry.Provenance.Source?.Link)],
        Answer.Quoted quoted => [Source(
            $"{quoted.Document.Title}\n{string.Join('\n', quoted.Section.Headings)}",
            string.Join('\n', quoted.Section.Sentences.Select(s => s.Markdown)),
            quoted.Document.Language,
            quoted.Document.Provenance,
            quoted.Link)],
        _ => [],
    };

    private static CitedText Source(string title, string text, string language, Provenance provenance, Uri? link) =>
        new(title, $"{text}\n{provenance.Source?.Name}\n{link?.OriginalString}\n{provenance.AsOf:yyyy-MM-dd}", language, provenance);

    private static CitedText Profile(CampaignProfile profile, string language)
    {
        var (office, election) = (profile.Office, profile.Election);
        return new CitedText(
            profile.Name[language],
            string.Join('\n', (string[])
            [
                profile.ShortName[language], profile.Disclosure[language], profile.Greeting[language], office.Phone, office.Email, office.Web.OriginalString, office.Hours[language],
                office.Address[language], election.Name[language], .. election.Jurisdictions, election.Office.Name[language], election.Office.Phone, election.Office.Web.OriginalString,
                election.Elsewhere.Name[language], election.Elsewhere.Link.OriginalString,
            ]),
            language,
            new Provenance(false, null, null, null, null));
    }
}
