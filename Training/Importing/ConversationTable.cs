using System.Globalization;

namespace CampaignBot.Training;

/// <summary>
/// Conversations as texting and chat tools export them: CSV, a message a row, with a conversation's id, who wrote it and the text, and perhaps
/// a time, language, channel, reviewed intent and name.
/// </summary>
public static class ConversationTable
{
    private static readonly string[] Ids = ["conversationid", "conversation", "threadid", "thread", "chatid", "conversacion", "idconversacion", "idchat"];
    private static readonly string[] Senders = ["from", "sender", "author", "direction", "role", "speaker", "de", "remitente", "autor", "direccion", "who", "quien"];
    private static readonly string[] Texts = ["text", "message", "body", "content", "texto", "mensaje", "contenido"];

    private static readonly Dictionary<string, Speaker> Speakers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["voter"] = Speaker.Voter, ["user"] = Speaker.Voter, ["contact"] = Speaker.Voter, ["customer"] = Speaker.Voter, ["client"] = Speaker.Voter,
        ["inbound"] = Speaker.Voter, ["incoming"] = Speaker.Voter, ["in"] = Speaker.Voter, ["votante"] = Speaker.Voter, ["usuario"] = Speaker.Voter,
        ["contacto"] = Speaker.Voter, ["entrante"] = Speaker.Voter,
        ["bot"] = Speaker.Bot, ["assistant"] = Speaker.Bot, ["automated"] = Speaker.Bot, ["asistente"] = Speaker.Bot,
        ["agent"] = Speaker.Agent, ["staff"] = Speaker.Agent, ["operator"] = Speaker.Agent, ["volunteer"] = Speaker.Agent, ["outbound"] = Speaker.Agent,
        ["outgoing"] = Speaker.Agent, ["out"] = Speaker.Agent, ["agente"] = Speaker.Agent, ["voluntario"] = Speaker.Agent, ["saliente"] = Speaker.Agent,
    };

    /// <summary>Whether a CSV file is such an export, by its first lines.</summary>
    public static bool Recognises(string head)
    {
        var table = CsvTable.Of(head);
        return table.Find(Ids) >= 0 && table.Find(Senders) >= 0 && table.Find(Texts) >= 0;
    }

    /// <summary>Reads the conversations, in the order in which they begin; the messages of each in the order of the rows.</summary>
    /// <param name="refuse">Is told the line of a row that can't be taken, and why; never what stands in it.</param>
    /// <exception cref="InvalidDataException">The file is no such export; the message names file and line.</exception>
    public static async Task<IReadOnlyList<ExportedConversation>> ReadAsync(string path, Action<int, string> refuse, CancellationToken cancellation)
    {
        var table = await CsvTable.ReadAsync(path, cancellation);
        var (id, from, text) = (table.Find(Ids), table.Find(Senders), table.Find(Texts));
        if (id < 0 || from < 0 || text < 0)
            throw new InvalidDataException($"{path}: Line 1: the first row names the columns; conversation, from (or who) and text must be among them.");
        var at = table.Find("at", "time", "timestamp", "date", "sentat", "createdat", "fecha", "hora");
        var message = table.Find("messageid", "id", "idmensaje");
        var (language, channel) = (table.Find("language", "lang", "locale", "idioma"), table.Find("channel", "platform", "canal"));
        var (intent, reviewed) = (table.Find("intent", "label", "intencion", "etiqueta"), table.Find("reviewed", "revisado"));
        var name = table.Find("name", "contactname", "fullname", "nombre");

        var conversations = new Dictionary<string, ExportedConversation>(StringComparer.Ordinal);
        foreach (var row in table.Rows())
        {
            cancellation.ThrowIfCancellationRequested();
            DateTimeOffset? time = DateTimeOffset.TryParse(row[at], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) ? parsed : null;
            var problem = row switch
            {
                _ when row[id].Length == 0 => "There is no conversation id.",
                _ when row[text].Length == 0 => "There is no text.",
                _ when row[text].Length > ConversationFile.MaxTextLength => $"A message of more than {ConversationFile.MaxTextLength} characters.",
                _ when !Speakers.ContainsKey(row[from]) => "Who wrote it must be voter, bot or agent (or inbound, outbound).",
                _ when row[at].Length > 0 && time is null => "The time is not one like 2026-11-22T17:30:00Z.",
                _ when conversations.GetValueOrDefault(row[id])?.Messages.Count >= ConversationFile.MaxMessages => $"More than {ConversationFile.MaxMessages} messages in one conversation.",
                _ => null,
            };
            if (problem is not null)
            {
                refuse(row.Line, problem);
                continue;
            }
            if (!conversations.TryGetValue(row[id], out var conversation))
                conversations[row[id]] = conversation = new ExportedConversation(row[id], Given(channel), Language(row[language]), time, new List<ExportedMessage>());
            ((List<ExportedMessage>)conversation.Messages).Add(new ExportedMessage(
                Given(message), time, Speakers[row[from]], row[text], Given(intent), IsYes(row[reviewed]), Given(name)));

            string? Given(int column) => row[column] is { Length: > 0 } value ? value : null;
        }
        return [.. conversations.Values];
    }

    private static string? Language(string tag) => tag.Length < 2 ? null : tag.Split('-', '_')[0].ToLowerInvariant();

    private static bool IsYes(string value) => value.ToUpperInvariant() is "TRUE" or "YES" or "Y" or "1" or "SI" or "SÍ";
}
