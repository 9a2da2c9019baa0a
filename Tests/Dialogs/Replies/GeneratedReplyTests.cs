using CampaignBot.Core.Knowledge;
using CampaignBot.Core.Knowledge.Generation;
using CampaignBot.Dialogs.Replies;
using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Dialogs.Replies;

public sealed class GeneratedReplyTests
{
    private static readonly FixedClock Clock = new(new DateTimeOffset(2026, 11, 23, 18, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Generated_WhereNoFootnotesAreShown_NamesEachSourceInWords()
    {
        var reply = await ReplyAsync("The polls close at 8 p.m. [1] Your polling place depends on your address. [2]", "en", "sms", "voting/poll-hours", "voting/where-to-vote");

        Assert.EndsWith(
            """
            [2]

            [1] Source: Alder County Elections, as of October 1, 2026: https://elections.aldercounty.example/dates
            [2] Source: Alder County Elections, as of October 1, 2026: https://elections.aldercounty.example/where
            """.ReplaceLineEndings("\n"),
            reply.Activity.Text,
            StringComparison.Ordinal);
        Assert.Null(reply.Activity.Entities);
    }

    [Fact]
    public async Task Generated_OnOneSourceWhereNoFootnotesAreShown_ShowsNoMarker()
    {
        var reply = await ReplyAsync("Las casillas cierran a las 8 p. m. [1] Si está en la fila, puede votar. [1]", "es", "sms", "voting/poll-hours");

        Assert.StartsWith("Las casillas cierran a las 8 p. m. Si está en la fila, puede votar.\n\nFuente: ", reply.Activity.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("[1]", reply.Activity.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generated_Anywhere_OffersWhatItsFirstSourceOffers()
    {
        var reply = await ReplyAsync("The polls close at 8 p.m. [1]", "en", "directline", "voting/poll-hours");

        Assert.Equal("voting/poll-hours", reply.Subject);
        Assert.Contains("voting/where-to-vote", reply.Offered);
    }

    private static async Task<Reply> ReplyAsync(string text, string language, string channel, params string[] entries)
    {
        var content = await SampleContent.Loaded;
        var sources = entries.Select(id => CitedText.Of(content.Find(id, language)!)).ToList();
        return new ReplyWriter(content, new Answerer(content, Clock))
            .Generated(new GeneratedAnswer(GenerationOutcome.Grounded, text, sources), language, channel);
    }
}
