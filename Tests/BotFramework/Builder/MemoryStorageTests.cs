using System.Text.Json.Nodes;
using CampaignBot.BotFramework;
using Microsoft.Bot.Builder;

namespace CampaignBot.Tests.BotFramework.Builder;

public class MemoryStorageTests
{
    private readonly MemoryStorage _storage = new();

    public class Log : IStoreItem
    {
        public List<string> Lines { get; set; } = [];

        public string? ETag { get; set; }
    }

    public class Plain
    {
        public int Number { get; set; }
    }

    [Fact]
    public async Task Read_WhatWasWritten_IsAnotherObjectWithAnETag()
    {
        var log = new Log { Lines = ["a"] };
        await WriteAsync("k", log);

        var read = await ReadAsync("k");

        Assert.NotSame(log, read);
        Assert.Equal(["a"], read!.Lines);
        Assert.NotNull(read.ETag);
        Assert.Empty(await _storage.ReadAsync(["other"]));
    }

    [Fact]
    public async Task Keys_SomeOfThemMissing_DoNotKeepTheOthersFromBeingReadAndDeleted()
    {
        await WriteAsync("a", new Log());
        await WriteAsync("b", new Log());
        string[] keys = ["gone", "a", "gone too", "b"];

        Assert.Equal(["a", "b"], (await _storage.ReadAsync(keys)).Keys);
        await _storage.DeleteAsync(keys);
        Assert.Empty(await _storage.ReadAsync(keys));
    }

    [Fact]
    public async Task Write_WithTheETagRead_GivesANewOne()
    {
        await WriteAsync("k", new Log());
        var read = (await ReadAsync("k"))!;
        var before = read.ETag;

        await WriteAsync("k", read);

        Assert.NotEqual(before, (await ReadAsync("k"))!.ETag);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("another")]
    public async Task Write_WithAnETagThatIsNotStored_IsAConflict(string? etag)
    {
        await WriteAsync("k", new Log());

        await Assert.ThrowsAsync<StorageConflictException>(() => WriteAsync("k", new Log { Lines = ["lost"], ETag = etag }));

        Assert.Empty((await ReadAsync("k"))!.Lines);
    }

    [Fact]
    public async Task Write_WithAStar_AlwaysWrites()
    {
        await WriteAsync("k", new Log());
        await WriteAsync("k", new Log { Lines = ["b"], ETag = "*" });
        await WriteAsync("new", new Log { ETag = "*" });

        Assert.Equal(["b"], (await ReadAsync("k"))!.Lines);
        Assert.NotNull(await ReadAsync("new"));
    }

    [Fact]
    public async Task Write_OneOfTwoConflicts_WritesNeither()
    {
        await WriteAsync("k", new Log());

        await Assert.ThrowsAsync<StorageConflictException>(() =>
            _storage.WriteAsync(new Dictionary<string, object> { ["a"] = new Log(), ["k"] = new Log() }));

        Assert.Empty(await _storage.ReadAsync(["a"]));
    }

    [Fact]
    public async Task Write_AfterADeletion_WithTheOldETagIsAConflict()
    {
        await WriteAsync("k", new Log());
        var read = (await ReadAsync("k"))!;
        await _storage.DeleteAsync(["k", "other"]);

        await Assert.ThrowsAsync<StorageConflictException>(() => WriteAsync("k", read));
        await WriteAsync("k", new Log());
        await Assert.ThrowsAsync<StorageConflictException>(() => WriteAsync("k", read));
    }

    [Fact]
    public async Task Write_AnObjectWithoutETag_Replaces()
    {
        await WriteAsync("k", new Plain { Number = 1 });
        await WriteAsync("k", new Plain { Number = 2 });

        Assert.Equal(2, (await _storage.ReadAsync<Plain>(["k"]))["k"].Number);
    }

    [Fact]
    public async Task Write_NoJsonObject_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync("k", "text"));

    [Fact]
    public async Task Dictionary_GivenToTwoStorages_IsTheirSharedMemory()
    {
        var memory = new Dictionary<string, JsonObject> { ["k"] = new() { ["number"] = 5 } };
        var (first, second) = (new MemoryStorage(memory), new MemoryStorage(memory));

        Assert.Equal(5, (await first.ReadAsync<Plain>(["k"]))["k"].Number);
        await first.WriteAsync(new Dictionary<string, object> { ["k"] = new Plain { Number = 6 } });

        Assert.Equal(6, (await second.ReadAsync<Plain>(["k"]))["k"].Number);
    }

    private Task WriteAsync(string key, object value) => _storage.WriteAsync(new Dictionary<string, object> { [key] = value });

    private async Task<Log?> ReadAsync(string key) => (await _storage.ReadAsync<Log>([key])).TryGetValue(key, out var log) ? log : null;
}
