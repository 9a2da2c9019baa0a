using System.Globalization;
using System.Runtime.CompilerServices;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.People;
using CampaignBot.Core.Understanding.Classification;
using CampaignBot.Training;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;
using Transcript = CampaignBot.Turns.Transcript;

namespace CampaignBot.Commands;

/// <summary>
/// What was said with single persons, as the store has it, for somebody to review: without personal data (COMPLIANCE.md, "Privacy"), under
/// names that tell nobody who it was, and with what each message is taken for. Groups are left out.
/// </summary>
internal sealed class ConversationExport(IDocumentStore documents, Transcript transcript, PersonDirectory people, Pseudonyms pseudonyms, IntentModel model)
{
    private const int AtOnce = 1_000;
    private readonly PersonalData _personal = new();

    /// <summary>How often each kind of personal data was replaced.</summary>
    public IReadOnlyDictionary<string, int> Replaced => _personal.Replaced;

    /// <summary>Those in which anything was said since an instant, in no order.</summary>
    public async IAsyncEnumerable<ExportedConversation> ReadAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new DocumentQuery(ConversationRecord.Kind.Name);
        do
        {
            var page = await documents.QueryAsync(query, cancellationToken);
            foreach (var document in page.Documents)
            {
                if (ConversationRecord.Parse(document).Reference is { Conversation.IsGroup: not true, User: { Id: { } address } user, ChannelId: { } channel }
                    && await OfAsync(document.Key.Partition, channel, address, user.Name, since, cancellationToken) is { } conversation)
                    yield return conversation;
            }
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
    }

    private async Task<ExportedConversation?> OfAsync(string key, string channel, string address, string? name, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var said = new List<(long Number, Activity Activity)>();
        for (long after = 0; await transcript.ReadAsync(key, after, AtOnce, cancellationToken) is { Count: > 0 } entries; after = entries[^1].Number)
            said.AddRange(entries.Select(e => (e.Number, e.ReadActivity())).Where(e => e.Item2 is { Type: ActivityTypes.Message, Text.Length: > 0 }));
        if (said.Count == 0 || said[^1].Activity.Timestamp < since)
            return null;

        var language = said.LastOrDefault(s => s.Activity.From?.Id != address && s.Activity.Locale is { Length: >= 2 }).Activity?.Locale?[..2];
        _personal.Forget();
        foreach (var known in await people.AtAsync(channel, address, cancellationToken) is { } person ? (string?[])[name, person.GivenName, person.AdditionalName, person.FamilyName] : [name])
            _personal.Learn(known);
        foreach (var (_, activity) in said.Where(s => s.Activity.From?.Id == address))
            _personal.LearnFrom(activity.Text!, language ?? "en");
        return new ExportedConversation(
            await pseudonyms.OfAsync(key, cancellationToken),
            channel,
            language,
            said[0].Activity.Timestamp,
            [.. said.Select(s => Message(s.Number, s.Activity, s.Activity.From?.Id == address, language ?? "en"))]);
    }

    // Direct Line's ids of activities hold the conversation's, with which it can be read.
    private ExportedMessage Message(long number, Activity activity, bool isVoter, string language) => new(
        number.ToString(CultureInfo.InvariantCulture),
        activity.Timestamp,
        isVoter ? Speaker.Voter : Speaker.Bot,
        _personal.Replace(activity.Text!, language),
        isVoter ? model.Predict(activity.Text!).Intent : null);
}
