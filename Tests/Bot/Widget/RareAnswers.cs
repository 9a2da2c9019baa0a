namespace CampaignBot.Tests.Bot.Widget;

/// <summary>Activities with everything a bot may send, in the shapes of the Bot Framework and of schema.org.</summary>
public static class RareAnswers
{
    public const string Picture = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNgYGiwBQAB1wDTfzT3IgAAAABJRU5ErkJggg==";

    public static object Cited => new
    {
        locale = "en",
        channelData = new { feedbackEnabled = true },
        entities = new object[]
        {
            new Dictionary<string, object>
            {
                ["type"] = "https://schema.org/Message",
                ["@type"] = "Message",
                ["@context"] = "https://schema.org",
                ["citation"] = new[]
                {
                    Claim(1, "Alder County Elections", "https://elections.aldercounty.example/hours", "Poll hours, as of 2026-10-01", "official"),
                    Claim(2, "What Measure 4 does", "https://yesonmeasure4.example/measure", "The measure", "campaign"),
                },
            },
        },
    };

    public static object Cards => new
    {
        attachments = new object[]
        {
            new
            {
                contentType = "application/vnd.microsoft.card.hero",
                content = new
                {
                    title = "River Day",
                    subtitle = "Saturday, 10 a.m., Mill Bridge",
                    text = "Gloves and bags are there.",
                    images = new[] { new { url = Picture, alt = "The river at Mill Bridge" } },
                    buttons = new object[]
                    {
                        new { type = "postBack", title = "I'll come", value = "rsvp river-day" },
                        new { type = "openUrl", title = "Details", value = "https://yesonmeasure4.example/river" },
                    },
                },
            },
            new
            {
                contentType = "application/vnd.microsoft.card.thumbnail",
                content = new { title = "Phone bank", text = "First time? Someone sits with you.", images = new[] { new { url = Picture, alt = "" } } },
            },
            new { contentType = "application/pdf", contentUrl = "https://yesonmeasure4.example/measure.pdf", name = "measure.pdf" },
        },
        suggestedActions = new { actions = new object[] { new { type = "imBack", title = "What else is on?", value = "What else is on?" } } },
    };

    private static Dictionary<string, object> Claim(int position, string name, string url, string about, string keyword) => new()
    {
        ["@type"] = "Claim",
        ["position"] = position,
        ["appearance"] = new Dictionary<string, object>
        {
            ["@type"] = "DigitalDocument",
            ["name"] = name,
            ["url"] = url,
            ["abstract"] = about,
            ["keywords"] = new[] { keyword },
        },
    };
}
