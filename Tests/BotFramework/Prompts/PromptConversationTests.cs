using System.Globalization;
using CampaignBot.Tests.Support;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Builder.Dialogs.Choices;
using Microsoft.Bot.Builder.Testing;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Prompts;

/// <summary>Prompts in a conversation: asked on a channel in a language, answered, asked again, their state stored in between.</summary>
public class PromptConversationTests
{
    private static readonly string[] Tasks = ["Doors", "Calls", "Cards"];

    [Theory]
    [InlineData("sms", "en-US", "Which? (1) Doors, (2) Calls, or (3) Cards")]
    [InlineData("sms", "es-MX", "Which? (1) Doors, (2) Calls, o (3) Cards")]
    [InlineData("sms", "fr-CA", "Which? (1) Doors, (2) Calls, ou (3) Cards")]
    [InlineData("sms", "xx", "Which? (1) Doors, (2) Calls, or (3) Cards")]
    public async Task Choice_InALanguage_IsWrittenInIt(string channel, string locale, string expected)
    {
        var client = Client(new ChoicePrompt("ask"), Which(), channel, locale);

        Assert.Equal(expected, (await client.SendActivityAsync<IMessageActivity>("hi"))!.Text);
    }

    [Fact]
    public async Task Choice_OnTheWeb_IsSuggestedAndTakenByButton()
    {
        var client = Client(new ChoicePrompt("ask"), Which(), "webchat");

        var asked = await client.SendActivityAsync<IMessageActivity>("hi");
        await client.SendActivityAsync<IMessageActivity>("Calls");

        Assert.Equal(Tasks, asked!.SuggestedActions!.Actions!.Select(a => a.Title));
        Assert.Equal(1, Result<FoundChoice>(client).Index);
    }

    [Theory]
    [InlineData("the second one")]
    [InlineData("dos")]
    [InlineData("llamadas")]
    [InlineData("#2")]
    public async Task Choice_AfterAWrongAnswer_IsAskedAgainAndTaken(string answer)
    {
        var client = Client(new ChoicePrompt("ask"), Which(), "sms");
        await client.SendActivityAsync<IMessageActivity>("hi");

        var retry = await client.SendActivityAsync<IMessageActivity>("banana");
        await client.SendActivityAsync<IMessageActivity>(answer);

        Assert.StartsWith("Please pick one.", retry!.Text, StringComparison.Ordinal);
        Assert.Contains("(2) Calls", retry.Text, StringComparison.Ordinal);
        Assert.Equal("Calls", Result<FoundChoice>(client).Value);
    }

    [Fact]
    public async Task Choice_ByPostback_IsTakenFromTheValue()
    {
        var options = Which();
        options.Choices![2].Action = new CardAction(ActionTypes.PostBack, "Write cards", value: "task:cards");
        var client = Client(new ChoicePrompt("ask"), options, "facebook");
        await client.SendActivityAsync<IMessageActivity>("hi");

        await client.SendActivityAsync<IMessageActivity>(new Activity(ActivityTypes.Message, value: "task:cards", locale: "en-us"));

        Assert.Equal("Cards", Result<FoundChoice>(client).Value);
    }

    [Fact]
    public async Task Choice_StyleOfOptions_WinsOverThePrompts()
    {
        var options = Which();
        options.Style = ListStyle.None;
        var client = Client(new ChoicePrompt("ask") { Style = ListStyle.List }, options, "webchat");

        var asked = await client.SendActivityAsync<IMessageActivity>("hi");

        Assert.Equal("Which?", asked!.Text);
        Assert.Null(asked.SuggestedActions);
    }

    [Fact]
    public async Task Choice_ValidatorRefusing_CountsAttempts()
    {
        var attempts = new List<int>();
        var prompt = new ChoicePrompt("ask", (context, _) =>
        {
            attempts.Add(context.AttemptCount);
            return Task.FromResult(context.Recognized is { Succeeded: true, Value.Index: 2 });
        });
        var client = Client(prompt, Which(), "sms");
        foreach (var text in (string[])["hi", "1", "banana", "3"])
            await client.SendActivityAsync<IMessageActivity>(text);

        Assert.Equal([1, 2, 3], attempts);
        Assert.Equal("Cards", Result<FoundChoice>(client).Value);
    }

    [Fact]
    public async Task Choice_RecognizerOptions_AreUsedAndNotChanged()
    {
        var given = new FindChoicesOptions { AllowPartialMatches = true };
        var options = Which();
        options.Choices!.Add(new Choice("City Hall"));
        var client = Client(new ChoicePrompt("ask") { RecognizerOptions = given }, options, "sms", "es-ES");
        await client.SendActivityAsync<IMessageActivity>("hi");

        await client.SendActivityAsync<IMessageActivity>("hall");

        Assert.Equal(3, Result<FoundChoice>(client).Index);
        Assert.Null(given.Locale);
    }

    [Theory]
    [InlineData("en-us", "Ready? (1) Yes or (2) No")]
    [InlineData("es-us", "Ready? (1) Sí o (2) No")]
    [InlineData("de-de", "Ready? (1) Ja oder (2) Nein")]
    public async Task Confirm_InALanguage_IsWrittenInIt(string locale, string expected)
    {
        var client = Client(new ConfirmPrompt("ask"), Ready(), "sms", locale);

        Assert.Equal(expected, (await client.SendActivityAsync<IMessageActivity>("hi"))!.Text);
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("claro", true)]
    [InlineData("1", true)]
    [InlineData("the first", true)]
    [InlineData("👍", true)]
    [InlineData("no problem", true)]
    [InlineData("nope", false)]
    [InlineData("2", false)]
    [InlineData("no 2", false)]
    [InlineData("la segunda", false)]
    public async Task Confirm_AnsweredInAnyWay_IsRead(string answer, bool expected)
    {
        var client = Client(new ConfirmPrompt("ask"), Ready(), "sms");
        await client.SendActivityAsync<IMessageActivity>("hi");

        await client.SendActivityAsync<IMessageActivity>(answer);

        Assert.Equal(expected, Result<bool>(client));
    }

    [Fact]
    public async Task Confirm_OwnChoices_AreTakenByTheirWholeTitle()
    {
        var prompt = new ConfirmPrompt("ask") { ConfirmChoices = Tuple.Create(new Choice("Don't stop"), new Choice("Stop, yes")) };
        var client = Client(prompt, Ready(), "sms");

        var asked = await client.SendActivityAsync<IMessageActivity>("hi");
        await client.SendActivityAsync<IMessageActivity>("don't stop");

        Assert.Equal("Ready? (1) Don't stop or (2) Stop, yes", asked!.Text);
        Assert.True(Result<bool>(client));
    }

    [Fact]
    public async Task Confirm_WithoutNumbers_TakesNone()
    {
        var client = Client(new ConfirmPrompt("ask") { ChoiceOptions = new ChoiceFactoryOptions { IncludeNumbers = false } }, Ready(), "sms");

        var asked = await client.SendActivityAsync<IMessageActivity>("hi");
        var retry = await client.SendActivityAsync<IMessageActivity>("1");

        Assert.Equal("Ready? Yes or No", asked!.Text);
        Assert.Equal("Yes or no? Yes or No", retry!.Text);
    }

    [Fact]
    public async Task Confirm_DefaultsByLocale_AreTheOnlyOnes()
    {
        var prompt = new ConfirmPrompt("ask", new Dictionary<string, (Choice, Choice, ChoiceFactoryOptions)>
        {
            ["en-us"] = (new Choice("Aye"), new Choice("Nay"), new ChoiceFactoryOptions(", ", " / ", " / ", false)),
        });
        var client = Client(prompt, Ready(), "sms", "es-es");

        Assert.Equal("Ready? Aye / Nay", (await client.SendActivityAsync<IMessageActivity>("hi"))!.Text);
    }

    [Theory]
    [InlineData("I have 3 kids", "en-us", 3)]
    [InlineData("veinticinco", "en-us", 25)]
    [InlineData("1.000", "es-es", 1000)]
    [InlineData("tengo una pregunta: 5", "es-es", 5)]
    [InlineData("2.0", "en-us", 2)]
    public Task Number_Int_IsRead(string text, string locale, int expected) => CheckNumberAsync(text, locale, expected);

    [Fact]
    public async Task Number_EachType_IsRead()
    {
        await CheckNumberAsync<short>("-32768", "en-us", short.MinValue);
        await CheckNumberAsync("nine million", "en-us", 9_000_000L);
        await CheckNumberAsync("two and a half", "en-us", 2.5f);
        await CheckNumberAsync("2,5", "es-es", 2.5d);
        await CheckNumberAsync("1.000,25", "es-es", 1000.25m);
    }

    [Theory]
    [InlineData("3000000000")]
    [InlineData("2.5")]
    [InlineData("a few")]
    public async Task Number_ThatAnIntCannotHold_IsAskedForAgain(string text)
    {
        var client = Client(new NumberPrompt<int>("ask"), HowMany());
        await client.SendActivityAsync<IMessageActivity>("hi");

        Assert.Equal("A number, please.", (await client.SendActivityAsync<IMessageActivity>(text))!.Text);
    }

    [Fact]
    public async Task Number_SubmittedByACard_IsReadWithAPoint()
    {
        var client = Client(new NumberPrompt<decimal>("ask"), HowMany(), "webchat", "es-es");
        await client.SendActivityAsync<IMessageActivity>("hi");

        await client.SendActivityAsync<IMessageActivity>(new Activity(ActivityTypes.Message, value: 1.125, locale: "es-es"));

        Assert.Equal(1.125m, Result<decimal>(client));
    }

    [Fact]
    public async Task Number_RecognizeLanguage_WinsOverTheUsers()
    {
        var options = HowMany();
        options.RecognizeLanguage = "es-es";
        var client = Client(new NumberPrompt<int>("ask"), options);
        await client.SendActivityAsync<IMessageActivity>("hi");

        await client.SendActivityAsync<IMessageActivity>("1.000");

        Assert.Equal(1000, Result<int>(client));
    }

    [Fact]
    public void Number_OfAnotherType_IsRefused()
    {
        Assert.Throws<NotSupportedException>(() => new NumberPrompt<string>("ask"));
        Assert.Throws<NotSupportedException>(() => new NumberPrompt<DayOfWeek>("ask"));
    }

    [Fact]
    public async Task DateTime_Reference_IsTheUsersWallClock()
    {
        // It is still Friday in California when Greenwich has Saturday.
        var friday = DateTimeOffset.Parse("2026-11-20T22:00:00-08:00", CultureInfo.InvariantCulture);

        Assert.Equal("2026-11-21", await TomorrowAsync(activity => activity.LocalTimestamp = friday));
        Assert.Equal("2026-11-21", await TomorrowAsync(activity => (activity.Timestamp, activity.LocalTimezone) = (friday.ToUniversalTime(), "America/Los_Angeles")));
        Assert.Equal("2026-11-22", await TomorrowAsync(activity => activity.Timestamp = friday));
        Assert.Equal("2026-11-22", await TomorrowAsync(activity => (activity.Timestamp, activity.LocalTimezone) = (friday, "Nowhere/Else")));
    }

    [Fact]
    public async Task DateTime_Validator_ChoosesTheFuture()
    {
        var prompt = new DateTimePrompt("ask", (context, _) =>
        {
            var future = context.Recognized.Value?.LastOrDefault(r => string.CompareOrdinal(r.Value, "2026-11-18") > 0);
            context.Recognized.Value = future is null ? [] : [future];
            return Task.FromResult(future is not null);
        });
        var client = Client(prompt, new PromptOptions { Prompt = MessageFactory.Text("When?"), RetryPrompt = MessageFactory.Text("A day to come, please.") });
        await client.SendActivityAsync<IMessageActivity>("hi");

        var retry = await client.SendActivityAsync<IMessageActivity>(At("yesterday"));
        await client.SendActivityAsync<IMessageActivity>(At("Saturday at 5pm"));

        Assert.Equal("A day to come, please.", retry!.Text);
        var chosen = Assert.Single(Result<IList<DateTimeResolution>>(client));
        Assert.Equal(("XXXX-WXX-6T17", "2026-11-21 17:00:00"), (chosen.Timex, chosen.Value));
    }

    [Fact]
    public async Task DateTime_ActivityWithoutTime_IsReadByTheTurnsClock()
    {
        var recognized = await RecognizeAsync(new Activity(ActivityTypes.Message, text: "today"), new FixedClock(new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.Zero)));

        Assert.Equal("2031-02-03", recognized.Value![0].Value);
    }

    private static async Task<string?> TomorrowAsync(Action<Activity> place)
    {
        var activity = new Activity(ActivityTypes.Message, text: "tomorrow");
        place(activity);
        var recognized = await RecognizeAsync(activity, null);
        return recognized.Value![0].Value;
    }

    private static async Task<PromptRecognizerResult<IList<DateTimeResolution>>> RecognizeAsync(Activity activity, TimeProvider? clock)
    {
        using var turn = new TurnContext(new TestAdapter(), activity);
        turn.TurnState.Set(clock);
        return await new OpenDateTimePrompt().ReadAsync(turn);
    }

    private static async Task CheckNumberAsync<T>(string text, string locale, T expected)
    {
        var client = Client(new NumberPrompt<T>("ask"), HowMany(), "webchat", locale);
        await client.SendActivityAsync<IMessageActivity>("hi");
        await client.SendActivityAsync<IMessageActivity>(text);
        Assert.Equal(expected, Result<T>(client));
    }

    private static Activity At(string text) =>
        new(ActivityTypes.Message, text: text, locale: "en-us", localTimestamp: new DateTimeOffset(2026, 11, 18, 10, 0, 0, TimeSpan.FromHours(-5)));

    private static PromptOptions Which() => new()
    {
        Prompt = MessageFactory.Text("Which?"),
        RetryPrompt = MessageFactory.Text("Please pick one."),
        Choices = Tasks.Select(task => new Choice(task) { Synonyms = task == "Calls" ? ["llamadas"] : null }).ToList(),
    };

    private static PromptOptions Ready() => new() { Prompt = MessageFactory.Text("Ready?"), RetryPrompt = MessageFactory.Text("Yes or no?") };

    private static PromptOptions HowMany() => new() { Prompt = MessageFactory.Text("How many?"), RetryPrompt = MessageFactory.Text("A number, please.") };

    private static DialogTestClient Client(Dialog prompt, PromptOptions options, string channel = "webchat", string locale = "en-us") =>
        new(new TestAdapter(new ConversationReference(
            channelId: channel, serviceUrl: "https://example.org", conversation: new ConversationAccount(id: "c"), user: new ChannelAccount("u"), bot: new ChannelAccount("b")))
        { Locale = locale }, prompt, options);

    private static T Result<T>(DialogTestClient client)
    {
        Assert.Equal(DialogTurnStatus.Complete, client.DialogTurnResult!.Status);
        return Assert.IsAssignableFrom<T>(client.DialogTurnResult.Result);
    }

    private sealed class OpenDateTimePrompt() : DateTimePrompt("ask")
    {
        public Task<PromptRecognizerResult<IList<DateTimeResolution>>> ReadAsync(ITurnContext turn) =>
            OnRecognizeAsync(turn, new Dictionary<string, object>(), new PromptOptions());
    }
}
