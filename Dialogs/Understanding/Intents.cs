namespace CampaignBot.Dialogs.Understanding;

/// <summary>The intents of <c>content/examples</c> that the bot has a reply of its own to.</summary>
public static class Intents
{
    public const string Greeting = "greeting";
    public const string Thanks = "thanks";
    public const string Goodbye = "goodbye";
    public const string Ok = "ok";
    public const string AreYouABot = "are-you-a-bot";
    public const string WhoAreYou = "who-are-you";
    public const string Help = "help";
    public const string Person = "person";
    public const string SpeakEnglish = "speak-english";
    public const string SpeakSpanish = "speak-spanish";
    public const string Insult = "insult";
    public const string OtherContests = "other-contests";

    /// <summary>What the campaign has nothing to say about; taught as none of the others.</summary>
    public const string OffTopic = "off-topic";

    /// <summary>None of these, as recognizers of the Bot Framework name it: a question, or something else.</summary>
    public const string None = "None";

    /// <summary>Every intent that a recognizer may name.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Greeting, Thanks, Goodbye, Ok, AreYouABot, WhoAreYou, Help, Person, SpeakEnglish, SpeakSpanish, Insult, OtherContests, OffTopic, None,
    ];
}
