using CampaignBot.Core.Consent;
using CampaignBot.Core.Events;
using CampaignBot.Core.People;
using CampaignBot.Core.Reminders;
using CampaignBot.Core.Subscriptions;
using CampaignBot.Tests.Support;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Transcript = CampaignBot.Turns.Transcript;

namespace CampaignBot.Tests.Bot.Outreach;

/// <summary>What the campaign tells people unasked, in the whole program, over a real SQLite file, on a clock of the test's own.</summary>
public sealed class OutreachTests : IAsyncLifetime
{
    private const string River = "river";
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("outreach");

    // A Tuesday, 9 a.m. there.
    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2026, 12, 1, 17, 0, 0, TimeSpan.Zero));
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
    public async Task Update_ToWhoeverAskedForIt_ComesOnceEachInTheirLanguageAndWithTheWayOut()
    {
        await SubscribeAsync("ana", Frequency.AsItHappens, "en");
        await SubscribeAsync("luis", Frequency.AsItHappens, "es");
        await SubscribeAsync("wen", Frequency.OnlyImportant, "en");
        await SayAsync("bo", "hi");

        var counts = await AnnounceAsync();
        var again = await AnnounceAsync();

        Assert.Equal((2, 1), (counts[Reach.Now], counts[Reach.NotImportant]));
        Assert.Equal(counts, again);
        var told = Assert.Single(await ToldAsync("ana", atLeast: 1));
        Assert.StartsWith("This is the automated assistant of Yes on Measure 4, as you asked.", told, StringComparison.Ordinal);
        Assert.Contains("Clean-up on Saturday.", told, StringComparison.Ordinal);
        Assert.EndsWith("Paid for by Alder Falls for Safe Streets. Reply STOP for no more messages.", told, StringComparison.Ordinal);
        Assert.Contains("Limpieza el sábado.", Assert.Single(await ToldAsync("luis", atLeast: 1)), StringComparison.Ordinal);
        await AnnounceAsync();
        await StopAsync();
        await StartAsync();
        await SettledAsync();
        Assert.Single(await ToldAsync("ana"));
        Assert.Empty(await ToldAsync("wen"));
        Assert.Empty(await ToldAsync("bo"));
    }

    [Fact]
    public async Task Update_AtNight_WaitsForTheMorning()
    {
        await SubscribeAsync("ana", Frequency.AsItHappens, "en");
        AdvanceTo(new DateTime(2026, 12, 1, 22, 0, 0));
        await AnnounceAsync();
        await Poll.UntilAsync(async () =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return Assert.Single(await RemindersAsync("ana")).Due > _clock.GetUtcNow() + TimeSpan.FromHours(1);
        });

        AdvanceTo(new DateTime(2026, 12, 2, 7, 50, 0));
        Assert.Empty(await ToldAsync("ana"));
        AdvanceTo(new DateTime(2026, 12, 2, 8, 1, 0));

        Assert.Single(await ToldAsync("ana", atLeast: 1));
    }

    [Fact]
    public async Task Update_ToWhoeverPausedOrStoppedOrChoseAnotherTopic_DoesntCome()
    {
        foreach (var name in new[] { "ana", "luis", "wen", "zoe" })
            await SubscribeAsync(name, Frequency.AsItHappens, "en");
        AdvanceTo(new DateTime(2026, 12, 1, 22, 0, 0));
        await Subscriptions.PauseAsync(Person("zoe"), _clock.GetUtcNow().AddDays(2));
        var counts = await AnnounceAsync();
        await Subscriptions.PauseAsync(Person("ana"), _clock.GetUtcNow().AddDays(10));
        await SayAsync("luis", "STOP");
        await Subscriptions.DropAsync(Person("wen"), [River], _clock.GetUtcNow(), "drop");

        Assert.Equal((3, 1), (counts[Reach.Now], counts[Reach.Paused]));
        AdvanceTo(new DateTime(2026, 12, 2, 9, 0, 0));
        await SettledAsync();
        foreach (var name in new[] { "ana", "luis", "wen", "zoe" })
            Assert.Empty(await ToldAsync(name));
        AdvanceTo(new DateTime(2026, 12, 4, 9, 0, 0));
        Assert.Single(await ToldAsync("zoe", atLeast: 1));
    }

    [Fact]
    public async Task Updates_OfAWeek_ComeTogetherOnMonday()
    {
        await SubscribeAsync("ana", Frequency.Weekly, "en");
        await AnnounceAsync();
        AdvanceTo(new DateTime(2026, 12, 3, 9, 0, 0));
        await AnnounceAsync("The water is clean again.");
        AdvanceTo(new DateTime(2026, 12, 6, 12, 0, 0));
        Assert.Empty(await ToldAsync("ana"));

        AdvanceTo(new DateTime(2026, 12, 7, 8, 5, 0));

        var told = Assert.Single(await ToldAsync("ana", atLeast: 1));
        Assert.Contains("Clean-up on Saturday.\n\nThe water is clean again.", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CalledOffOrMoved_WhatSomebodySignedUpFor_IsToldOnce()
    {
        await SayAsync("ana", "hi");
        var guide = _program.Services.GetRequiredService<EventGuide>();
        var events = await guide.UpcomingAsync();
        var (off, moved) = (events.First(e => e.Status == EventStatus.Cancelled), events.First(e => e.Status != EventStatus.Cancelled));
        var signUps = _program.Services.GetRequiredService<SignUps>();
        await signUps.TakeAsync(off, SignUpFor(off, off.Start));
        await signUps.TakeAsync(moved, SignUpFor(moved, moved.Start.AddHours(1)));

        _clock.Jump(TimeSpan.FromMinutes(11));

        var told = await ToldAsync("ana", atLeast: 2);
        Assert.Contains(told, t => t.Contains($"{off.Title["en"]}**, Saturday, December 5, 3 p.m. to 4 p.m., has been called off", StringComparison.Ordinal));
        Assert.Contains(told, t => t.Contains($"{moved.Title["en"]}**, which you signed up for, is now on", StringComparison.Ordinal));
        _clock.Jump(TimeSpan.FromMinutes(11));
        await SettledAsync();
        Assert.Equal(2, (await ToldAsync("ana")).Count);

        SignUp SignUpFor(Occasion occasion, DateTimeOffset start) =>
            new(occasion.Id, occasion.Title["en"], start, "directline", "ana", "ana-1", "Ana", 1, "en", _clock.GetUtcNow(), $"act-{occasion.Id}");
    }

    private SubscriptionBook Subscriptions => _program.Services.GetRequiredService<SubscriptionBook>();

    private static ChannelAddress Person(string name) => new("directline", name);

    private async Task SubscribeAsync(string name, Frequency often, string language)
    {
        await SayAsync(name, "hi");
        await Subscriptions.KeepAsync(
            new UpdateWishes(Person(name), $"{name}-1", [River], often, language, _clock.GetUtcNow()), "You agreed.", $"subscribes-{name}");
        _clock.Advance(TimeSpan.FromSeconds(1));
    }

    private Task<IReadOnlyDictionary<Reach, int>> AnnounceAsync(string text = "Clean-up on Saturday.")
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = text, ["es"] = "Limpieza el sábado." };
        var now = _clock.GetUtcNow();
        return _program.Services.GetRequiredService<UpdateBook>().AnnounceAsync(new Update(Update.IdOf(River, texts), River, texts, false, now, now.AddDays(7)), Zone, isTrial: false);
    }

    private async Task SayAsync(string name, string text)
    {
        var activity = new Activity(ActivityTypes.Message)
        {
            Id = $"m{++_said}",
            ChannelId = "directline",
            Conversation = new ConversationAccount { Id = $"{name}-1" },
            From = new ChannelAccount(name),
            Recipient = new ChannelAccount("bot"),
            Text = text,
        };
        await _program.Services.GetRequiredService<Inbox>().RunInRequestAsync(activity, activity.Id, CancellationToken.None);
    }

    private Task<IReadOnlyList<Reminder>> RemindersAsync(string name) => _program.Services.GetRequiredService<ReminderBook>().OfAsync("directline", name);

    /// <summary>What was sent unasked, once there is so much of it.</summary>
    private async Task<IReadOnlyList<string>> ToldAsync(string name, int atLeast = 0)
    {
        IReadOnlyList<string> found = [];
        await Poll.UntilAsync(async () =>
        {
            if (atLeast > 0)
                _clock.Advance(TimeSpan.FromSeconds(1));
            var entries = new List<TranscriptEntry>();
            while (await _program.Services.GetRequiredService<Transcript>().ReadAsync($"directline/{name}-1", entries.Count) is { Count: > 0 } more)
                entries.AddRange(more);
            found = [.. entries.Select(e => e.ReadActivity().Text ?? "").Where(t => t.Contains("as you asked", StringComparison.Ordinal) || t.Contains("como usted pidió", StringComparison.Ordinal) || t.Contains("signed up for", StringComparison.Ordinal))];
            return found.Count >= atLeast;
        });
        return found;
    }

    /// <summary>Lets the worker look until nothing is due.</summary>
    private Task SettledAsync() => Poll.UntilAsync(async () =>
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        return (await _program.Services.GetRequiredService<ReminderBook>().DueAsync(_clock.GetUtcNow().AddMinutes(10), 10)).Count == 0;
    });

    private void AdvanceTo(DateTime local) => _clock.Jump(new DateTimeOffset(local, Zone.GetUtcOffset(local)) - _clock.GetUtcNow());

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
