using CampaignBot.Core.Cases;
using CampaignBot.Core.Documents;
using CampaignBot.Outreach;
using CampaignBot.Storage.Sqlite;
using CampaignBot.Tests.Bot.Turns;
using CampaignBot.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CampaignBot.Tests.Bot.Outreach;

public sealed class CaseNoticesTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("notices");
    private SqliteDocumentStore _store = null!;
    private CaseBook _cases = null!;
    private TurnRuntime _turns = null!;

    public async Task InitializeAsync()
    {
        _store = new SqliteDocumentStore(
            new SqliteOptions { Path = Path.Combine(_folder.FullName, "cases.db") }, new DocumentKinds(Case.DocumentKind, CaseNotice.Kind, CaseBook.DeskKind), TimeProvider.System);
        _cases = new CaseBook(_store);
        _turns = await TurnRuntime.StartAsync(Path.Combine(_folder.FullName, "bot.db"), (conversation, _) => new CountingBot(conversation));
        await _turns.SayAsync("hello");
        await _turns.WaitForLinesAsync(3);
    }

    public async Task DisposeAsync()
    {
        await _turns.DisposeAsync();
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Answer_ThatIsToldAgainAfterACrash_IsSaidOnce()
    {
        await TellAsync(Notice("case-48213-answer", "Renters get no bill."));
        await TellAsync(Notice("case-48213-answer", "Renters get no bill."));

        Assert.Equal(1, _turns.Channel.Sent.Count(a => a.Text == "Renters get no bill."));
    }

    [Fact]
    public async Task Question_WithItsCard_IsShownWithTheWordsAsSummary()
    {
        await TellAsync(Notice("case-48213", "Do renters pay?") with { Card = """{"type":"AdaptiveCard","version":"1.5"}""" });

        await Poll.UntilAsync(() => _turns.Channel.Sent.Any(a => a.Attachments is { Count: 1 }));
        var sent = _turns.Channel.Sent.Single(a => a.Attachments is { Count: 1 });
        Assert.Equal(("Do renters pay?", null), (sent.Summary, sent.Text));
    }

    [Fact]
    public async Task Notice_WhereTheBotNeverWas_IsGivenUpAfterADay()
    {
        await TellAsync(Notice("case-1", "?") with { To = new CasePlace("test", "nowhere", "ana"), At = TimeProvider.System.GetUtcNow().AddDays(-2) });

        Assert.DoesNotContain(_turns.Channel.Sent, a => a.Text == "?");
    }

    private static CaseNotice Notice(string id, string text) => new(id, new CasePlace("test", "c1", "ana"), "en", text, null, TimeProvider.System.GetUtcNow());

    /// <summary>Has it said, by a worker of its own, as after a restart.</summary>
    private async Task TellAsync(CaseNotice notice)
    {
        await _cases.TellAsync(notice);
        await new CaseNotices(_cases, _turns.Inbox, TimeProvider.System, NullLogger<CaseNotices>.Instance).RoundAsync(CancellationToken.None);
        Assert.Empty(await _cases.NoticesAsync(10));
        await _turns.SettleAsync();
    }
}
