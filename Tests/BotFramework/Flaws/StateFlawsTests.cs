using CampaignBot.BotFramework;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace CampaignBot.Tests.BotFramework.Flaws;

/// <summary>The known flaws of Microsoft.Bot.Builder 4.23.1 that concern state, one by one, shown to be absent here.</summary>
public sealed class StateFlawsTests : FlawBot
{
    [Fact]
    public async Task State_TwoTurnsAtOnce_TheSecondToSaveIsToldSo()
    {
        var state = new ConversationState(new MemoryStorage(Memory));
        var counter = state.CreateProperty<Counter>("counter");
        using var first = Turn();
        using var second = Turn();
        (await counter.GetAsync(first, () => new Counter())).Count++;
        (await counter.GetAsync(second, () => new Counter())).Count++;

        await state.SaveChangesAsync(first);

        var conflict = await Assert.ThrowsAsync<StorageConflictException>(() => state.SaveChangesAsync(second));
        Assert.Equal("test/conversations/c", conflict.Key);
        using var third = Turn();
        Assert.Equal(1, (await counter.GetAsync(third)).Count);
    }

    [Fact]
    public async Task State_ClearedOrSavedTwiceInATurn_StillHonoursTheETag()
    {
        var state = new ConversationState(new MemoryStorage(Memory));
        var counter = state.CreateProperty<Counter>("counter");
        using var first = Turn();
        (await counter.GetAsync(first, () => new Counter())).Count = 1;
        await state.SaveChangesAsync(first);
        (await counter.GetAsync(first)).Count = 2;
        await state.SaveChangesAsync(first);

        using var second = Turn();
        await state.ClearStateAsync(second);
        (await counter.GetAsync(first)).Count = 3;
        await state.SaveChangesAsync(first);

        await Assert.ThrowsAsync<StorageConflictException>(() => state.SaveChangesAsync(second));
    }

    [Fact]
    public async Task State_DeletedByAnother_IsNotWrittenBack()
    {
        var state = new ConversationState(new MemoryStorage(Memory));
        var counter = state.CreateProperty<Counter>("counter");
        using var first = Turn();
        (await counter.GetAsync(first, () => new Counter())).Count = 1;
        await state.SaveChangesAsync(first);
        using var second = Turn();
        (await counter.GetAsync(second)).Count = 2;

        await state.DeleteAsync(first);

        await Assert.ThrowsAsync<StorageConflictException>(() => state.SaveChangesAsync(second));
    }

    [Fact]
    public async Task State_StoredJson_HoldsNoTypeNames()
    {
        var client = Converse(new WaterfallDialog("w", [(step, _) =>
        {
            step.Values["counter"] = new Counter { Count = 1 };
            step.Values["age"] = 42;
            return Task.FromResult(Dialog.EndOfTurn);
        }]));
        await client("hi");

        var json = Memory["test/conversations/c"].ToJsonString();
        Assert.DoesNotContain("$type", json);
        Assert.DoesNotContain("PublicKeyToken", json);
        Assert.DoesNotContain("System.", json);
    }

    [Fact]
    public async Task StateKeys_OfOtherChannelsUsersAndConversations_NeverClash()
    {
        var storage = new RecordingStorage();
        BotState[] states = [new ConversationState(storage), new UserState(storage), new PrivateConversationState(storage)];
        string[] ids = ["a", "b", "a/users/b", "a/users", "users/b", "a%2Fusers%2Fb", "conversations/a", "%2F", "/"];
        var keys = new List<string>();
        foreach (var conversation in ids)
        {
            foreach (var user in ids)
            {
                using var turn = Turn(conversation, user);
                storage.Read.Clear();
                foreach (var state in states)
                    await state.LoadAsync(turn);
                keys.Add($"c {conversation} {storage.Read[0]}");
                keys.Add($"u {user} {storage.Read[1]}");
                keys.Add($"p {conversation} {user} {storage.Read[2]}");
            }
        }

        var scopes = keys.Distinct().ToList();
        Assert.Equal(scopes.Count, scopes.Select(k => k[(k.LastIndexOf(' ') + 1)..]).Distinct().Count());
        using var plain = Turn("c1", "u1");
        storage.Read.Clear();
        foreach (var state in states)
            await state.LoadAsync(plain);
        Assert.Equal(["test/conversations/c1", "test/users/u1", "test/conversations/c1/users/u1"], storage.Read);
    }

    [Fact]
    public async Task StateKeys_AMissingId_IsSaidPlainly()
    {
        using var turn = new TurnContext(new TestAdapter(), new Activity(ActivityTypes.Message) { ChannelId = "test" });

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => new UserState(new MemoryStorage()).LoadAsync(turn));

        Assert.Contains("sender's id", e.Message);
    }

    private sealed class RecordingStorage : IStorage
    {
        public List<string> Read { get; } = [];

        public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
        {
            Read.AddRange(keys);
            return Task.FromResult<IDictionary<string, object>>(new Dictionary<string, object>());
        }

        public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
