using System.Text;
using CampaignBot.Commands.Playing;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Feedback;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;
using CampaignBot.Tests.Support;
using CampaignBot.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Tests.Bot.Privacy;

/// <summary>"Delete my data" on the bot as the program puts it together.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private Stage _stage = null!;
    private int _deliveries;

    private static string[] Told(string name) =>
    [
        "i want to give feedback", "The crossing at the school needs a light.", "yes", "555 555 0123", name,
        "what matters to me", "the river and potholes", "yes",
        "take the survey", "yes", "4", "on foot", "never",
        "keep me posted", "events", "once a week", "here", "yes",
    ];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task Delete_EverythingTold_LeavesOnlyEvidenceWithoutANameAndOtherPeoplesData()
    {
        await OpenAsync();
        var (zelda, elsewhere, ben) = (new Actor("directline", "zelda", "one"), new Actor("directline", "zelda", "two"), new Actor("directline", "ben", "three"));
        await SayAsync(zelda, Told("Zelda"));
        await SayAsync(elsewhere, "leave feedback");
        await SayAsync(ben, Told("Ben"));

        await SayAsync(zelda, "delete my data", "delete everything");
        await DoneAsync();

        var left = await LeftAsync();
        // All that is left says who they were told to that it is done.
        Assert.DoesNotContain(left, d => Holds(d, "zelda") && !Holds(d, "It is done"));
        Assert.Single(left, d => d.Key.Kind == ConsentLedger.Kind.Name && d.Key.Partition.StartsWith("salted-", StringComparison.Ordinal));
        Assert.Contains(left, d => Holds(d, "ben") && d.Key.Kind == Person.Kind.Name);
        Assert.Equal(1, left.Count(d => d.Key.Kind == Comment.Kind.Name));
        var transcript = await _stage.Services.GetRequiredService<Transcript>().ReadAsync(ConversationKey.Of("directline", "one"));
        Assert.StartsWith("It is done", transcript[0].ReadActivity().Text, StringComparison.Ordinal);
        Assert.Equal([], (await _stage.Services.GetRequiredService<Transcript>().ReadAsync(ConversationKey.Of("directline", "two"))).Where(e => e.ReadActivity().Type == "message"));
        Assert.Empty(_stage.Troubles);
    }

    [Fact]
    public async Task Delete_LeftHalfDoneByACrash_IsFinishedAtTheNextStart()
    {
        await OpenAsync();
        var zelda = new Actor("directline", "zelda", "one");
        await SayAsync(zelda, Told("Zelda"));
        await _stage.Services.GetRequiredService<PersonDirectory>().DeleteAsync(new Someone(null, [new ChannelAddress("directline", "zelda")]), "act", default);
        await WriteRequestAsync(new Erasure("act", null, [new ChannelAddress("directline", "zelda")], "one", "en", _stage.Clock.GetUtcNow()));

        await _stage.RestartAsync();
        await DoneAsync();

        Assert.DoesNotContain(await LeftAsync(), d => d.Key.Kind is "comment" or "priorities" or "survey-answers" or "update-wishes" or "conversation");
    }

    [Fact]
    public async Task Delete_AfterIt_BeginsAnew()
    {
        await OpenAsync();
        var zelda = new Actor("sms", "+15555550123", "one");
        await SayAsync(zelda, "i want to give feedback", "The light is out.", "no", "forget me", "yes");
        await DoneAsync();

        var replies = await _stage.PlayAsync(zelda.Says("my data"), $"after-{++_deliveries}");

        Assert.Contains(replies, r => r.Text!.StartsWith("I'm the automated assistant", StringComparison.Ordinal));
        Assert.Contains(replies, r => r.Text!.StartsWith("We keep nothing about you", StringComparison.Ordinal));
    }

    private async Task OpenAsync() =>
        _stage = await Stage.OpenAsync(new StoryClock(new DateTimeOffset(2026, 11, 23, 18, 0, 0, TimeSpan.Zero)), [], shared: await SampleContent.Shared);

    private async Task SayAsync(Actor actor, params string[] texts)
    {
        foreach (var text in texts)
            Assert.NotEmpty(await _stage.PlayAsync(actor.Says(text), $"delivery-{++_deliveries}"));
    }

    private async Task DoneAsync()
    {
        await _stage.WorkAsync();
        Assert.Empty((await _stage.Documents.QueryAsync(new DocumentQuery(Erasure.Kind.Name))).Documents);
    }

    private async Task WriteRequestAsync(Erasure erasure)
    {
        // As a program leaves it that dies before it can begin.
        await new Erasures(_stage.Documents).RequestAsync(erasure);
    }

    private async Task<List<Document>> LeftAsync()
    {
        var left = new List<Document>();
        foreach (var kind in _stage.Services.GetRequiredService<DocumentKinds>().All)
            left.AddRange((await _stage.Documents.QueryAsync(new DocumentQuery(kind.Name) { PageSize = 1_000 })).Documents);
        return left;
    }

    private static bool Holds(Document document, string text) =>
        document.Key.Partition.Contains(text, StringComparison.OrdinalIgnoreCase) || Encoding.UTF8.GetString(document.Body.Span).Contains(text, StringComparison.OrdinalIgnoreCase);
}
