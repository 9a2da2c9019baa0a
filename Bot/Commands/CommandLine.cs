using System.CommandLine;
using CampaignBot.Core.Campaign;
using CampaignBot.Operations;

namespace CampaignBot.Commands;

/// <summary>The program's commands. Without one, it serves.</summary>
public static class CommandLine
{
    /// <summary>Whether the arguments ask for a command; else they are settings (<c>--Urls=http://localhost:8080</c>) for serving.</summary>
    public static bool AsksForCommand(string[] args) => args is ["--help" or "-h" or "-?" or "--version", ..] or [[not '-', ..], ..];

    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string[] args, Func<string[], Task<int>> serve)
    {
        var settings = new Argument<string[]>("settings") { Description = "Settings, as --Name=value", Arity = ArgumentArity.ZeroOrMore };
        var serving = new Command("serve", "Serve the campaign's bot (the default)") { settings };
        serving.TreatUnmatchedTokensAsErrors = false;
        serving.SetAction(_ => serve(args[1..]));
        return new RootCommand("A political campaign's bot: on the web, in Teams and on the other channels of Azure Bot Service.") { serving, Check() }
            .Parse(args)
            .InvokeAsync();
    }

    private static Command Check()
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
