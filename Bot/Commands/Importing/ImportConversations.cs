using System.CommandLine;
using CampaignBot.Training;

namespace CampaignBot.Commands.Importing;

/// <summary>Exported conversations, kept in one file for <c>prepare</c>.</summary>
internal static class ImportConversations
{
    public static ImportKind Make()
    {
        var output = new Option<string>("--conversations")
        {
            HelpName = "file",
            Description = "conversations: the file they are kept in, for prepare",
            DefaultValueFactory = _ => Path.Combine("data", "conversations.jsonl"),
        };
        return new ImportKind(
            "conversations",
            "exported conversations: JSON Lines, or CSV with a conversation, who, and a text a row; kept in one file for prepare, each by its id",
            [output],
            source => source.Ending is ".jsonl" && source.Head.Contains("\"messages\"", StringComparison.Ordinal)
                || source.Ending is ".csv" && ConversationTable.Recognises(source.Head),
            (source, parsed, report, cancellationToken) => ConversationImport.RunAsync(
                source.Path, parsed.GetRequiredValue(output), parsed.GetValue(ImportOptions.DryRun), report, cancellationToken));
    }
}
