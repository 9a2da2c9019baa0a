using System.Net;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Reminders;
using CampaignBot.Core.Voting;
using CampaignBot.Tests.Support;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Transcript = CampaignBot.Turns.Transcript;

namespace CampaignBot.Tests.Bot.Voting;

/// <summary>Plans to vote in the whole program, over a real SQLite file, on a clock of the test's own.</summary>
public sealed class PlanProgramTests : IAsyncLifetime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plans");
    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2028, 10, 20, 16, 0, 0, TimeSpan.Zero));
#pragma warning disable CA1859 // As a host it has no tokens that every call would have to be given.
    private IHost _program = null!;
#pragma warning restore CA1859
    private int _said;

    public Task InitializeAsync() => StartAsync();

    public async Task DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task CalendarFile_OfAPlan_IsGivenUnderItsSecretNameUntilThePlanIsDeleted()
    {
        var plan = await PlanAsync("no reminder");

        var link = new Uri(Assert.Single(plan.Attachments!).ContentUrl!);
        var (status, type, file) = await GetAsync(link);
        Assert.Equal((HttpStatusCode.OK, "text/calendar"), (status, type));
        Assert.Contains("DTSTART:20281108T013000Z\r\n", file, StringComparison.Ordinal);
        Assert.Contains("LOCATION:Mill Street School\\, 455 Mill Street", file, StringComparison.Ordinal);
        Assert.DoesNotContain("ana", file, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("12 Mill", file, StringComparison.OrdinalIgnoreCase);
        var uid = file.Split("\r\n").Single(l => l.StartsWith("UID:", StringComparison.Ordinal));

        await SayAsync("change my plan to 6 pm");
        var changed = (await SayAsync("no reminder"))[^1];
        Assert.Equal(link.OriginalString, Assert.Single(changed.Attachments!).ContentUrl);
        (_, _, file) = await GetAsync(link);
        Assert.Contains(uid, file, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:1\r\n", file, StringComparison.Ordinal);
        Assert.Contains("DTSTART:20281108T020000Z\r\n", file, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(new Uri(link, "/calendar/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(new Uri(link, "/calendar/key.ics"))).Status);
        await SayAsync("delete my plan");
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(link)).Status);
    }

    [Fact]
    public async Task Reminders_OfAPlan_ComeOnceEachWithTheirConsentOnRecord()
    {
        await PlanAsync("both");

        var consent = await _program.Services.GetRequiredService<ConsentLedger>().LatestAsync("directline", "ana", PlanReminders.Topic);
        Assert.Equal(ConsentAct.OptIn, consent!.Act);
        Assert.Contains("Reply STOP to end it", consent.Wording!, StringComparison.Ordinal);
        Assert.EndsWith("Both", consent.Wording!, StringComparison.Ordinal);
        AdvanceTo(11, 6, 17, 50);
        Assert.Empty(await RemindersAsync());

        AdvanceTo(11, 6, 18, 1);
        var evening = Assert.Single(await RemindersAsync(atLeast: 1));
        Assert.StartsWith("This is the automated assistant of Yes on Measure 4, as you asked. Tomorrow is the day: you vote on Tuesday, November 7 at 5:30 p.m. at Mill Street School", evening, StringComparison.Ordinal);
        Assert.EndsWith("Paid for by Alder Falls for Safe Streets. Reply STOP for no more messages.", evening, StringComparison.Ordinal);

        AdvanceTo(11, 7, 8, 1);
        Assert.Contains("Today is the day", (await RemindersAsync(atLeast: 2))[1], StringComparison.Ordinal);
        AdvanceTo(11, 8, 12, 0);
        await LookAgainAsync();
        Assert.Equal(2, (await RemindersAsync()).Count);
    }

    [Fact]
    public async Task Reminders_AfterStop_DontComeEvenWhenMessagesAreWantedAgain()
    {
        await PlanAsync("both");

        await SayAsync("STOP");
        await SayAsync("START");
        AdvanceTo(11, 7, 9, 0);
        await LookAgainAsync();

        Assert.Empty(await RemindersAsync());
        Assert.Empty(await _program.Services.GetRequiredService<ReminderBook>().OfAsync("directline", "ana"));
    }

    [Theory]
    [InlineData(6, 20, "Tomorrow is the day")]
    [InlineData(7, 9, "Today is the day")]
    [InlineData(7, 18, null)]
    public async Task Reminders_MissedWhileTheProgramWasDown_AreSentWhereTheyStillHelp(int day, int hour, string? told)
    {
        await PlanAsync("both");
        await StopAsync();
        AdvanceTo(11, day, hour, 0);

        await StartAsync();
        await LookAgainAsync();

        var reminders = await RemindersAsync(atLeast: told is null ? 0 : 1);
        Assert.Equal(told is null ? 0 : 1, reminders.Count);
        Assert.All(reminders, r => Assert.Contains(told!, r, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reminders_OfAPlanThatWasChangedOrDeleted_GoWithIt()
    {
        await PlanAsync("evening before");
        Assert.Single(await _program.Services.GetRequiredService<ReminderBook>().OfAsync("directline", "ana"));

        await SayAsync("delete my plan");

        Assert.Empty(await _program.Services.GetRequiredService<ReminderBook>().OfAsync("directline", "ana"));
    }

    /// <summary>Goes through the form; the last of what was said is the plan told back.</summary>
    private async Task<Activity> PlanAsync(string reminder)
    {
        foreach (var words in new[] { "help me make a plan to vote", "on election day", "12 mill st, alder falls", "5:30 pm", "bus" })
            await SayAsync(words);
        var plan = (await SayAsync(reminder))[^1];
        Assert.StartsWith("Your plan: you vote on Tuesday, November 7 at 5:30 p.m.", plan.Text, StringComparison.Ordinal);
        return plan;
    }

    private async Task<IReadOnlyList<Activity>> SayAsync(string text)
    {
        var activity = new Activity(ActivityTypes.Message)
        {
            Id = $"m{++_said}",
            ChannelId = "directline",
            Conversation = new ConversationAccount { Id = "c1" },
            From = new ChannelAccount("ana"),
            Recipient = new ChannelAccount("bot"),
            Text = text,
        };
        return (await _program.Services.GetRequiredService<Inbox>().RunInRequestAsync(activity, activity.Id, CancellationToken.None))!.Replies;
    }

    /// <summary>What was sent unasked, once there is so much of it.</summary>
    private async Task<IReadOnlyList<string>> RemindersAsync(int atLeast = 0)
    {
        IReadOnlyList<string> found = [];
        await Poll.UntilAsync(async () =>
        {
            if (atLeast > 0)
                _clock.Advance(TimeSpan.FromSeconds(1));
            var entries = new List<TranscriptEntry>();
            while (await _program.Services.GetRequiredService<Transcript>().ReadAsync("directline/c1", entries.Count) is { Count: > 0 } more)
                entries.AddRange(more);
            found = [.. entries.Select(e => e.ReadActivity().Text ?? "").Where(t => t.StartsWith("This is the automated assistant", StringComparison.Ordinal))];
            return found.Count >= atLeast;
        });
        return found;
    }

    /// <summary>Lets the worker look a few times for what is due, until nothing is.</summary>
    private async Task LookAgainAsync() => await Poll.UntilAsync(async () =>
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        return (await _program.Services.GetRequiredService<ReminderBook>().DueAsync(_clock.GetUtcNow(), 10)).Count == 0
            && (await _program.Services.GetRequiredService<ReminderBook>().OfAsync("directline", "ana")).All(r => r.Due > _clock.GetUtcNow().AddMinutes(10));
    });

    private void AdvanceTo(int month, int day, int hour, int minute) =>
        _clock.Jump(QuietHours.At(new DateOnly(2028, month, day), new TimeOnly(hour, minute), Zone) - _clock.GetUtcNow());

    private async Task<(HttpStatusCode Status, string? Type, string Text)> GetAsync(Uri link)
    {
#pragma warning disable RS0030 // A caller from outside shares nothing with the bot.
        using var client = new HttpClient();
#pragma warning restore RS0030
        using var response = await client.GetAsync(link);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }

    private async Task StartAsync()
    {
        _program = await Program.MakeAsync(
            ["--Urls=http://127.0.0.1:0", $"--Storage:Sqlite:Path={Path.Combine(_folder.FullName, "bot.db")}", $"--DirectLine:Secret={BotProgram.Secret}", "--Reminders:Interval=00:00:01", "--Logging:LogLevel:Default=Warning"],
            services => services.AddSingleton<TimeProvider>(_clock));
        await _program.StartAsync();
    }

    private async Task StopAsync()
    {
        await _program.StopAsync();
        await ((IAsyncDisposable)_program).DisposeAsync();
    }
}
