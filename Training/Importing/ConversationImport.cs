namespace CampaignBot.Training;

/// <summary>
/// Merges exported conversations into one file, each by its id. What a reviewer labelled there stays, unless what is imported was reviewed too.
/// </summary>
public static class ConversationImport
{
    /// <param name="source">A file of conversations.</param>
    /// <inheritdoc cref="RunAsync(IAsyncEnumerable{ExportedConversation}, string, string, bool, ImportReport, CancellationToken)"/>
    public static Task RunAsync(string source, string target, bool dryRun, ImportReport report, CancellationToken cancellation) =>
        RunAsync(SourceAsync(source, (line, why) => report.Refuse(source, line, why), cancellation), source, target, dryRun, report, cancellation);

    /// <param name="name">What the report calls the source.</param>
    /// <param name="target">The file to merge into; made where it isn't there.</param>
    /// <exception cref="InvalidDataException">The source or the target can't be read; the message names file and line.</exception>
    public static async Task RunAsync(IAsyncEnumerable<ExportedConversation> conversations, string name, string target, bool dryRun, ImportReport report, CancellationToken cancellation)
    {
        report.Into = target;
        var kept = new OrderedDictionary<string, ExportedConversation>(StringComparer.Ordinal);
        if (File.Exists(target))
        {
            await foreach (var conversation in ConversationFile.ReadAsync(target, cancellation: cancellation))
                kept[conversation.Id] = conversation;
        }

        var changes = 0;
        await foreach (var conversation in conversations)
        {
            var before = kept.GetValueOrDefault(conversation.Id);
            var after = before is null ? conversation : Merged(before, conversation);
            kept[conversation.Id] = after;
            var outcome = before switch
            {
                null => ImportOutcome.Taken,
                _ when ConversationFile.ToLine(before) == ConversationFile.ToLine(after) => ImportOutcome.Unchanged,
                _ => ImportOutcome.Changed,
            };
            changes += outcome == ImportOutcome.Unchanged ? 0 : 1;
            report.Add(outcome, name);
        }
        if (changes > 0 && !dryRun)
            await ConversationFile.WriteAsync(target, kept.Values, cancellation);
    }

    private static async IAsyncEnumerable<ExportedConversation> SourceAsync(
        string source, Action<int, string> refuse, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        if (Path.GetExtension(source).Equals(".csv", StringComparison.OrdinalIgnoreCase))
        {
            foreach (var conversation in await ConversationTable.ReadAsync(source, refuse, cancellation))
                yield return conversation;
        }
        else
        {
            await foreach (var conversation in ConversationFile.ReadAsync(source, refuse, cancellation))
                yield return conversation;
        }
    }

    private static ExportedConversation Merged(ExportedConversation before, ExportedConversation after)
    {
        var labelled = new Dictionary<(string?, DateTimeOffset?, string), ExportedMessage>();
        foreach (var message in before.Messages.Where(m => m.Reviewed))
            labelled.TryAdd((message.Id, message.At, message.Text), message);
        return after with
        {
            Messages = [.. after.Messages.Select(m => !m.Reviewed && labelled.TryGetValue((m.Id, m.At, m.Text), out var was)
                ? m with { Intent = was.Intent, Reviewed = true }
                : m)],
        };
    }
}
