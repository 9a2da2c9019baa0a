using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json.Nodes;
using CampaignBot.Channels.Facebook;
using CampaignBot.Tests.Support;
using CampaignBot.Turns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static CampaignBot.Tests.Bot.Channels.Facebook.FacebookProgram;

namespace CampaignBot.Tests.Bot.Channels.Facebook;

public sealed class FacebookTests(FacebookProgram program) : IClassFixture<FacebookProgram>
{
    /// <summary>The setting's default.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("subscribe", FacebookProgram.VerifyToken, HttpStatusCode.OK)]
    [InlineData("subscribe", "another", HttpStatusCode.Forbidden)]
    [InlineData("unsubscribe", FacebookProgram.VerifyToken, HttpStatusCode.Forbidden)]
    [InlineData("", "", HttpStatusCode.Forbidden)]
    public async Task Verification_IsAnsweredToWhoKnowsOurWord(string mode, string token, HttpStatusCode expected)
    {
        using var response = await program.Client.GetAsync(
            new Uri($"{FacebookChannel.Path}?hub.mode={mode}&hub.verify_token={Uri.EscapeDataString(token)}&hub.challenge=1158201444", UriKind.Relative), CancellationToken.None);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? "1158201444" : "", await response.Content.ReadAsStringAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Question_OnMessenger_IsAnsweredWithQuickReplies()
    {
        var person = program.NewPerson();

        var replies = await program.SayAsync(person, 2, Text(person, "what does measure 4 do?"));

        Assert.StartsWith("I'm the automated assistant", (string?)replies[0]["text"], StringComparison.Ordinal);
        Assert.Contains("- Clean river: $7.5 million", (string?)replies[1]["text"], StringComparison.Ordinal);
        Assert.NotEmpty(replies[1]["quick_replies"]!.AsArray());
    }

    [Fact]
    public async Task QuickReply_Tapped_IsTheOneThatItStandsFor()
    {
        var person = program.NewPerson();
        await program.SayAsync(person, 1, Text(person, "hello"));

        var replies = await program.SayAsync(person, 2, Event(person, "message", new JsonObject
        {
            ["mid"] = "m_tap" + person, ["text"] = "What Meas…", ["quick_reply"] = new JsonObject { ["payload"] = "What Measure 4 does" },
        }));

        Assert.Contains("$18 million", (string?)replies[1]["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetStarted_Tapped_IsWelcomed()
    {
        var person = program.NewPerson();

        var replies = await program.SayAsync(person, 1, Event(person, "postback", new JsonObject { ["title"] = "Get Started", ["payload"] = MessengerEvents.GetStarted, ["mid"] = "m_gs" + person }));

        Assert.StartsWith("I'm the automated assistant", (string?)replies[0]["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_BeforeItsAnswer_IsShownAsSeenAndBeingAnswered()
    {
        var person = program.NewPerson();

        await program.SayAsync(person, 1, Text(person, "hello"));
        await program.SayAsync(person, 2, Text(person, "STOP"));
        using (await program.PostAsync(Text(person, "what does measure 4 do?")))
        {
        }
        await program.SayAsync(person, 3, Text(person, "START"));

        Assert.Equal(["mark_seen", "typing_on"], program.Graph.Signs.Where(s => s.To == person).Select(s => s.Action));
    }

    [Theory]
    [InlineData("postback", "volunteer", "What is your name?")]
    [InlineData("postback", "volunteer.es", "¿Cómo se llama?")]
    [InlineData("referral", "measure/what-it-does", "$18 million")]
    [InlineData("optin", "where-to-vote", "street address")]
    [InlineData("referral", "delete-my-data", "Ask me about Measure 4")]
    [InlineData("referral", "no such thing", "Ask me about Measure 4")]
    [InlineData("postback", null, "Ask me about Measure 4")]
    public async Task Link_OfTheCampaign_LeadsToWhatItNames(string by, string? names, string expected)
    {
        var person = program.NewPerson();
        var referral = new JsonObject { ["ref"] = names, ["source"] = "SHORTLINK", ["type"] = "OPEN_THREAD" };

        using (await program.PostAsync(Event(person, by, by == "postback" ? new JsonObject { ["title"] = "Get Started", ["payload"] = MessengerEvents.GetStarted, ["mid"] = "m_gs" + person, ["referral"] = referral } : referral)))
        {
        }

        await Poll.UntilAsync(() => program.To(person).Any(m => ((string?)m["text"])?.Contains(expected, StringComparison.Ordinal) == true));
        Assert.Contains(program.To(person), m => ((string?)m["text"])!.Contains("Yes on Measure 4", StringComparison.Ordinal) || ((string?)m["text"])!.Contains("automátic", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Links_OfTheCampaign_AreCountedByWhatTheyNameAndWhereTheyStood()
    {
        var person = program.NewPerson();
        var arrivals = new ConcurrentBag<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "campaignbot.arrivals")
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => arrivals.Add(string.Join(' ', tags.ToArray().Select(t => t.Value))));
        listener.Start();
        // Nobody else's test comes by these.
        static JsonObject By(string names, string source) => new() { ["ref"] = names, ["source"] = source, ["type"] = "OPEN_THREAD" };
        var typed = Text(person, "what does measure 4 do?");
        typed["message"]!["referral"] = By("measure/renters", "ADS");

        var replies = await program.SayAsync(person, 2, typed);
        using (await program.PostAsync(Event(person, "referral", By("measure/seniors.es", "MESSENGER_CODE"))))
        {
        }
        using (await program.PostAsync(Event(person, "postback", new JsonObject { ["title"] = "x", ["payload"] = "Events near me", ["mid"] = "m_ice" + person, ["referral"] = By("what a stranger wrote", "DISCOVER_TAB") })))
        {
        }

        Assert.Contains("$18 million", (string?)replies[1]["text"], StringComparison.Ordinal);
        await Poll.UntilAsync(() => arrivals.Contains("measure/renters ADS") && arrivals.Contains("measure/seniors MESSENGER_CODE") && arrivals.Contains("other DISCOVER_TAB"));
        Assert.DoesNotContain(arrivals, a => a.Contains("stranger", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Said_OnTheBotsOwnAccount_IsAnUpdateAndNoResponse()
    {
        var person = program.NewPerson();
        await program.SayAsync(person, 1, Text(person, "hello"));

        await program.Services.GetRequiredService<Inbox>().ContinueAsync(
            ConversationKey.Of("facebook", $"{GraphService.Page}:{person}"), $"unasked-{person}", (turn, token) => turn.SendActivityAsync("Remember.", cancellationToken: token), CancellationToken.None);
        await Poll.UntilAsync(() => program.To(person).Count == 2);

        Assert.Equal(["RESPONSE", "UPDATE"], program.Graph.Taken.Where(t => (string?)t["recipient"]!["id"] == person).Select(t => (string?)t["messaging_type"]));
    }

    [Fact]
    public async Task Link_OpenedInAConversationUnderWay_GoesOnInItsLanguage()
    {
        var person = program.NewPerson();
        await program.SayAsync(person, 1, Text(person, "hola, buenas tardes"));

        var replies = await program.SayAsync(person, 2, Event(person, "referral", new JsonObject { ["ref"] = "events", ["source"] = "SHORTLINK", ["type"] = "OPEN_THREAD" }));

        Assert.Contains("código postal", (string?)replies[1]["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Picture_OnMessenger_IsFetchedWithoutThePagesTokenAndKept()
    {
        var person = program.NewPerson();
        var picture = new JsonObject { ["mid"] = $"m_pic{person}", ["attachments"] = new JsonArray(new JsonObject { ["type"] = "image", ["payload"] = new JsonObject { ["url"] = program.Graph.FileAt("picture-1") } }) };

        var replies = await program.SayAsync(person, 2, Event(person, "message", picture));

        Assert.Contains("kept for our office", (string?)replies[1]["text"], StringComparison.Ordinal);
        Assert.Null(Assert.Single(program.Graph.Asked).Authorization);
    }

    [Fact]
    public async Task Batch_WithADuplicateAndOtherEvents_IsAnsweredOnce()
    {
        var person = program.NewPerson();
        var message = Text(person, "hello", "m_same" + person);

        await program.SayAsync(
            person,
            1,
            message,
            (JsonObject)message.DeepClone(),
            Event(person, "delivery", new JsonObject { ["watermark"] = 1 }),
            Event(person, "read", new JsonObject { ["watermark"] = 1 }),
            Event(person, "message", new JsonObject { ["mid"] = "m_echo" + person, ["text"] = "echo", ["is_echo"] = true }),
            Event(person, "message", new JsonObject { ["mid"] = "m_deleted" + person, ["is_deleted"] = true }),
            Event(person, "something_new", new JsonObject()),
            Event(person, "message", new JsonObject { ["mid"] = "m_other" + person, ["text"] = "hi" }, recipient: "999"));
        using (await program.PostAsync((JsonObject)message.DeepClone()))
        {
        }
        var replies = await program.SayAsync(person, 2, Text(person, "thanks"));

        Assert.Equal(2, replies.Count);
    }

    [Fact]
    public async Task Reply_WhileMetaIsBusyOrBroken_IsSentLater()
    {
        var person = program.NewPerson();
        program.Graph.Next.Enqueue((400, 613));
        program.Graph.Next.Enqueue((500, 1));

        var replies = await program.SayAsync(person, 1, Text(person, "hello"));

        Assert.Single(replies);
    }

    [Theory]
    [InlineData(GraphService.TakeAndDrop)]
    [InlineData(GraphService.TakeAndFail)]
    [InlineData(GraphService.TakeAndHang)]
    public async Task Reply_TakenButNotAnswered_IsNotSentTwice(int failure)
    {
        var person = program.NewPerson();
        var hangs = program.Graph.Hangs;
        program.Graph.Next.Enqueue((failure, 1));
        using (await program.PostAsync(Text(person, "what does measure 4 do?")))
        {
        }
        if (failure == GraphService.TakeAndHang)
        {
            await Poll.UntilAsync(() => program.Graph.Hangs > hangs);
            program.Clock.Advance(SendTimeout);
        }
        await Poll.UntilAsync(() => program.To(person).Any(m => ((string?)m["text"])?.Contains("$7.5 million", StringComparison.Ordinal) == true));

        Assert.Equal(2, program.To(person).Count);
        Assert.Equal(program.To(person).Count, program.To(person).Select(m => (string?)m["text"]).Distinct().Count());
    }

    [Fact]
    public async Task Reply_MoreThanADayLater_IsNotSentButKeptForThoseWhoRunIt()
    {
        var person = program.NewPerson();
        using var response = await program.PostAsync(Event(person, "message", new JsonObject { ["mid"] = $"m_late{person}", ["text"] = "hello" }, ago: TimeSpan.FromHours(25)));

        var unsent = program.Services.GetRequiredService<UnsentReplies>();
        UnsentReply? kept = null;
        await Poll.UntilAsync(async () => (kept = await unsent.AllAsync().FirstOrDefaultAsync(u => u.Conversation.Contains(person, StringComparison.Ordinal))) is not null);

        Assert.Contains("24 hours", kept!.Reason, StringComparison.Ordinal);
        Assert.StartsWith("I'm the automated assistant", kept.Activity.Text, StringComparison.Ordinal);
        Assert.Empty(program.To(person));
    }

    [Fact]
    public async Task Reply_RefusedByMetaForItsWindow_IsKeptToo()
    {
        var person = program.NewPerson();
        program.Graph.Silent[person] = true;
        using var response = await program.PostAsync(Text(person, "hello"));

        var unsent = program.Services.GetRequiredService<UnsentReplies>();
        await Poll.UntilAsync(async () => await unsent.AllAsync().AnyAsync(u => u.Conversation.Contains(person, StringComparison.Ordinal) && u.Reason.Contains("24 hours", StringComparison.Ordinal)));

        Assert.Empty(program.To(person));
    }

    [Fact]
    public async Task Profile_SetByCommand_IsInEveryLanguageAndWithinTheLimits()
    {
        var (code, output) = await BotProgram.RunAsync(
            ["channels", "facebook"],
            ("Facebook__PageId", GraphService.Page), ("Facebook__PageAccessToken", GraphService.Token), ("Facebook__AppSecret", GraphService.Secret), ("Facebook__VerifyToken", "v"), ("Facebook__Api", program.Graph.Address));

        Assert.True(code == 0, output);
        var profile = program.Graph.Profile!;
        Assert.Equal(["default", "es_LA", "es_ES"], profile["persistent_menu"]!.AsArray().Select(m => (string?)m!["locale"]));
        Assert.All(profile["persistent_menu"]!.AsArray(), m => Assert.InRange(m!["call_to_actions"]!.AsArray().Count, 1, 3));
        Assert.All(profile["ice_breakers"]!.AsArray(), m => Assert.InRange(m!["call_to_actions"]!.AsArray().Count, 1, 4));
        Assert.All(profile["greeting"]!.AsArray(), g => Assert.InRange(((string)g!["text"]!).Length, 1, 160));
    }

    [Fact]
    public void Thumb_IsReadAsOne()
    {
        var sticker = new JsonObject { ["mid"] = "m_thumb", ["attachments"] = new JsonArray(new JsonObject { ["type"] = "image", ["payload"] = new JsonObject { ["url"] = "https://x.example/t.png", ["sticker_id"] = 369239263222822 } }) };
        var events = new MessengerEvents(GraphService.Page, TimeProvider.System).Read(System.Text.Encoding.UTF8.GetBytes(Body(Event("5", "message", sticker))));

        Assert.Equal("👍", Assert.IsType<MessengerEvent.Happened>(Assert.Single(events!)).Activity.Text);
    }

    [Theory]
    [InlineData(@"I \ud83d\ude00 it", "I 😀 it")]
    [InlineData(@"I \uD83D it", "I \uFFFD it")]
    [InlineData(@"\ude00\ud83d", "\uFFFD\uFFFD")]
    [InlineData(@"\ud83d\ud83d\ude00", "\uFFFD😀")]
    [InlineData(@"C:\\ud83d", @"C:\ud83d")]
    public void Emoji_CutInTwo_IsReadWithWhatIsAroundIt(string escaped, string expected)
    {
        var body = Body(Text("5", "WORDS")).Replace("WORDS", escaped, StringComparison.Ordinal);
        var events = new MessengerEvents(GraphService.Page, TimeProvider.System).Read(System.Text.Encoding.UTF8.GetBytes(body));

        Assert.Equal(expected, Assert.IsType<MessengerEvent.Happened>(Assert.Single(events!)).Activity.Text);
    }

    [Theory]
    [InlineData("Facebook:PageId", "my page", "Facebook:PageId")]
    [InlineData("Facebook:AppSecret", "", "Facebook:AppSecret")]
    [InlineData("Facebook:PageAccessToken", "", "Facebook:PageAccessToken")]
    [InlineData("Facebook:VerifyToken", "", "Facebook:VerifyToken")]
    [InlineData("Facebook:Api", "nowhere", "Facebook:Api")]
    [InlineData("Facebook:Page", "1032", "Facebook:Page is no setting")]
    public void Settings_ByHalf_AreRefusedByName(string name, string value, string expected)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Facebook:PageId"] = GraphService.Page, ["Facebook:PageAccessToken"] = "t", ["Facebook:AppSecret"] = "s", ["Facebook:VerifyToken"] = "v",
        };
        settings[name] = value;

        var refused = Assert.Throws<OptionsValidationException>(() => FacebookOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));

        Assert.Contains(refused.Failures, f => f.Contains(expected, StringComparison.Ordinal));
    }
}
