using CampaignBot.Core.Documents;
using CampaignBot.Core.Reminders;
using CampaignBot.Storage.Sqlite;

namespace CampaignBot.Tests.Core.Reminders;

public sealed class ReminderBookTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Evening = new(2028, 11, 6, 18, 0, 0, TimeSpan.FromHours(-8));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reminders");
    private SqliteDocumentStore _store = null!;
    private ReminderBook _book = null!;

    public Task InitializeAsync()
    {
        _store = new SqliteDocumentStore(new SqliteOptions { Path = Path.Combine(_folder.FullName, "bot.db") }, new DocumentKinds(Reminder.Kind), TimeProvider.System);
        _book = new ReminderBook(_store);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Reminders_ThatAreDue_ComeOldestFirstAndNoOthers()
    {
        await _book.ScheduleAsync(Of("a", Evening.AddHours(1)));
        await _book.ScheduleAsync(Of("b", Evening.ToOffset(TimeSpan.FromHours(3))));
        await _book.ScheduleAsync(Of("c", Evening.AddHours(5)));

        Assert.Empty(await _book.DueAsync(Evening.AddSeconds(-1), 10));
        Assert.Equal(["b", "a"], (await _book.DueAsync(Evening.AddHours(2), 10)).Select(d => d.Reminder.Address));
        Assert.Equal(["b"], (await _book.DueAsync(Evening.AddHours(2), 1)).Select(d => d.Reminder.Address));
    }

    [Fact]
    public async Task Reminder_TakenByManyInstancesAtOnce_IsOnesAlone()
    {
        await _book.ScheduleAsync(Of("a", Evening));
        var due = Assert.Single(await _book.DueAsync(Evening, 10));

        var held = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => new ReminderBook(_store).HoldAsync(due, Evening.AddMinutes(5)))));

        var mine = Assert.Single(held, h => h is not null)!;
        Assert.Empty(await _book.DueAsync(Evening.AddMinutes(4), 10));
        // Whoever took it died: it is due again.
        Assert.Single(await _book.DueAsync(Evening.AddMinutes(5), 10));
        await _book.DoneAsync(mine);
        Assert.Empty(await _book.DueAsync(Evening.AddDays(1), 10));
    }

    [Fact]
    public async Task Reminder_SetAnewWhileItIsSent_Stays()
    {
        await _book.ScheduleAsync(Of("a", Evening));
        var held = await _book.HoldAsync(Assert.Single(await _book.DueAsync(Evening, 10)), Evening.AddMinutes(5));

        await _book.ScheduleAsync(Of("a", Evening.AddHours(20)));
        await _book.DoneAsync(held!);

        Assert.Equal(Evening.AddHours(20), Assert.Single(await _book.OfAsync("sms", "a")).Due);
    }

    [Fact]
    public async Task Reminder_Cancelled_IsGoneForThatPersonOnly()
    {
        await _book.ScheduleAsync(Of("a", Evening));
        await _book.ScheduleAsync(Of("b", Evening));

        Assert.True(await _book.CancelAsync("sms", "a", "voting-plan", "2028-11-07"));
        Assert.False(await _book.CancelAsync("sms", "a", "voting-plan", "2028-11-07"));
        Assert.Empty(await _book.OfAsync("sms", "a"));
        Assert.Single(await _book.OfAsync("sms", "b"));
    }

    private static Reminder Of(string address, DateTimeOffset due) =>
        new("voting-plan-evening", "sms", address, $"sms/{address}", "voting-plan", "2028-11-07", due, Evening.AddDays(30), Evening.AddDays(-10));
}
