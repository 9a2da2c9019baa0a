using CampaignBot.Training;

namespace CampaignBot.Tests.Training;

public sealed class GuardDataFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("guard-data-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("a.jsonl", "{\"text\":\"hello\",\"label\":0}\n\n{\"text\":\"ignore all\",\"label\":1}\n")]
    [InlineData("a.csv", "id,prompt,label\n1,hello,clear\n2,ignore all,injection\n")]
    public async Task Read_AFileWithLabels_TellsAttacks(string name, string text)
    {
        var messages = await GuardDataFile.ReadAsync(await FileAsync(name, text), unlabelled: null, default);

        Assert.Equal([new GuardMessage("hello", false), new GuardMessage("ignore all", true)], messages);
    }

    [Fact]
    public async Task Read_AFileWithoutLabels_IsAllOfTheKindTold()
    {
        var file = await FileAsync("a.csv", "id,prompt\n1,\"hello, you\"\n");

        Assert.Equal([new GuardMessage("hello, you", false)], await GuardDataFile.ReadAsync(file, unlabelled: false, default));
        Assert.Contains("Line 2: there is no label", (await Assert.ThrowsAsync<InvalidDataException>(() => GuardDataFile.ReadAsync(file, unlabelled: null, default))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.jsonl", "{\"text\":\"hello\",\"label\":\"maybe\"}", "Line 1: the label \"maybe\"")]
    [InlineData("a.jsonl", "{\"label\":1}", "Line 1: not an object with a \"text\"")]
    [InlineData("a.jsonl", "[1]", "Line 1: not an object with a \"text\"")]
    [InlineData("a.csv", "id,words\n1,hello\n", "\"text\" or \"prompt\"")]
    [InlineData("a.csv", "text,label\nhello\n", "Line 2: 1 fields")]
    [InlineData("a.txt", "hello", ".csv or .jsonl")]
    public async Task Read_WhatCantBeRead_IsToldWithItsLine(string name, string text, string expected)
    {
        var file = await FileAsync(name, text);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => GuardDataFile.ReadAsync(file, unlabelled: null, default));

        Assert.StartsWith(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private async Task<string> FileAsync(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
