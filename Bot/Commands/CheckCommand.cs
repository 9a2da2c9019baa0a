using System.CommandLine;
using CampaignBot.Core.Campaign;
using CampaignBot.Operations;

namespace CampaignBot.Commands;

/// <summary><c>check</c>: what is wrong with the campaign's content, by file and line.</summary>
internal static class CheckCommand
{
    public static Command Make()
    {
        var folder = new Argument<string>("folder") { Description = "The content folder", DefaultValueFactory = _ => ContentLocation.Default };
        var check = new Command("check", "Check the campaign's content and list what is wrong by file and line") { folder };
        check.SetAction(async (parsed, cancellationToken) =>
        {
            var (content, problems) = await CampaignContent.CheckAsync(parsed.GetRequiredValue(folder), TimeProvider.System, cancellationToken);
            foreach (var problem in problems)
                await Console.Out.WriteLineAsync(problem.ToString());
            await Console.Out.WriteLineAsync(content is null ? "The content can't be used." : $"{content.Entries.Count} entries are fine.");
            return content is null ? 1 : 0;
        });
        return check;
    }
}
