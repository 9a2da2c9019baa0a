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
    public const string OffTopic = "off-topic";
}
