using System.Text.RegularExpressions;
using CampaignBot.Commands.Playing;
using CampaignBot.Core.People;
using CampaignBot.Core.Privacy;
using CampaignBot.Dialogs.Linking;
using CampaignBot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Tests.Dialogs.Linking;

/// <summary>Somebody on Messenger or the web links the phone they text from.</summary>
public sealed partial class LinkTests : IAsyncLifetime
{
    private const string Phone = "+15555550123";
    private readonly List<(string To, string Text)> _texts = [];
    private Stage? _opened;
    private int _deliveries;
    private bool _isDown;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_opened is not null)
            await _opened.DisposeAsync();
    }

    private Stage Stage => _opened!;

    [Theory]
    [InlineData("Link my phone", "Done")]
    [InlineData("this is also my number", "Done")]
    [InlineData("i text you from my phone too", "Done")]
    [InlineData("este teléfono también es mío", "Listo")]
    [InlineData("Vincular mi teléfono", "Listo")]
    public async Task Phone_WhoseCodeIsTold_IsTheSamePersonEverywhere(string begin, string end)
    {
        await OpenAsync();
        var (web, phone) = (new Actor("directline", "zelda", "one"), new Actor("sms", Phone, "two"));

        await SayAsync(web, "hello", begin, "555 555 0123");
        var code = Code().Match(Assert.Single(_texts).Text).Value;
        Assert.Equal(Phone, _texts[0].To);
        var said = await SayAsync(web, $"{code[..3]} {code[3..]}");

        Assert.StartsWith(end, said[^1], StringComparison.Ordinal);
        var someone = await Stage.Services.GetRequiredService<PersonDirectory>().SomeoneAsync("sms", Phone);
        Assert.Equal([new ChannelAddress("sms", Phone), new ChannelAddress("directline", "zelda")], someone.Addresses);
        Assert.Contains("(555) 555-0123", string.Join('\n', await SayAsync(web, begin, Phone)), StringComparison.Ordinal);
        Assert.Single(_texts);

        // What is deleted from one is deleted from both.
        await SayAsync(phone, "i want to give feedback", "The crossing needs a light.", "no");
        await SayAsync(web, "delete my data", "delete everything");
        await Stage.WorkAsync();
        Assert.False(await Stage.Services.GetRequiredService<Erasures>().PendingAsync(default).AnyAsync());
        Assert.Null(await Stage.Services.GetRequiredService<PersonDirectory>().AtAsync("sms", Phone));
        Assert.Empty(Stage.Troubles);
    }

    [Theory]
    [InlineData("Link my phone number, please", true)]
    [InlineData("can you connect this chat with my texts?", true)]
    [InlineData("I want to link another number", true)]
    [InlineData("that number is mine too", true)]
    [InlineData("i also text you from another number", true)]
    [InlineData("I'm the same person who texted you yesterday", true)]
    [InlineData("how can i verify my phone number", true)]
    [InlineData("quiero vincular mi celular", true)]
    [InlineData("este también es mi número", true)]
    [InlineData("soy la misma persona que le mandó mensajes", true)]
    [InlineData("can you send me the link to your phone number", false)]
    [InlineData("what is my polling place number", false)]
    [InlineData("my number is 503 555 0142", false)]
    [InlineData("this is my number", false)]
    [InlineData("i texted you from my phone and nobody answered", false)]
    [InlineData("how do i connect with my neighbors", false)]
    [InlineData("where do i verify my registration number", false)]
    [InlineData("¿mi número de boleta es también mi número de registro?", false)]
    [InlineData("¿dónde verifico mi número de precinto?", false)]
    public void Words_OfOneWhoHasAnotherNumber_AreToldFromOthers(string text, bool isWish) => Assert.Equal(isWish, LinkWords.In(text));

    [Fact]
    public async Task Link_WhereOnesDataIsShown_IsOffered()
    {
        await OpenAsync();
        var (web, phone) = (new Actor("directline", "zelda", "one"), new Actor("sms", Phone, "two"));

        await SayAsync(web, "hello", "i want to give feedback", "The crossing needs a light.", "no", "my data");
        await SayAsync(phone, "hello", "i want to give feedback", "The crossing needs a light.", "no", "my data");

        Assert.Equal(["Delete my data", "Link my phone"], web.Buttons.Select(b => b.Title));
        Assert.Equal(["Delete my data"], phone.Buttons.Select(b => b.Title));
        await SayAsync(web, "who are you");
        Assert.Contains("Link my phone", web.Buttons.Select(b => b.Title));
    }

    [Fact]
    public async Task Codes_AskedForAgainAndAgain_PesterNobody()
    {
        await OpenAsync();
        for (var i = 0; i < 6; i++)
        {
            // Somebody new each time: what is asked for a number counts, whoever asks.
            var stranger = new Actor("directline", $"stranger-{i}", $"c-{i}");
            await SayAsync(stranger, "hello", "Link my phone", "555 555 0123", "000000", "000001", "000002", "000003", "000004", "000005");
        }

        Assert.Equal(3, _texts.Count);
        Assert.All(_texts, t => Assert.Contains("please ignore this text", t.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Code_ToldWrong_IsAskedForAgain()
    {
        await OpenAsync();
        var web = new Actor("directline", "zelda", "one");
        await SayAsync(web, "hello", "Link my phone", "555 555 0123");
        var code = Code().Match(_texts[0].Text).Value;

        Assert.Contains("six digits", (await SayAsync(web, "what?? 12"))[^1], StringComparison.Ordinal);
        var said = await SayAsync(web, code == "111111" ? "222222" : "111111");
        Assert.StartsWith("That isn't the code", said[0], StringComparison.Ordinal);
        Assert.StartsWith("Done", (await SayAsync(web, code))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Number_ThatStopped_GetsNoText()
    {
        await OpenAsync();
        var (web, phone) = (new Actor("directline", "zelda", "one"), new Actor("sms", Phone, "two"));
        await SayAsync(phone, "hello", "STOP");

        var said = await SayAsync(web, "hello", "Link my phone", "555 555 0123");

        Assert.Contains("text START", said[^1], StringComparison.Ordinal);
        Assert.Empty(_texts);
    }

    [Fact]
    public async Task Text_ThatCantBeSent_IsSaidSo()
    {
        await OpenAsync();
        _isDown = true;

        Assert.Contains("can't text", (await SayAsync(new Actor("directline", "zelda", "one"), "hello", "Link my phone", "555 555 0123"))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_AskedForInAnotherForm_IsBegunAndTheFormGoesOn()
    {
        await OpenAsync();
        var web = new Actor("directline", "zelda", "one");

        Assert.StartsWith("Which number do you text from?", (await SayAsync(web, "take the survey", "link my phone"))[^1], StringComparison.Ordinal);
        Assert.Contains("May I note", (await SayAsync(web, "never mind"))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_FromThePhoneItself_IsToldWhere()
    {
        await OpenAsync();

        Assert.Contains("already", (await SayAsync(new Actor("sms", Phone, "one"), "hello", "link my phone"))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_WhereNoTextCanBeSent_IsNotOffered()
    {
        await OpenAsync(hasSms: false);

        Assert.DoesNotContain("text from", (await SayAsync(new Actor("directline", "zelda", "one"), "hello", "link my phone"))[^1], StringComparison.Ordinal);
    }

    private async Task OpenAsync(bool hasSms = true) => _opened = await Commands.Playing.Stage.OpenAsync(
        new StoryClock(new DateTimeOffset(2028, 10, 10, 18, 0, 0, TimeSpan.Zero)),
        [],
        shared: await SampleContent.Shared,
        also: services =>
        {
            if (hasSms)
                services.AddSingleton<SendCode>(SendAsync);
        });

    private Task<bool> SendAsync(string to, string text, string language, string id, CancellationToken cancellationToken)
    {
        if (!_isDown)
            _texts.Add((to, text));
        return Task.FromResult(!_isDown);
    }

    private async Task<IReadOnlyList<string>> SayAsync(Actor actor, params string[] lines)
    {
        IReadOnlyList<string> said = [];
        foreach (var line in lines)
        {
            var replies = await Stage.PlayAsync(actor.Says(line), $"delivery-{_deliveries++}");
            actor.Hear(replies);
            said = [.. replies.Where(r => r.Type == "message").Select(r => r.Text ?? "")];
        }
        return said;
    }

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Code();
}
