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

    public const string WhereToVote = "where-to-vote";
    public const string PlanToVote = "plan-to-vote";
    public const string Volunteer = "volunteer";
    public const string Events = "events";
    public const string MyEvents = "my-events";
    public const string CancelSignUp = "cancel-sign-up";
    public const string Shifts = "shifts";
    public const string TellAFriend = "tell-a-friend";
    public const string Donate = "donate";
    public const string Priorities = "priorities";
    public const string Feedback = "feedback";
    public const string Survey = "survey";
    public const string StayInTouch = "stay-in-touch";
    public const string Pause = "pause";
    public const string MyData = "my-data";
    public const string DeleteMyData = "delete-my-data";

    /// <summary>Begun by its title and by <see cref="Linking.LinkWords"/>: <c>content/examples</c> teaches it to no recognizer, so it isn't among <see cref="All"/>.</summary>
    public const string Link = "link";

    public const string TalkingPoints = "talking-points";
    public const string CheckIn = "check-in";
    public const string ReportContact = "report-contact";
    public const string AskExpert = "ask-expert";
    public const string Numbers = "numbers";

    /// <summary>Those that begin a conversation of the same id.</summary>
    public static IReadOnlyList<string> Conversations { get; } =
    [
        WhereToVote, PlanToVote,
        Volunteer, Events, MyEvents, CancelSignUp, Shifts, TellAFriend, Donate, Priorities, Feedback, Survey, StayInTouch, Pause, MyData, DeleteMyData, TalkingPoints, CheckIn, ReportContact, AskExpert, Numbers, Person,
    ];

    /// <summary>Every intent that a recognizer may name.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Greeting, Thanks, Goodbye, Ok, AreYouABot, WhoAreYou, Help, SpeakEnglish, SpeakSpanish, Insult, OtherContests, OffTopic, None, .. Conversations,
    ];
}
