using CampaignBot.Commands.Playing;
using CampaignBot.Core.Subscriptions;
using CampaignBot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Tests.Dialogs.Updates;

/// <summary>Updates are offered only where they can be sent.</summary>
public sealed class StayInTouchTests
{
    private const string Line = "+15555550100";
    private const string ToTheLine = "(555) 555-0100";

    [Fact]
    public async Task Web_WhereTextsCanBeSent_AsksWhereAndSendsThePhoneToTheLine()
    {
        await using var stage = await OpenAsync(isRegistered: true);
        var web = new Actor("directline", "zelda", "one");

        Assert.Equal("Where should we write to you?", await SayAsync(stage, web, "hello", "keep me posted"));
        var told = await SayAsync(stage, web, "by text");

        Assert.Contains(ToTheLine, told, StringComparison.Ordinal);
        Assert.Contains("\"Stay in touch\"", told, StringComparison.Ordinal);
        // What it says to text begins it there.
        Assert.StartsWith("What would you like to hear about?", await SayAsync(stage, new Actor("sms", "+15555550123", "two"), "hello", "Stay in touch"), StringComparison.Ordinal);
        Assert.Empty(stage.Troubles);
    }

    [Fact]
    public async Task Web_WhichIsChosen_GoesOn()
    {
        await using var stage = await OpenAsync(isRegistered: true);
        var web = new Actor("directline", "zelda", "one");

        await SayAsync(stage, web, "hello", "keep me posted");

        Assert.StartsWith("What would you like to hear about?", await SayAsync(stage, web, "here"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("facebook", true, "I can text you", "keep me posted")]
    [InlineData("facebook", true, "por mensaje de texto", "quiero seguir en contacto")]
    [InlineData("facebook", false, "the chat on our web page", "keep me posted")]
    [InlineData("facebook", false, "el chat de nuestra página", "quiero seguir en contacto")]
    [InlineData("sms", false, "the chat on our web page", "keep me posted")]
    public async Task Channel_OnWhichNobodyIsWrittenToFirst_SaysWhereElse(string channel, bool isRegistered, string where, string asked)
    {
        await using var stage = await OpenAsync(isRegistered);

        var told = await SayAsync(stage, new Actor(channel, "zelda", "one"), asked);

        Assert.Contains(where, told, StringComparison.Ordinal);
        Assert.Equal(isRegistered, told.Contains(ToTheLine, StringComparison.Ordinal));
    }

    private static async Task<Stage> OpenAsync(bool isRegistered) => await Stage.OpenAsync(
        new StoryClock(new DateTimeOffset(2028, 10, 10, 18, 0, 0, TimeSpan.Zero)),
        isRegistered ? ["--Reminders:SmsRegistration=registered"] : [],
        shared: await SampleContent.Shared,
        also: services => services.AddSingleton(new TextLine(Line)));

    /// <summary>Says each line, and gives the last message that came back.</summary>
    private static async Task<string> SayAsync(Stage stage, Actor actor, params string[] lines)
    {
        var said = "";
        foreach (var line in lines)
        {
            var replies = await stage.PlayAsync(actor.Says(line), Guid.NewGuid().ToString("N"));
            actor.Hear(replies);
            said = replies.Last(r => r.Type == "message").Text ?? "";
        }
        return said;
    }
}
