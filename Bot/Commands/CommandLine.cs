using System.CommandLine;
using CampaignBot.Core.Campaign;
using CampaignBot.Storage;
using Microsoft.Extensions.Options;

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
        var root = new RootCommand("A political campaign's bot: on the web, by SMS, on Facebook Messenger and in Teams.")
            {
                serving,
                ChatCommand.Make(),
                CheckCommand.Make(),
                ImportCommand.Make(),
                ExportCommand.Make(),
                PrepareCommand.Make(),
                TrainCommand.Make(),
                EvaluateCommand.Make(),
                FineTuneCommand.Make(),
                ChannelsCommand.Make(),
                UpdateCommand.Make(),
                StorageCommand.Make(),
            };
        if (args is ["help", .. var of])
            args = [.. of, "--help"];
        // The list of commands tells each in a sentence; its own help teaches.
        if (!root.Subcommands.Any(c => c.Name == args[0]))
        {
            foreach (var command in root.Subcommands)
                command.Description = command.Description!.Split(". ")[0];
        }
        return root.Parse(args).InvokeAsync();
    }

    /// <summary>Gives a command its work. What the caller can put right (content, a file) is printed to the error output, without a stack.</summary>
    /// <param name="work">Gives the exit code; 1 is for what could not be done.</param>
    internal static void Does(this Command command, Func<ParseResult, CancellationToken, Task<int>> work) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                return await work(parsed, cancellationToken);
            }
            catch (Exception e) when (e is ContentException or InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException or OptionsValidationException)
            {
                await Console.Error.WriteLineAsync(e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message);
                return 1;
            }
        });
}
