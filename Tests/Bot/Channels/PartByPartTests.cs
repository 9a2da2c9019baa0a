using CampaignBot.Channels;
using CampaignBot.Turns;

namespace CampaignBot.Tests.Bot.Channels;

public sealed class PartByPartTests
{
    private static readonly PartOutcome Taken = new(new SendOutcome.Delivered("id"));

    private readonly PartByPart _parts = new(TimeProvider.System);
    private readonly List<int> _sent = [];
    private readonly List<int> _soughtFor = [];

    [Fact]
    public async Task Part_RefusedForNow_IsSentAgainAndThoseBeforeItAreNot()
    {
        Assert.IsType<SendOutcome.RetryLater>(await SendAsync(i => i == 1 ? new(new SendOutcome.RetryLater()) : Taken));
        Assert.IsType<SendOutcome.Delivered>(await SendAsync(_ => Taken));

        Assert.Equal([0, 1, 1, 2], _sent);
        Assert.Empty(_soughtFor);
    }

    [Theory]
    [InlineData(true, new[] { 0, 1, 2 })]
    [InlineData(false, new[] { 0, 1, 1, 2 })]
    public async Task Part_WhoseAnswerWasLost_IsLookedForFirst(bool isThere, int[] expected)
    {
        Assert.IsType<SendOutcome.RetryLater>(await SendAsync(i => i == 1 ? throw new OperationCanceledException() : Taken));
        await SendAsync(_ => Taken, isThere ? "there" : null);

        Assert.Equal(expected, _sent);
        Assert.Equal([1], _soughtFor);
    }

    [Fact]
    public async Task Part_ThatCantBeLookedForNow_IsNeitherSentNorForgotten()
    {
        await SendAsync(_ => new(new SendOutcome.RetryLater(), IsInDoubt: true));
        Assert.IsType<SendOutcome.RetryLater>(await _parts.SendAsync("reply", 3, (_, _) => throw new InvalidOperationException(), (_, _, _) => throw new HttpRequestException("down"), default));
        await SendAsync(_ => Taken, "there");

        Assert.Equal([0, 1, 2], _sent);
        Assert.Equal([0], _soughtFor);
    }

    [Fact]
    public async Task Part_ThatNeverLeft_IsSentWithoutALook()
    {
        await SendAsync(_ => throw new HttpRequestException(HttpRequestError.ConnectionError));
        await SendAsync(_ => Taken);

        Assert.Equal([0, 0, 1, 2], _sent);
        Assert.Empty(_soughtFor);
    }

    [Fact]
    public async Task Part_RefusedForGood_EndsTheReply()
    {
        Assert.IsType<SendOutcome.Refused>(await SendAsync(_ => new(new SendOutcome.Refused("blocked"))));

        Assert.Equal([0], _sent);
    }

    private Task<SendOutcome> SendAsync(Func<int, PartOutcome> platform, string? there = null) => _parts.SendAsync(
        "reply",
        3,
        (i, _) =>
        {
            _sent.Add(i);
            return Task.FromResult(platform(i));
        },
        (i, _, _) =>
        {
            _soughtFor.Add(i);
            return Task.FromResult(there);
        },
        default);
}
