using System.Net;
using System.Text;
using CampaignBot.Channels.Sms;
using CampaignBot.Core.Consent;
using CampaignBot.Core.Documents;
using CampaignBot.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CampaignBot.Tests.Bot.Channels.Sms;

public sealed class SmsTests(SmsProgram program) : IClassFixture<SmsProgram>
{
    /// <summary>The setting's default.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Question_BySms_IsAnsweredInPlainTextWithItsSource()
    {
        var replies = await program.SayAsync(program.NewNumber(), "what does measure 4 do?", replies: 2);

        Assert.StartsWith("I'm the automated assistant", replies[0], StringComparison.Ordinal);
        Assert.Contains("- Clean river: $7.5 million", replies[1], StringComparison.Ordinal);
        Assert.Contains("Source: ", replies[1], StringComparison.Ordinal);
        Assert.Contains("\n1. ", replies[1], StringComparison.Ordinal);
        Assert.DoesNotContain("**", replies[1], StringComparison.Ordinal);
        Assert.All(replies, r => Assert.True(SmsText.IsGsm7(r), r));
    }

    [Fact]
    public async Task Choice_ByNumber_IsTheOneThatWasListed()
    {
        var number = program.NewNumber();
        await program.SayAsync(number, "hello");

        var reply = await program.SayAsync(number, "1");

        Assert.Contains("$18 million", reply[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_ThatComesAsBase64_IsReadAsItsText()
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes("Hello there, what does measure 4 do?"));

        var replies = await program.SayAsync(program.NewNumber(), text, replies: 2);

        Assert.Contains("$18 million", replies[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("STOP")]
    [InlineData("Unsubscribe")]
    [InlineData("END")]
    [InlineData("quit.")]
    [InlineData("STOPALL")]
    [InlineData("REVOKE")]
    [InlineData("OPTOUT")]
    [InlineData("cancel")]
    public async Task Keyword_OfTheCarrier_InTheMiddleOfAForm_UnsubscribesAndSteersNothing(string keyword)
    {
        var number = program.NewNumber();
        await program.SayAsync(number, "i want to volunteer", replies: 2);

        var replies = await program.SayAsync(number, keyword);

        Assert.StartsWith("Done: you'll get no more messages", Assert.Single(replies), StringComparison.Ordinal);
        Assert.Equal(ConsentAct.OptOut, (await program.Consent.LatestAsync("sms", number))!.Act);
    }

    [Fact]
    public async Task Message_DeliveredTwice_IsAnsweredOnce()
    {
        var number = program.NewNumber();
        var fields = SmsProgram.Message(number, "hello");
        for (var i = 0; i < 3; i++)
        {
            using var response = await program.PostAsync(fields);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        using (await program.PostAsync(SmsProgram.Message(number, "thanks")))
        {
        }
        await Poll.UntilAsync(() => program.To(number).Any(t => t.StartsWith("You're welcome", StringComparison.Ordinal)));

        Assert.Equal(2, program.To(number).Count);
    }

    [Fact]
    public async Task Stop_HeardByTheCarrier_IsKeptAndNotConfirmedTwice()
    {
        var number = program.NewNumber();
        await program.SayAsync(number, "hello");
        var fields = SmsProgram.Message(number, "Detener");
        fields["OptOutType"] = "STOP";

        using var response = await program.PostAsync(fields);
        await Poll.UntilAsync(async () => await program.Consent.LatestAsync("sms", number) is { Act: ConsentAct.OptOut });

        Assert.Single(program.To(number));
    }

    [Fact]
    public async Task Stop_NotHeardByTheCarrier_IsConfirmedOnceAndThenSilent()
    {
        var number = program.NewNumber();
        await program.SayAsync(number, "hello");
        await program.SayAsync(number, "STOP");
        using (await program.PostAsync(SmsProgram.Message(number, "what does measure 4 do?")))
        {
        }

        await program.SayAsync(number, "START");

        Assert.Equal(3, program.To(number).Count);
    }

    [Fact]
    public async Task Number_UnsubscribedAtTwilio_IsOptedOutHere()
    {
        var number = program.NewNumber();
        program.Twilio.Unsubscribed[number] = true;

        using var response = await program.PostAsync(SmsProgram.Message(number, "hello"));

        await Poll.UntilAsync(async () => await program.Consent.LatestAsync("sms", number) is { Act: ConsentAct.OptOut });
        Assert.Empty(program.To(number));
    }

    [Fact]
    public async Task Reply_WhileTwilioIsBusyOrBroken_IsSentLater()
    {
        program.Twilio.Next.Enqueue(429);
        program.Twilio.Next.Enqueue(503);

        var replies = await program.SayAsync(program.NewNumber(), "hello");

        Assert.StartsWith("I'm the automated assistant", replies[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TwilioService.TakeAndDrop)]
    [InlineData(TwilioService.TakeAndFail)]
    [InlineData(TwilioService.TakeAndHang)]
    public async Task Reply_TakenButNotAnswered_IsNotSentTwice(int failure)
    {
        var number = program.NewNumber();
        var hangs = program.Twilio.Hangs;
        program.Twilio.Next.Enqueue(failure);

        using (await program.PostAsync(SmsProgram.Message(number, "what does measure 4 do?")))
        {
        }
        if (failure == TwilioService.TakeAndHang)
        {
            await Poll.UntilAsync(() => program.Twilio.Hangs > hangs);
            program.Clock.Advance(SendTimeout);
        }
        await Poll.UntilAsync(() => program.To(number).Any(t => t.Contains("Clean river", StringComparison.Ordinal)));

        Assert.Equal(2, program.To(number).Distinct().Count());
        Assert.Equal(2, program.To(number).Count);
    }

    [Fact]
    public async Task Answer_OverTheBudget_IsCutAndGoesOnByMore()
    {
        await using var small = new SmsProgram { Also = ["--Sms:MaxSegments=2"] };
        await small.InitializeAsync();
        var number = small.NewNumber();

        var first = (await small.SayAsync(number, "what does measure 4 do?", replies: 2))[1];
        var rest = new List<string>();
        for (var i = 0; i < 5 && (i == 0 || rest[^1].Contains("Reply MORE", StringComparison.Ordinal)); i++)
            rest.AddRange(await small.SayAsync(number, "More"));
        var chosen = await small.SayAsync(number, "1");
        var late = await small.SayAsync(number, "más");

        Assert.Contains("Reply MORE to read on.", first, StringComparison.Ordinal);
        Assert.Contains("\nhttps://yesonmeasure4.example/measure\n", first, StringComparison.Ordinal);
        Assert.Contains("\n1. What it costs you\n", first, StringComparison.Ordinal);
        Assert.DoesNotContain("MORE", rest[^1], StringComparison.Ordinal);
        Assert.Contains("A typical home would pay about $48 a year.", string.Join(' ', rest), StringComparison.Ordinal);
        Assert.Contains("$20 a year for each", chosen[0], StringComparison.Ordinal);
        Assert.NotEmpty(late);
        Assert.All(small.To(number), t => Assert.InRange(SmsText.Segments(t), 1, 2));
    }

    [Fact]
    public async Task Picture_BySms_IsAnsweredSensibly()
    {
        var fields = SmsProgram.Message(program.NewNumber(), "");
        (fields["NumMedia"], fields["MediaUrl0"], fields["MediaContentType0"]) = ("1", "https://api.twilio.com/media/1", "image/jpeg");
        using var response = await program.PostAsync(fields);

        await Poll.UntilAsync(() => program.To(fields["From"]).Count == 2);

        Assert.Contains("pictures", program.To(fields["From"])[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_InAnyOrder_KeepTheFurthest()
    {
        var sid = $"SM{Guid.NewGuid():N}";
        foreach (var status in (string[])["delivered", "sent", "queued", "delivered", "nonsense"])
        {
            using var response = await program.PostAsync(new() { ["MessageSid"] = sid, ["MessageStatus"] = status, ["To"] = "+15035550111" }, SmsChannel.StatusPath);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        var kept = await program.Documents.ReadAsync(new DocumentKey("sms-report", sid, sid));

        Assert.Contains("\"delivered\"", Encoding.UTF8.GetString(kept!.Body.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sms:AccountSid", "AC12", "Sms:AccountSid")]
    [InlineData("Sms:AuthToken", "", "Sms:AuthToken")]
    [InlineData("Sms:From", "5550100", "Sms:From")]
    [InlineData("Sms:MessagingServiceSid", "MG0123456789abcdef0123456789abcdef", "either From or MessagingServiceSid")]
    [InlineData("PublicUrl", "", "PublicUrl")]
    [InlineData("Sms:WithoutAccents", "perhaps", "Sms:WithoutAccents")]
    [InlineData("Sms:MaxSegments", "0", "Sms:MaxSegments")]
    [InlineData("Sms:MaxSegments", "many", "Sms:MaxSegments")]
    [InlineData("Sms:AcountSid", "AC0", "Sms:AcountSid")]
    public void Settings_ByHalf_AreRefusedByName(string name, string value, string expected)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Sms:AccountSid"] = TwilioService.Account, ["Sms:AuthToken"] = "t", ["Sms:From"] = TwilioService.Number, ["PublicUrl"] = "https://chat.example.org",
        };
        settings[name] = value;

        var refused = Assert.Throws<OptionsValidationException>(() => SmsOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));

        Assert.Contains(refused.Failures, f => f.Contains(expected, StringComparison.Ordinal));
    }
}
