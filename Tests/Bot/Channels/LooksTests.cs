using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampaignBot.BotFramework;
using CampaignBot.Channels;
using CampaignBot.Channels.AzureBotService;
using CampaignBot.Channels.Facebook;
using CampaignBot.Channels.Sms;
using CampaignBot.Tests.Support;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.Bot.Channels;

/// <summary>
/// A card, a list, a long answer with citations and a form's question as each channel shows them, in docs/conversations/everywhere.txt.
/// UPDATE_TRANSCRIPTS=1 writes what they look like now.
/// </summary>
public sealed class LooksTests
{
    private const string ReadOn = "Reply MORE to read on.";
    private static readonly SmsRenderer Sms = new(withoutAccents: false, maxSegments: 6);

    private static readonly (string What, Func<Activity> Make)[] Shown =
    [
        ("A card", () => new Activity(ActivityTypes.Message)
        {
            Text = "This is where you vote:",
            Attachments =
            [
                new HeroCard(
                    "Northside Fire Station", "900 North Hill Road, Alder Falls", "Open 7 a.m. to 8 p.m. The community room beside the garage.", [new CardImage("https://chat.example.org/station.png", "The station")],
                    [new CardAction(ActionTypes.OpenUrl, "Map", value: "https://maps.example/north-hill"), new CardAction(ActionTypes.ImBack, "Early voting", value: "Early voting")]).ToAttachment(),
            ],
        }),
        ("A list", () => Offering(
            "Here is what I can help with:", "Where do I vote?", "Plan my vote", "Events nearby", "Volunteer", "Pick a shift", "My sign-ups", "What matters to me", "Give feedback", "Take the survey", "Stay in touch", "Talk to a person", "What Measure 4 does", "More")),
        ("A long answer with citations", () => Offering(
            $"**Measure 4** pays for three things. [1]\n\n{string.Join("\n", Enumerable.Range(1, 12).Select(i => string.Create(CultureInfo.InvariantCulture, $"- **Project {i}:** the city rebuilds what the storms of that winter broke, street by street, and tells residents two weeks ahead. [2]")))}\n\n"
            + "[1] Yes on Measure 4, as of October 15, 2026: https://yesonmeasure4.example/measure\n[2] City of Alder Falls, as of October 1, 2026: https://city.example/measure-4", "What it costs you", "Who pays", "When it would start")),
        ("A form's question", () => Offering("On which days do you mostly have time? You can name several.", "Weekdays", "Weekday evenings", "Saturdays", "Sundays", "Any day")),
    ];

    [Fact]
    public async Task WhatIsSaid_OnEveryChannel_LooksRight()
    {
        var all = new StringBuilder();
        foreach (var (what, make) in Shown)
        {
            Assert.Empty(PlatformLimits.Problems(make()));
            all.Append("# ").Append(what).Append("\n\n");
            foreach (var (channel, shown) in ((string, IEnumerable<string>)[])[("Web", OnTheWeb(make())), ("Teams", InTeams(make())), ("Messenger", OnMessenger(make())), ("SMS", BySms(make()))])
            {
                all.Append("## ").Append(channel).Append('\n');
                foreach (var message in shown)
                    all.Append("< ").Append(message.Replace("\n", "\n  ", StringComparison.Ordinal).Replace("\n  \n", "\n\n", StringComparison.Ordinal)).Append('\n');
                all.Append('\n');
            }
        }
        var file = Path.Combine(BotProgram.RepositoryRoot(), "docs", "conversations", "everywhere.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_TRANSCRIPTS") == "1")
            await File.WriteAllTextAsync(file, all.ToString());
        else
            Assert.Equal((await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n"), all.ToString());
    }

    private static Activity Offering(string text, params string[] titles) => new(ActivityTypes.Message)
    {
        Text = text,
        SuggestedActions = new SuggestedActions { Actions = [.. titles.Select(t => new CardAction(ActionTypes.ImBack, t, value: t))] },
    };

    private static IEnumerable<string> OnTheWeb(Activity activity) => [Drawn(activity)];

    private static IEnumerable<string> InTeams(Activity activity)
    {
        (activity.ChannelId, activity.Conversation) = ("msteams", new ConversationAccount { Id = "c", ConversationType = "personal" });
        return TeamsRenderer.Render(activity).Select(Drawn);
    }

    private static IEnumerable<string> OnMessenger(Activity activity) => MessengerRenderer.Render(activity).Select(message =>
    {
        var payload = message["attachment"]?["payload"];
        var lines = new List<string?> { message["text"]?.ToString() ?? payload?["text"]?.ToString() };
        lines.AddRange((payload?["elements"] as JsonArray ?? []).Select(e => $"[picture {e!["image_url"]}]\n{e["title"]}\n{e["subtitle"]}\n{Row(e["buttons"] as JsonArray)}"));
        lines.Add(Row(payload?["buttons"] as JsonArray));
        lines.Add(Row(message["quick_replies"] as JsonArray));
        return string.Join('\n', lines.Where(l => !string.IsNullOrEmpty(l)));
    });

    private static IEnumerable<string> BySms(Activity activity)
    {
        var first = Sms.Cut(activity, ReadOn) is var (cut, left) ? [cut, $"(to MORE) {left}"] : Sms.Render(activity).Texts;
        return first.Select(t => $"{t}\n({SmsText.Segments(SmsText.Simplify(t, withoutAccents: false))} segments)");
    }

    private static string Drawn(Activity activity)
    {
        var lines = new List<string> { activity.Text ?? "" };
        foreach (var card in (activity.Attachments ?? []).Select(a => JsonSerializer.SerializeToNode(a.Content, BotJson.Options)!))
        {
            lines.AddRange(((string[])["title", "subtitle", "text"]).Select(f => card[f]?.ToString() ?? ""));
            lines.Add(Row(card["buttons"] as JsonArray));
            lines.AddRange((card["body"] as JsonArray ?? []).Select(row => Row(row!["actions"] as JsonArray)));
        }
        lines.Add(string.Join(' ', (activity.SuggestedActions?.Actions ?? []).Select(a => $"({a.Title})")));
        return string.Join('\n', lines.Where(l => l.Length > 0));
    }

    private static string Row(JsonArray? buttons) => string.Join(' ', (buttons ?? []).Select(b => $"({b!["title"]})"));
}
