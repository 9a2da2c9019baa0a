using System.CommandLine;
using CampaignBot.Commands.Chatting;
using CampaignBot.Commands.Playing;
using CampaignBot.Operations;

namespace CampaignBot.Commands;

/// <summary><c>chat</c>: talk to the bot in the terminal, or let it answer a file of messages.</summary>
internal static class ChatCommand
{
    public static Command Make()
    {
        var channel = new Option<string>("--channel") { HelpName = "name", Description = $"Be on that channel: {string.Join(", ", Actor.ChannelNames.Keys)}", DefaultValueFactory = _ => Actor.ChannelNames.Keys.First() };
        channel.AcceptOnlyFromAmong([.. Actor.ChannelNames.Keys, .. Actor.AllChannels]);
        var language = new Option<string?>("--language") { HelpName = "language", Description = "The language of the person's device, such as es; what is written decides all the same" };
        var content = new Option<string?>("--content") { HelpName = "folder", Description = $"The content to answer from; {ContentLocation.Rule}" };
        var name = new Option<string>("--as") { HelpName = "name", Description = "Be that person; what one has said another doesn't know", DefaultValueFactory = _ => "voter" };
        var storage = new Option<string?>("--storage") { HelpName = "file", Description = "Keep the conversation in this database, to go on with it later; else it is forgotten" };
        var chat = new Command(
            "chat",
            $"""
            Talk to the bot in the terminal, through the same turns as on a real channel. Lines that are piped in are said one after
            the other:

              printf 'where do i vote\n1\n' | campaignbot chat --channel sms

            Any setting may be given as --Name=value. While talking, you may also write:

            {TerminalChat.Commands}
            """)
        {
            channel, language, content, name, storage,
        };
        chat.TreatUnmatchedTokensAsErrors = false;
        chat.Does((parsed, cancellationToken) => Startup.ExplainedAsync(() => TerminalChat.RunAsync(
            new Talk(Actor.ChannelOf(parsed.GetRequiredValue(channel))!, parsed.GetRequiredValue(name), parsed.GetValue(language)),
            [
                .. parsed.UnmatchedTokens.Select(Setting),
                .. parsed.GetValue(content) is { } folder ? [$"--Content:Folder={folder}"] : Array.Empty<string>(),
            ],
            parsed.GetValue(storage),
            cancellationToken)));
        return chat;
    }

    private static string Setting(string token) => token.StartsWith("--", StringComparison.Ordinal) && token.Contains('=', StringComparison.Ordinal)
        ? token
        : throw new ArgumentException($"{token} is neither an option nor a setting (--Name=value).", nameof(token));
}
