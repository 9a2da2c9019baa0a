using BotChannels = Microsoft.Bot.Connector.Channels;

namespace CampaignBot.Channels;

/// <summary>
/// What each platform shows of an activity; the renderers keep within it. The figures are the platforms' own (Messenger Platform, "Send
/// API", "Quick replies"; Twilio, error 21617; Microsoft, "Format your bot messages", "Suggested actions").
/// </summary>
/// <param name="MaxText">Characters (UTF-16 units) in one message; longer text is split.</param>
/// <param name="MaxChoices">Buttons under a message; where there are more, all are listed with numbers in the text.</param>
/// <param name="MaxChoiceTitle">Characters on such a button; longer titles are listed in the text and the buttons have numbers.</param>
/// <param name="MaxChoiceValue">Characters that a button may stand for.</param>
/// <param name="MaxMedia">Pictures and files with one message.</param>
/// <param name="ShowsMarkdown">Whether light Markdown is shown as meant; else its marks are taken off.</param>
/// <param name="ShowsCards">Whether Adaptive Cards are shown; else their text is.</param>
/// <param name="OffersStopWords">Whether words that unsubscribe may be offered as choices: where carriers hear them, never.</param>
internal sealed record Capabilities(
    int MaxText, int MaxChoices, int MaxChoiceTitle, int MaxChoiceValue, int MaxMedia, bool ShowsMarkdown, bool ShowsCards, bool OffersStopWords)
{
    /// <summary>The chat on web pages, and every client of Direct Line.</summary>
    public static Capabilities Web { get; } = new(16_000, 100, 200, 2_000, 50, ShowsMarkdown: true, ShowsCards: true, OffersStopWords: true);

    /// <summary>Microsoft Teams: half of the 80 KB that a message may safely have, in UTF-16, so that cards have room beside it.</summary>
    public static Capabilities Teams { get; } = new(20_000, 3, 200, 2_000, 10, ShowsMarkdown: true, ShowsCards: true, OffersStopWords: true);

    /// <summary>Facebook Messenger.</summary>
    public static Capabilities Messenger { get; } = new(2_000, 13, 20, 1_000, 10, ShowsMarkdown: false, ShowsCards: false, OffersStopWords: true);

    /// <summary>SMS and MMS over Twilio: choices are numbered lines.</summary>
    public static Capabilities Sms { get; } = new(1_600, 0, 0, 0, 10, ShowsMarkdown: false, ShowsCards: false, OffersStopWords: false);

    /// <summary>Those of a channel by its id; an unknown one is the web's.</summary>
    public static Capabilities Of(string? channelId) => channelId switch
    {
        BotChannels.Msteams => Teams,
        BotChannels.Facebook => Messenger,
        BotChannels.Sms => Sms,
        _ => Web,
    };
}
