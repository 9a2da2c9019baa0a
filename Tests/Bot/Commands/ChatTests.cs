using CampaignBot.Tests.Support;

namespace CampaignBot.Tests.Bot.Commands;

/// <summary>The command <c>chat</c> of the built program, its input piped in.</summary>
public sealed class ChatTests
{
    [Fact]
    public async Task Chat_OnTheWeb_GreetsAnswersAndTakesANumber()
    {
        var (code, output) = await BotProgram.PipeAsync("how much does measure 4 cost\n2\n", "chat");

        Assert.Equal(0, code);
        Assert.StartsWith("bot: I'm the automated assistant of Yes on Measure 4", output, StringComparison.Ordinal);
        Assert.Contains("voter: how much does measure 4 cost\nbot: Property tax would rise", Lines(output), StringComparison.Ordinal);
        Assert.Contains("\n     [1] Yes on Measure 4, as of", Lines(output), StringComparison.Ordinal);
        Assert.Contains("\n     2. Renters\n", Lines(output), StringComparison.Ordinal);
        Assert.Contains("voter: 2\nbot: Renters don't get the tax bill", Lines(output), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
        Assert.DoesNotContain("**", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_AsAnotherPersonOnAnotherChannel_IsAnotherConversation()
    {
        var (code, output) = await BotProgram.PipeAsync(
            "STOP\nhello?\n/as ana\n/channel sms\n¿dónde voto?\n/nonsense\n/quit\nnever said\n", "chat", "--channel", "sms", "--language", "es");

        Assert.Equal(0, code);
        Assert.StartsWith("voter: STOP\nbot: Done: you'll get no more messages", Lines(output), StringComparison.Ordinal);
        Assert.Contains("voter: hello?\n(silent: voter said STOP on this channel.", Lines(output), StringComparison.Ordinal);
        Assert.Contains("ana: ¿dónde voto?\nbot: Soy el asistente automático", Lines(output), StringComparison.Ordinal);
        Assert.Contains("¿Cuál es su dirección?", output, StringComparison.Ordinal);
        Assert.Contains("/as NAME              be somebody else", output, StringComparison.Ordinal);
        Assert.DoesNotContain("never said", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_WithStorage_GoesOnWhereItWas()
    {
        var folder = Directory.CreateTempSubdirectory("chat-");
        try
        {
            var file = Path.Combine(folder.FullName, "chat.db");
            var (first, begun) = await BotProgram.PipeAsync("when is early voting\n", "chat", "--storage", file);
            var (second, resumed) = await BotProgram.PipeAsync("2\n/new\n", "chat", "--storage", file);

            Assert.Equal((0, 0), (first, second));
            Assert.Contains("2. What ID to bring", begun, StringComparison.Ordinal);
            Assert.StartsWith("voter: 2\nbot: Bring one of these to vote", Lines(resumed), StringComparison.Ordinal);
            Assert.Contains("voter: /new\nbot: I'm the automated assistant", Lines(resumed), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("carrier-pigeon", "--channel", "carrier-pigeon")]
    [InlineData("--chanel", "--chanel", "sms")]
    [InlineData("campaign.yaml", "--content", "nowhere")]
    [InlineData("Conversation:LongPause", "--Conversation:LongPause=00:00:01")]
    public async Task Chat_WithWhatItCantUse_SaysWhy(string named, params string[] arguments)
    {
        var (code, output) = await BotProgram.PipeAsync("hi\n", ["chat", .. arguments]);

        Assert.Equal(1, code);
        Assert.Contains(named, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    private static string Lines(string output) => output.ReplaceLineEndings("\n");
}
