using System.Diagnostics.Metrics;
using CampaignBot.Core.Understanding;
using CampaignBot.LanguageModels;
using CampaignBot.Tests.Support;
using Microsoft.Extensions.AI;

namespace CampaignBot.Tests.Bot.LanguageModels;

/// <summary>What stands around every call of a language model: deadline, second attempt, pause, budget and memory.</summary>
public sealed class ModelCallsTests
{
    private static readonly DateOnly Today = new(2026, 9, 1);

    [Fact]
    public async Task Call_WithoutAnAnswer_EndsAtTheDeadline()
    {
        await using var setup = await ModelSetup.StartAsync();
        setup.Server.Fault = ModelFault.Silence;

        var asking = setup.AskAsync("Hello?");
        await Poll.UntilAsync(() => setup.Server.Requests.Count == 1);
        setup.Clock.Advance(setup.Options.Deadline - TimeSpan.FromMilliseconds(1));
        Assert.False(asking.IsCompleted);
        setup.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(ModelFailure.Late, (await Assert.ThrowsAsync<ModelUnavailableException>(() => asking)).Failure);
        Assert.Single(setup.Server.Requests);
    }

    [Fact]
    public async Task Call_CancelledByItsCaller_IsCancelled()
    {
        await using var setup = await ModelSetup.StartAsync();
        setup.Server.Fault = ModelFault.Silence;
        using var turn = new CancellationTokenSource();

        var asking = setup.AskAsync("Hello?", turn.Token);
        await Poll.UntilAsync(() => setup.Server.Requests.Count == 1);
        await turn.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    public static TheoryData<string> Passing => ["500", "cut", "429", "408"];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task Call_ThatFailsInPassing_IsMadeOnceMore(string fault)
    {
        await using var setup = await ModelSetup.StartAsync();
        setup.Server.NextFaults.Enqueue(fault switch
        {
            "500" => ModelFault.Status(500),
            "429" => ModelFault.RateLimited(),
            "408" => ModelFault.Status(408),
            _ => ModelFault.Cut,
        });

        var asking = setup.AskAsync("Hello?");
        await setup.AdvanceUntilAsync(asking, TimeSpan.FromMilliseconds(50));

        Assert.Equal("You said: Hello?", await asking);
        Assert.Equal(2, setup.Server.Requests.Count);
    }

    [Fact]
    public async Task Call_ThatFailsAgain_IsNotMadeAThirdTime()
    {
        await using var setup = await ModelSetup.StartAsync();
        setup.Server.Fault = ModelFault.Status(503);

        var asking = setup.AskAsync("Hello?");
        await setup.AdvanceUntilAsync(asking, TimeSpan.FromMilliseconds(50));

        Assert.Equal(ModelFailure.ServerError, (await Assert.ThrowsAsync<ModelUnavailableException>(() => asking)).Failure);
        Assert.Equal(2, setup.Server.Requests.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    public async Task Call_ThatFailsForGood_IsNotMadeAgain(int status)
    {
        await using var setup = await ModelSetup.StartAsync();
        setup.Server.Fault = ModelFault.Status(status);

        await Assert.ThrowsAsync<ModelUnavailableException>(() => setup.AskAsync("Hello?"));

        Assert.Single(setup.Server.Requests);
    }

    [Fact]
    public async Task RetryAfter_WithinTheDeadline_IsWaitedFor()
    {
        await using var setup = await ModelSetup.StartAsync();
        setup.Server.NextFaults.Enqueue(ModelFault.RateLimited(TimeSpan.FromSeconds(3)));

        var asking = setup.AskAsync("Hello?");
        // The deadline, and the pause.
        await Poll.UntilAsync(() => setup.Clock.WaitingTimers == 2);
        setup.Clock.Advance(TimeSpan.FromSeconds(3) - TimeSpan.FromMilliseconds(1));
        Assert.Single(setup.Server.Requests);
        setup.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("You said: Hello?", await asking);
    }

    [Fact]
    public async Task RetryAfter_BeyondTheDeadline_IsNotWaitedFor()
    {
        await using var setup = await ModelSetup.StartAsync();
        setup.Server.NextFaults.Enqueue(ModelFault.RateLimited(TimeSpan.FromMinutes(1)));

        var failure = await Assert.ThrowsAsync<ModelUnavailableException>(() => setup.AskAsync("Hello?"));

        Assert.Equal(ModelFailure.Busy, failure.Failure);
        Assert.Single(setup.Server.Requests);
    }

    [Fact]
    public async Task Pause_AfterFailuresInARow_LeavesTheServerAloneThenTriesItOnce()
    {
        await using var setup = await ModelSetup.StartAsync(o => o.PauseAfterFailures = 3);
        setup.Server.Fault = ModelFault.Malformed;
        for (var i = 0; i < 3; i++)
            Assert.Equal(ModelFailure.Malformed, (await Assert.ThrowsAsync<ModelUnavailableException>(() => setup.AskAsync($"{i}"))).Failure);

        Assert.Equal(ModelFailure.Paused, (await Assert.ThrowsAsync<ModelUnavailableException>(() => setup.AskAsync("now"))).Failure);
        Assert.Equal(3, setup.Server.Requests.Count);
        Assert.Contains("left alone", setup.Log.Text, StringComparison.Ordinal);

        setup.Clock.Advance(setup.Options.Pause);
        Assert.Equal(ModelFailure.Malformed, (await Assert.ThrowsAsync<ModelUnavailableException>(() => setup.AskAsync("try"))).Failure);
        Assert.Equal(ModelFailure.Paused, (await Assert.ThrowsAsync<ModelUnavailableException>(() => setup.AskAsync("again"))).Failure);
        Assert.Equal(4, setup.Server.Requests.Count);

        setup.Server.Fault = null;
        setup.Clock.Advance(setup.Options.Pause);
        Assert.Equal("You said: well", await setup.AskAsync("well"));
        Assert.Equal("You said: and again", await setup.AskAsync("and again"));
    }

    [Fact]
    public async Task Pause_WhileItIsTried_LetsNoOtherCallThrough()
    {
        await using var setup = await ModelSetup.StartAsync(o => o.PauseAfterFailures = 1);
        setup.Server.NextFaults.Enqueue(ModelFault.Malformed);
        setup.Server.NextFaults.Enqueue(ModelFault.Silence);
        await Assert.ThrowsAsync<ModelUnavailableException>(() => setup.AskAsync("fails"));
        setup.Clock.Advance(setup.Options.Pause);

        using var turn = new CancellationTokenSource();
        var trying = setup.AskAsync("tries", turn.Token);
        await Poll.UntilAsync(() => setup.Server.Requests.Count == 2);
        Assert.Equal(ModelFailure.Paused, (await Assert.ThrowsAsync<ModelUnavailableException>(() => setup.AskAsync("waits", CancellationToken.None))).Failure);

        await turn.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trying);
        Assert.Equal("You said: the next may try", await setup.AskAsync("the next may try", CancellationToken.None));
    }

    [Fact]
    public async Task Budget_WhenSpent_EndsTheCallsUntilTheCampaignsMidnightAndOverARestart()
    {
        await using var setup = await ModelSetup.StartAsync(o => (o.TokensPerDay, o.MaxOutputTokens, o.CachedAnswers) = (200, 100, 0));
        await setup.AskAsync("Hello?");
        var used = await setup.Budget.UsedAsync(Today, default);
        Assert.InRange(used, 1, 60);
        var question = TokenEstimate.Of("More?");
        while (await setup.Budget.UsedAsync(Today, default) + question + 100 <= 200)
            await setup.AskAsync("More?");

        await setup.RestartAsync();
        var (asked, before) = (setup.Server.Requests.Count, await setup.Budget.UsedAsync(Today, default));
        Assert.Equal(ModelFailure.BudgetSpent, (await Assert.ThrowsAsync<ModelUnavailableException>(() => setup.AskAsync("More?"))).Failure);
        Assert.Equal((asked, before), (setup.Server.Requests.Count, await setup.Budget.UsedAsync(Today, default)));

        // Noon UTC is 5 a.m. there.
        setup.Clock.Advance(TimeSpan.FromHours(19) - TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<ModelUnavailableException>(() => setup.AskAsync("Still?"));
        setup.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("You said: Tomorrow?", await setup.AskAsync("Tomorrow?"));
    }

    [Fact]
    public async Task Budget_IsSettledByWhatWasUsedOrMayHaveBeen()
    {
        await using var setup = await ModelSetup.StartAsync(o => o.MaxOutputTokens = 500);
        setup.Server.NextFaults.Enqueue(ModelFault.Status(400));
        await Assert.ThrowsAsync<ModelUnavailableException>(() => setup.AskAsync("Refused by the server"));
        Assert.Equal(0, await setup.Budget.UsedAsync(Today, default));

        setup.Server.NextFaults.Enqueue(ModelFault.Malformed);
        await Assert.ThrowsAsync<ModelUnavailableException>(() => setup.AskAsync("Answered badly"));
        Assert.InRange(await setup.Budget.UsedAsync(Today, default), 500, 520);
    }

    [Fact]
    public async Task Budget_OfManyCallsAtOnce_CountsEachOnce()
    {
        await using var setup = await ModelSetup.StartAsync(o => o.CachedAnswers = 0);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => setup.AskAsync("Hello?")));

        // 3 + 2 tokens of the question, 4 of "You said: Hello?".
        Assert.Equal(20 * 9, await setup.Budget.UsedAsync(Today, default));
    }

    [Fact]
    public async Task Cache_OfTheSameChat_AnswersUntilItIsOld()
    {
        await using var setup = await ModelSetup.StartAsync();
        Assert.Equal("You said: Hello?", await setup.AskAsync("Hello?"));
        setup.Server.Chat.Answer = _ => new ModelAnswer("Something else.");

        Assert.Equal("You said: Hello?", await setup.AskAsync("Hello?"));
        Assert.Equal("Something else.", await setup.AskAsync("Hello"));
        setup.Clock.Advance(setup.Options.CacheFor);
        Assert.Equal("Something else.", await setup.AskAsync("Hello?"));
        Assert.Equal(3, setup.Server.Requests.Count);
    }

    [Fact]
    public async Task Cache_OverItsSize_ForgetsWhatWasAskedForLongestAgo()
    {
        await using var setup = await ModelSetup.StartAsync(o => o.CachedAnswers = 2);
        foreach (var text in (string[])["a", "b", "a", "c", "a", "b"])
            await setup.AskAsync(text);

        Assert.Equal(["a", "b", "c", "b"], setup.Server.Requests.Select(r => r.Text("user")));
    }

    [Fact]
    public async Task Cache_OfAnAnswerCutShort_KeepsNothing()
    {
        await using var setup = await ModelSetup.StartAsync();
        setup.Server.Chat.Answer = _ => new ModelAnswer("Half a", "length");

        await setup.AskAsync("Hello?");
        await setup.AskAsync("Hello?");

        Assert.Equal(2, setup.Server.Requests.Count);
    }

    [Fact]
    public async Task Figures_TellCallsTokensAndFailures()
    {
        await using var setup = await ModelSetup.StartAsync();
        var seen = new List<(string Name, double Value, string Outcome)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == ModelMetrics.Name)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();

        await setup.AskAsync("Hello?");
        await setup.AskAsync("Hello?");
        setup.Server.Fault = ModelFault.Malformed;
        await Assert.ThrowsAsync<ModelUnavailableException>(() => setup.AskAsync("Again?"));
        await Assert.ThrowsAsync<ModelUnavailableException>(() => setup.Embeddings.GenerateAsync(["text"]));

        Assert.Equal(["ok", "cached", "Malformed", "Malformed"], seen.Where(s => s.Name == "campaignbot.model.calls").Select(s => s.Outcome));
        Assert.Equal(3, seen.Count(s => s.Name == "campaignbot.model.attempts"));
        Assert.Equal(9, seen.First(s => s.Name == "campaignbot.model.tokens").Value);
        Assert.Equal(3, seen.Count(s => s.Name == "campaignbot.model.duration"));

        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var outcome = "";
            foreach (var tag in tags)
            {
                if (tag.Key == "outcome")
                    outcome = (string)tag.Value!;
            }
            // Other tests' calls run in other setups at the same time, in other contexts.
            if (ReferenceEquals(instrument.Meter, setup.Metrics.Calls.Meter))
                seen.Add((instrument.Name, value, outcome));
        }
    }

    [Fact]
    public async Task Log_OfFailures_HoldsNeitherTextNorKey()
    {
        await using var setup = await ModelSetup.StartAsync(o => o.Key = "sk-a-wrong-key-of-ours");
        await Assert.ThrowsAsync<ModelUnavailableException>(() => setup.AskAsync("a very private question"));
        setup.Server.Fault = ModelFault.Malformed;
        await Assert.ThrowsAsync<ModelUnavailableException>(() => setup.AskAsync("a very private question"));

        Assert.Contains("NotLetIn (401, invalid_api_key)", setup.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("private", setup.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-", setup.Log.Text, StringComparison.Ordinal);
    }
}
