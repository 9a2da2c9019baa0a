using System.Net;
using CampaignBot.Channels.Media;
using CampaignBot.Core.Cases;
using CampaignBot.Core.Documents;
using CampaignBot.Core.Privacy;
using CampaignBot.Tests.Support;
using CampaignBot.Turns;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Tests.Bot.Channels.Sms;

/// <summary>Pictures that people text: kept for whoever answers them, fetched from Twilio alone.</summary>
public sealed class SmsMediaTests(SmsProgram program) : IClassFixture<SmsProgram>
{
    [Fact]
    public async Task Picture_OfOneWhoAsksForAPerson_IsSeenByWhoAnswersAndGoesWithTheirData()
    {
        var number = program.NewNumber();

        var said = await SendAsync(number, "picture-1", "moved-2");
        await program.SayAsync(number, "talk to a person", 2);
        await program.SayAsync(number, "the ballot in the picture");
        await program.SayAsync(number, "this number");

        Assert.Contains("kept for our office", said, StringComparison.Ordinal);
        var opened = await CaseAsync(number);
        Assert.Equal(2, opened.Files!.Count);
        foreach (var file in opened.Files)
        {
            using var response = await program.Client.GetAsync(new Uri(file).PathAndQuery);
            Assert.Equal("image/png", response.Content.Headers.ContentType!.MediaType);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.StartsWith("\u0089PNG", System.Text.Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
        }
        Assert.All(program.Twilio.Asked.Where(a => a.Path.Contains("picture-1", StringComparison.Ordinal)), a => Assert.StartsWith("Basic ", a.Authorization, StringComparison.Ordinal));
        var someone = new Someone(null, [new("sms", number)]);
        var shelf = program.Services.GetRequiredService<MediaShelf>();
        Assert.Equal(2, (await shelf.CollectAsync(someone, default)).Count);
        await shelf.DeleteAsync(someone, "act", default);
        using var gone = await program.Client.GetAsync(new Uri(opened.Files[0]).PathAndQuery);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory]
    [InlineData("led-1")]
    [InlineData("circle-1")]
    [InlineData("gone-1")]
    [InlineData("script-1")]
    [InlineData("large-1")]
    [InlineData("https://files.example/1.png")]
    [InlineData("file:///etc/passwd")]
    [InlineData("not an address")]
    public async Task File_ThatIsNoneToBeKept_IsNotAndNobodyElseIsAsked(string file)
    {
        var number = program.NewNumber();

        var said = await SendAsync(number, file);

        Assert.Contains("I can't look at pictures", said, StringComparison.Ordinal);
        Assert.Empty(await program.Services.GetRequiredService<MediaShelf>().CollectAsync(new Someone(null, [new("sms", number)]), default));
        Assert.DoesNotContain(program.Twilio.Asked, a => a.Path.StartsWith("/elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_BeyondADaysWorth_AreNotKept()
    {
        var number = program.NewNumber();

        for (var i = 0; i < 3; i++)
            await SendAsync(number, [.. Enumerable.Range(0, 5).Select(n => $"picture-{i}-{n}")]);

        Assert.Equal(10, (await program.Services.GetRequiredService<MediaShelf>().CollectAsync(new Someone(null, [new("sms", number)]), default)).Count);
    }

    [Theory]
    [InlineData("https://media.twiliocdn.com/x", true)]
    [InlineData("https://a.b.twiliocdn.com/x", true)]
    [InlineData("http://media.twiliocdn.com/x", false)]
    [InlineData("https://media.twiliocdn.com:8443/x", false)]
    [InlineData("https://twiliocdn.com.evil.example/x", false)]
    [InlineData("https://eviltwiliocdn.com/x", false)]
    [InlineData("https://media.twiliocdn.com@evil.example/x", false)]
    [InlineData("https://api.twilio.com/x", true)]
    [InlineData("https://api.twilio.com:444/x", false)]
    public void Address_OfAFile_IsAskedOnlyWhereItIsThePlatforms(string address, bool isTheirs) =>
        Assert.Equal(isTheirs, new MediaSource("sms", new Uri("https://api.twilio.com/"), null, "twiliocdn.com").Has(new Uri(address)));

    [Fact]
    public async Task Picture_ThatTheBotSends_GoesAsMms()
    {
        var number = program.NewNumber();
        var activity = new Activity(ActivityTypes.Message) { Id = $"mms-{number}", Text = "Here is the map:", Recipient = new ChannelAccount(number), Attachments = [new Attachment("image/png", "https://chat.example.org/map.png")] };

        var sent = await program.Services.GetRequiredKeyedService<IChannelSender>("sms").SendAsync(new ConversationReference(), activity, CancellationToken.None);

        Assert.IsType<SendOutcome.Delivered>(sent);
        var text = Assert.Single(program.Twilio.Taken, t => t.To == number);
        Assert.Equal(("Here is the map:", "https://chat.example.org/map.png"), (text.Body, text.Media));
    }

    [Theory]
    [InlineData("/media/0")]
    [InlineData("/media/000000000000000000000000000000000000000000000000")]
    [InlineData("/media/..%2f..%2fappsettings.json")]
    public async Task Path_OfNoFile_IsNotFound(string path)
    {
        using var response = await program.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<string> SendAsync(string number, params string[] files)
    {
        var fields = SmsProgram.Message(number, "");
        fields["NumMedia"] = $"{files.Length}";
        for (var i = 0; i < files.Length; i++)
            (fields[$"MediaUrl{i}"], fields[$"MediaContentType{i}"]) = (files[i].Contains(' ') || files[i].Contains(':') ? files[i] : program.Twilio.FileAt(files[i]), "image/png");
        var before = program.To(number).Count;
        using var response = await program.PostAsync(fields);
        // The first time, the greeting comes before it.
        await Poll.UntilAsync(() => program.To(number).Count >= Math.Max(2, before + 1));
        return program.To(number)[^1];
    }

    private async Task<Case> CaseAsync(string number)
    {
        const string Before = "case number is ";
        string? told = null;
        await Poll.UntilAsync(() => (told = program.To(number).FirstOrDefault(t => t.Contains(Before, StringComparison.Ordinal))) is not null);
        var number5 = told!.Substring(told.IndexOf(Before, StringComparison.Ordinal) + Before.Length, 5);
        return (await program.Services.GetRequiredService<CaseBook>().FindAsync(number5))!;
    }
}
