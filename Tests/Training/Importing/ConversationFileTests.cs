using CampaignBot.Training;

namespace CampaignBot.Tests.Training.Importing;

public sealed class ConversationFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("conversations-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Read_WhatWasWritten_IsTheSame()
    {
        var at = new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero);
        var conversation = new ExportedConversation("c1", "sms", "es", at,
        [
            new ExportedMessage("m1", at, Speaker.Voter, "¿Dónde voto? 😀", "where-to-vote", Reviewed: true, Name: "Ana"),
            new ExportedMessage(null, null, Speaker.Bot, "En su casilla."),
        ]);
        var path = In("deep/c.jsonl");

        await ConversationFile.WriteAsync(path, [conversation], CancellationToken.None);
        var read = await ReadAsync(path);

        Assert.Equivalent(conversation, Assert.Single(read), strict: true);
        var line = Assert.Single(await File.ReadAllLinesAsync(path));
        Assert.Contains("¿Dónde voto?", line, StringComparison.Ordinal);
        Assert.Contains("\"from\":\"voter\"", line, StringComparison.Ordinal);
        Assert.EndsWith("{\"from\":\"bot\",\"text\":\"En su casilla.\"}]}", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"messages":[]}""", "needs an id")]
    [InlineData("""{"id":"a"}""", "needs its messages")]
    [InlineData("""{"id":"a","messages":[{"from":"voter"}]}""", "needs its text")]
    [InlineData("""{"id":"a","messages":[null]}""", "needs its text")]
    [InlineData("""{"id":"a","messages":[{"from":"stranger","text":"hi"}]}""", "look at $.messages[0].from")]
    [InlineData("""["id"]""", "Not a conversation")]
    [InlineData("null", "Not a conversation")]
    [InlineData("call me at 555", "Not a conversation")]
    public async Task Read_ALineThatIsNone_NamesFileAndLineAndQuotesNothing(string line, string reason)
    {
        var path = In("c.jsonl");
        await File.WriteAllTextAsync(path, $$"""{"id":"good","messages":[]}{{"\n\n"}}{{line}}{{"\n"}}""");

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(path));
        var refused = new List<(int, string)>();
        var read = await ReadAsync(path, (n, why) => refused.Add((n, why)));

        Assert.StartsWith($"{path}: Line 3: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("555", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, Assert.Single(refused).Item1);
        Assert.Equal("good", Assert.Single(read).Id);
    }

    private static async Task<List<ExportedConversation>> ReadAsync(string path, Action<int, string>? refuse = null)
    {
        var all = new List<ExportedConversation>();
        await foreach (var conversation in ConversationFile.ReadAsync(path, refuse))
            all.Add(conversation);
        return all;
    }

    private string In(string path) => Path.Combine(_folder.FullName, path);
}
