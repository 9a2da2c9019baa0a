using System.Text.Json.Nodes;
using CampaignBot.BotFramework;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Builder;

public class BotStateTests
{
    private readonly CountingStorage _storage = new();
    private readonly ConversationState _state;

    public BotStateTests() => _state = new ConversationState(_storage);

    public record Profile(string Name, int Age)
    {
        public List<string> Tags { get; init; } = [];
    }

    [Fact]
    public async Task Get_InOneTurn_ReadsOnceAndGivesTheSameObject()
    {
        var accessor = _state.CreateProperty<Profile>("profile");
        using var turn = Turn();

        var first = await accessor.GetAsync(turn, () => new Profile("Ana", 30));
        var second = await accessor.GetAsync(turn);

        Assert.Same(first, second);
        Assert.Equal(1, _storage.Reads);
    }

    [Fact]
    public async Task Save_NothingTouchedOrNothingChanged_WritesNothing()
    {
        await SetAsync(new Profile("Ana", 30));
        var writes = _storage.Writes;

        using var turn = Turn();
        await _state.LoadAsync(turn);
        await _state.SaveChangesAsync(turn);
        var profile = await _state.CreateProperty<Profile>("profile").GetAsync(turn);
        Assert.Equal(("Ana", 30), (profile.Name, profile.Age));
        Assert.False(_state.GetCachedState(turn)!.IsChanged());
        await _state.SaveChangesAsync(turn);
        Assert.Equal(writes, _storage.Writes);

        profile.Tags.Add("new");
        Assert.True(_state.GetCachedState(turn)!.IsChanged());
        await _state.SaveChangesAsync(turn);
        await _state.SaveChangesAsync(turn);
        Assert.Equal(writes + 1, _storage.Writes);
    }

    [Fact]
    public async Task Save_StateThatNobodySet_WritesNothing()
    {
        using var turn = Turn();
        Assert.Null(await _state.CreateProperty<Profile>("profile").GetAsync(turn));
        Assert.Equal(0, await _state.CreateProperty<int>("count").GetAsync(turn));

        await _state.SaveChangesAsync(turn);

        Assert.Equal(0, _storage.Writes);
    }

    [Fact]
    public async Task Save_Forced_WritesUnchangedState()
    {
        await SetAsync(new Profile("Ana", 30));
        using var turn = Turn();
        await _state.LoadAsync(turn);

        await _state.SaveChangesAsync(turn, force: true);

        Assert.Equal(2, _storage.Writes);
    }

    [Fact]
    public async Task Save_OnePropertyChanged_LeavesTheOthersAsTheyWere()
    {
        await SetAsync(new Profile("Ana", 30));
        using (var turn = Turn())
        {
            await _state.CreateProperty<int>("count").SetAsync(turn, 3);
            await _state.SaveChangesAsync(turn);
        }

        using var later = Turn();
        Assert.Equal("Ana", (await _state.CreateProperty<Profile>("profile").GetAsync(later)).Name);
        Assert.Equal(3, await _state.CreateProperty<int>("count").GetAsync(later));
    }

    [Fact]
    public async Task Delete_OfAPropertyAndOfAll_IsStored()
    {
        await SetAsync(new Profile("Ana", 30));
        using (var turn = Turn())
        {
            await _state.CreateProperty<Profile>("profile").DeleteAsync(turn);
            await _state.SaveChangesAsync(turn);
        }

        using (var turn = Turn())
        {
            Assert.Null(await _state.CreateProperty<Profile>("profile").GetAsync(turn));
            Assert.Equal("{}", _state.Get(turn)!.ToJsonString());
            await _state.DeleteAsync(turn);
            Assert.Null(_state.GetCachedState(turn));
        }

        Assert.Empty(await _storage.ReadAsync(["test/conversations/c"]));
    }

    [Fact]
    public async Task Clear_ThenSave_EmptiesWhatIsStored()
    {
        await SetAsync(new Profile("Ana", 30));
        using var turn = Turn();

        await _state.ClearStateAsync(turn);
        await _state.SaveChangesAsync(turn);

        using var later = Turn();
        Assert.Null(await _state.CreateProperty<Profile>("profile").GetAsync(later));
    }

    [Fact]
    public async Task Load_Forced_DropsWhatChanged()
    {
        await SetAsync(new Profile("Ana", 30));
        using var turn = Turn();
        (await _state.CreateProperty<Profile>("profile").GetAsync(turn)).Tags.Add("lost");

        await _state.LoadAsync(turn, force: true);

        Assert.Empty((await _state.CreateProperty<Profile>("profile").GetAsync(turn)).Tags);
    }

    [Fact]
    public async Task Get_AsAnotherType_ReadsTheSameJson()
    {
        await SetAsync(new Profile("Ana", 30));
        using var turn = Turn();

        await _state.CreateProperty<Profile>("profile").GetAsync(turn);

        Assert.Equal(30, (int?)(await _state.CreateProperty<JsonObject>("profile").GetAsync(turn))["age"]);
    }

    [Fact]
    public async Task Storage_GivingPlainObjects_IsReadAsWell()
    {
        var state = new ConversationState(new PlainStorage());
        using var turn = Turn();

        Assert.Equal("Ana", (await state.CreateProperty<Profile>("profile").GetAsync(turn)).Name);
        Assert.False(state.GetCachedState(turn)!.IsChanged());
    }

    [Fact]
    public async Task AutoSave_ATurnThatThrows_SavesNothing()
    {
        var adapter = new TestAdapter(TestAdapter.CreateConversation("c")).Use(new AutoSaveStateMiddleware(_state, new UserState(_storage)));

        await Assert.ThrowsAsync<InvalidOperationException>(() => adapter.SendTextToBotAsync("hi", async (turn, ct) =>
        {
            await _state.CreateProperty<int>("count").SetAsync(turn, 1, ct);
            throw new InvalidOperationException("broken");
        }, default));
        Assert.Equal(0, _storage.Writes);

        await adapter.SendTextToBotAsync("hi", (turn, ct) => _state.CreateProperty<int>("count").SetAsync(turn, 1, ct), default);
        Assert.Equal(1, _storage.Writes);
    }

    private async Task SetAsync(Profile profile)
    {
        using var turn = Turn();
        await _state.CreateProperty<Profile>("profile").SetAsync(turn, profile);
        await _state.SaveChangesAsync(turn);
    }

    private static TurnContext Turn() => new(
        new TestAdapter(),
        new Activity(ActivityTypes.Message) { ChannelId = "test", From = new ChannelAccount("u"), Conversation = new ConversationAccount(id: "c") });

    private sealed class CountingStorage : IStorage
    {
        private readonly MemoryStorage _memory = new();

        public int Reads { get; private set; }

        public int Writes { get; private set; }

        public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
        {
            Reads++;
            return _memory.ReadAsync(keys, cancellationToken);
        }

        public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
        {
            Writes++;
            Assert.All(changes.Values, v => Assert.IsAssignableFrom<IStoreItem>(v));
            return _memory.WriteAsync(changes, cancellationToken);
        }

        public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default) => _memory.DeleteAsync(keys, cancellationToken);
    }

    private sealed class PlainStorage : IStorage
    {
        public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default) =>
            Task.FromResult<IDictionary<string, object>>(new Dictionary<string, object>
            {
                [keys[0]] = JsonNode.Parse("""{ "profile": { "name": "Ana", "age": 30, "tags": [] } }""")!,
            });

        public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
