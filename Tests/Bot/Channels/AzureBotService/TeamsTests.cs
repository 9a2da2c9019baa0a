using System.Net;
using System.Text.Json.Nodes;
using CampaignBot.Core.Reminders;
using CampaignBot.Tests.Support;
using CampaignBot.Turns;

namespace CampaignBot.Tests.Bot.Channels.AzureBotService;

/// <summary>The whole bot in Teams.</summary>
public sealed class TeamsTests(TeamsProgram program) : IClassFixture<TeamsProgram>
{
    [Theory]
    [InlineData("en-US", "automated assistant")]
    [InlineData("es-MX", "asistente automático")]
    public async Task Install_ToldByTwoEvents_IsGreetedOnceInTheirLanguage(string locale, string greeting)
    {
        var chat = program.NewChat();
        var update = chat.Activity("conversationUpdate", locale);
        update["membersAdded"] = new JsonArray(new JsonObject { ["id"] = TeamsProgram.Bot });
        var install = chat.Activity("installationUpdate", locale);
        install["action"] = "add";
        var upgrade = chat.Activity("installationUpdate", locale);
        upgrade["action"] = "add-upgrade";

        foreach (var activity in (JsonObject[])[update, install, upgrade])
            Assert.Equal(HttpStatusCode.OK, (await program.PostAsync(activity)).StatusCode);
        await chat.SeeAsync(greeting);
        await SettleAsync(chat);

        Assert.Single(chat.Messages, m => m.Text?.Contains(greeting, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Team_ThatSomebodyJoins_IsNotGreetedAgain()
    {
        var thread = program.NewThread();
        var joined = thread.Activity("conversationUpdate");
        (joined["membersAdded"], joined["channelData"]) = (new JsonArray(new JsonObject { ["id"] = "29:new" }), new JsonObject { ["eventType"] = "teamMemberAdded" });

        await program.PostAsync(joined);
        await SettleAsync(thread);

        Assert.Equal(1, thread.Messages.Count(m => m.Text?.Contains("automated assistant", StringComparison.Ordinal) == true));
    }

    [Fact]
    public async Task Question_InAChannel_IsAnsweredWithAMentionAndOnlyWhenTheBotIsMentioned()
    {
        var thread = program.NewThread();
        var aside = thread.Activity("message");
        aside["text"] = "what does measure 4 do?";
        await program.PostAsync(aside);

        var answer = await thread.SayAsync("what does measure 4 do?", "$18 million");
        Assert.StartsWith("<at>Ada Byron</at> ", thread.Messages[0].Text, StringComparison.Ordinal);
        Assert.Null(answer.Body!["suggestedActions"]);
        Assert.Single(thread.Messages, m => m.Text?.Contains("$18 million", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("text/html", null, "I can only read words.")]
    [InlineData("image/*", "https://smba.trafficmanager.net/amer/v3/attachments/1/views/original", "can't look at pictures")]
    public async Task Mention_WithoutWords_IsTakenForAFileOnlyWhereThereIsOne(string type, string? url, string expected)
    {
        var thread = program.NewThread();
        var message = thread.Message("");
        message["attachments"] = new JsonArray(
            new JsonObject { ["contentType"] = type, ["contentUrl"] = url }, new JsonObject { ["contentType"] = "text/html", ["content"] = "<div><span>Measure 4</span>&nbsp;</div>" });

        await program.PostAsync(message);

        await thread.SeeAsync(expected);
    }

    [Fact]
    public async Task Help_WithMoreThanThreeChoices_OffersAllOnACardWhoseButtonsAreHeard()
    {
        var chat = program.NewChat();

        var help = await chat.SayAsync("help", "ActionSet");
        var buttons = help.Body!["attachments"]![0]!["content"]!["body"]!.AsArray().SelectMany(s => s!["actions"]!.AsArray()).ToList();
        Assert.True(buttons.Count > 3);
        var report = buttons.Single(b => (string?)b!["title"] == "Report a contact")!;
        // As a client that knows nothing of messageBack submits it.
        var pressed = chat.Activity("message");
        (pressed["value"], pressed["replyToId"]) = (report["data"]!.DeepClone(), help.Id);
        await program.PostAsync(pressed);

        await chat.SeeAsync("Action.Execute");
        await chat.SeeAsync("Was it a door or a call?");
    }

    [Fact]
    public async Task ReportCard_PressedTwice_CountsOnceAndBecomesItsOutcome()
    {
        var chat = program.NewChat();
        var card = await chat.SayAsync("report a door", "Action.Execute");
        var action = card.Body!["attachments"]![0]!["content"]!["actions"]![0]!;
        Assert.Equal("Action.Submit", (string?)action["fallback"]!["type"]);
        Assert.Equal(action["data"]!.ToJsonString(), action["fallback"]!["data"]!.ToJsonString());
        var filled = action["data"]!.DeepClone().AsObject();
        (filled["how"], filled["result"], filled["followUp"]) = ("in-person", "not-home", "no");

        var invoke = chat.Execute(card, filled);
        using var first = await program.PostAsync(invoke);
        using var redelivered = await program.PostAsync(invoke.DeepClone().AsObject());
        using var again = await program.PostAsync(chat.Execute(card, filled.DeepClone().AsObject()));

        foreach (var response in (HttpResponseMessage[])[first, redelivered, again])
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            Assert.Equal((200, "application/vnd.microsoft.card.adaptive"), ((int)body["statusCode"]!, (string?)body["type"]));
            Assert.Null(body["value"]!["actions"]);
        }
        await chat.SeeAsync("nothing was counted twice");
        Assert.Single(chat.Messages, m => m.Text?.StartsWith("Noted", StringComparison.Ordinal) == true);
        Assert.Single(chat.Messages, m => m.Text?.Contains("nothing was counted twice", StringComparison.Ordinal) == true);
        await Poll.UntilAsync(() => chat.Messages.Count(m => m.Method == "PUT" && m.Id == card.Id) == 2);
        Assert.Empty(program.Teams.Problems);
    }

    [Theory]
    [InlineData("""{"action":{"type":"Action.Execute"}}""", 400)]
    [InlineData("""{"action":{"type":"Action.Execute","data":"x"}}""", 400)]
    [InlineData("""{"action":{"type":"Action.Execute","data":{"conversation":"no-such"}}}""", 200)]
    [InlineData("""{"action":7}""", 400)]
    public async Task Card_ThatIsNoneOfOurs_ChangesNothing(string value, int status)
    {
        var chat = program.NewChat();
        var invoke = chat.Activity("invoke");
        (invoke["name"], invoke["value"], invoke["replyToId"]) = ("adaptiveCard/action", JsonNode.Parse(value), "1");

        Assert.Equal(status, (int)(await program.PostAsync(invoke)).StatusCode);
        Assert.DoesNotContain(chat.Messages, m => m.Method == "PUT");
    }

    [Fact]
    public async Task Expert_AnsweringOnTheCardInTheTeam_ReachesWhoAskedAndTheCardShowsItToAll()
    {
        var (thread, chat) = (program.NewThread(), program.NewChat());
        await thread.SayAsync("Experts answer here", "now come here");
        await chat.SayAsync("Ask an expert: do renters pay the new tax?", "to our experts as case");

        var card = await thread.SeeAsync("Action.Execute");
        var data = card.Body!["attachments"]![0]!["content"]!["actions"]![0]!["data"]!.DeepClone().AsObject();
        data["answer"] = "Renters get no bill.";
        var other = data.DeepClone().AsObject();
        other["answer"] = "They do.";
        using var first = await program.PostAsync(thread.Execute(card, data));
        using var late = await program.PostAsync(thread.Execute(card, other));

        await chat.SeeAsync("Renters get no bill.");
        await thread.SeeAsync("only the first answer was passed on");
        Assert.Contains("Answered: Renters get no bill.", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await Poll.UntilAsync(() => thread.Messages.Any(m => m.Method == "PUT" && m.Id == card.Id));
        Assert.DoesNotContain(chat.Messages, m => m.Text?.Contains("They do.", StringComparison.Ordinal) == true);
        Assert.Empty(program.Teams.Problems);
    }

    [Fact]
    public async Task Office_WhenSomebodyAsksForAPerson_IsToldInItsChannel()
    {
        var (office, chat) = (program.NewThread(), program.NewChat());
        await office.SayAsync("Office answers here", "you are told here");
        // Who wants nothing for themselves doesn't decide for the others.
        await office.SayAsync("STOP", "no more messages");

        await chat.SayAsync("i want to talk to a person about [the river](https://a.example)", "Where can we reach you");
        await chat.SayAsync("503 555 0142", "Your case number is");

        var told = (await office.SeeAsync("somebody asks for a person, in English")).Text;
        Assert.Contains("the river] (https://a.example", told, StringComparison.Ordinal);
        Assert.Contains("To be reached at (503) 555-0142", told, StringComparison.Ordinal);
        Assert.Empty(program.Teams.Problems);
    }

    [Theory]
    [InlineData("Office answers here")]
    [InlineData("Experts answer here")]
    public async Task Desk_InAnotherTenant_IsNotOpened(string said)
    {
        var thread = program.NewThread();
        var message = thread.Message(said);
        message["channelData"]!["tenant"]!["id"] = "of-others";
        using var response = await program.PostAsync(message);

        await thread.SeeAsync("only in the campaign's own Microsoft 365");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Conversation_TheBotWasTakenOutOf_IsNotWrittenToUntilItIsBack(bool byUninstall)
    {
        var chat = program.NewChat();
        await chat.SayAsync("hello", "automated assistant");
        var removed = chat.Activity(byUninstall ? "installationUpdate" : "conversationUpdate");
        if (byUninstall)
            removed["action"] = "remove";
        else
            removed["membersRemoved"] = new JsonArray(new JsonObject { ["id"] = TeamsProgram.Bot });
        await program.PostAsync(removed);

        await Poll.UntilAsync(async () => !await TellAsync(chat, "While away"));
        await chat.SayAsync("what does measure 4 do?", "$18 million");
        Assert.True(await TellAsync(chat, "You are back"));
        await chat.SeeAsync("You are back");
    }

    [Fact]
    public async Task Reminder_InAChat_ComesOnceAndAnswersNothing()
    {
        var chat = program.NewChat();
        await chat.SayAsync("hello", "automated assistant");

        await RemindAsync(chat, chat.User, "your shift");
        await program.RemindAsync();

        var reminder = Assert.Single(chat.Messages, m => m.Text == "Remember your shift.");
        Assert.Null(reminder.Body!["replyToId"]);
        Assert.Empty(program.Teams.Problems);
    }

    [Fact]
    public async Task Reminder_InAChannel_NamesWhoAskedForItAndNotWhoSpokeLast()
    {
        var thread = program.NewThread();
        await program.People.TellAsync("msteams", thread.User, person => person.WithName("Ana Lopez"));
        await thread.SayAsync("hello", "automated assistant");
        var other = thread.Message("STOP");
        other["from"]!["id"] = "29:another";
        await program.PostAsync(other);
        await thread.SeeAsync("no more messages");

        await RemindAsync(thread, thread.User, "your shift");

        var reminder = await thread.SeeAsync("Remember your shift.");
        Assert.Equal("<at>Ana Lopez</at> Remember your shift.", reminder.Text);
        Assert.Equal(thread.User, (string?)Assert.Single(reminder.Body!["entities"]!.AsArray())!["mentioned"]!["id"]);
        Assert.Empty(program.Teams.Problems);
    }

    private async Task RemindAsync(TeamsChat chat, string address, string of)
    {
        var now = TimeProvider.System.GetUtcNow();
        await program.Reminders.ScheduleAsync(new Reminder($"of {chat.Id}", "msteams", address, chat.Id, TeamsProgram.ReminderTopic, of, now, now.AddHours(1), now.AddMinutes(-1)));
        await program.RemindAsync();
        await chat.SeeAsync($"Remember {of}.");
    }

    [Fact]
    public async Task StoredConversation_WithAServiceThatIsNotTheBotFrameworks_IsNotWrittenTo()
    {
        var chat = program.NewChat();
        var before = program.Service.Http.Hosts.Count(h => h == "evil.example");
        var message = new Microsoft.Bot.Schema.Activity("message")
        {
            Id = "x", ChannelId = "msteams", ServiceUrl = "https://evil.example/", Text = "hello", Conversation = new() { Id = chat.Id }, From = new() { Id = chat.User }, Recipient = new() { Id = TeamsProgram.Bot },
        };
        Assert.IsType<Acceptance.Accepted>(await program.Inbox.AcceptAsync(message, "x", CancellationToken.None));
        await TellAsync(chat, "On our own account");

        Assert.Equal(before, program.Service.Http.Hosts.Count(h => h == "evil.example"));
        Assert.Empty(chat.Messages);
    }

    [Fact]
    public async Task LastMessage_EditedOrTakenBack_IsHeardAnewOnlyWhereItsWordsChange()
    {
        var chat = program.NewChat();
        var message = chat.Message("hello");
        await program.PostAsync(message);
        await chat.SeeAsync("automated assistant");
        var edit = chat.Message("what does measure 4 do?");
        (edit["type"], edit["id"], edit["timestamp"], edit["channelData"]) = ("messageUpdate", (string)message["id"]!, "2026-11-23T10:01:00Z", new JsonObject { ["eventType"] = "editMessage" });
        await program.PostAsync(edit);
        await chat.SeeAsync("$18 million");
        var (taken, put) = (edit.DeepClone().AsObject(), edit.DeepClone().AsObject());
        (taken["type"], taken["timestamp"], taken["channelData"]) = ("messageDelete", "2026-11-23T10:02:00Z", new JsonObject { ["eventType"] = "softDeleteMessage" });
        (put["timestamp"], put["channelData"]) = ("2026-11-23T10:03:00Z", new JsonObject { ["eventType"] = "undeleteMessage" });

        Assert.Equal(HttpStatusCode.OK, (await program.PostAsync(taken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.PostAsync(put)).StatusCode);
        await SettleAsync(chat);

        Assert.Single(chat.Messages, m => m.Text?.Contains("$18 million", StringComparison.Ordinal) == true);
    }

    /// <summary>Says something on the bot's own account; whether there is a conversation to say it in.</summary>
    private Task<bool> TellAsync(TeamsChat chat, string text) =>
        program.Inbox.ContinueAsync(ConversationKey.Of("msteams", chat.Id), Guid.NewGuid().ToString(), (turn, token) => turn.SendActivityAsync(text, cancellationToken: token), CancellationToken.None);

    /// <summary>Waits until all that came before has been answered.</summary>
    private static Task<Shown> SettleAsync(TeamsChat chat) => chat.SayAsync("are you a bot?", "not a person");
}
