using CampaignBot.BotFramework;
using Microsoft.Bot.Builder;

namespace CampaignBot.Turns;

/// <summary>
/// The bot's state during one turn: reads from the conversation's record, and collects what is written for the turn's one
/// commit. The record's ETag, checked then, stands for that of each object in it.
/// </summary>
internal sealed class RecordStorage(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> state) : IStorage
{
    private Dictionary<string, ReadOnlyMemory<byte>>? _changed;

    /// <summary>The state after the turn.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> State => _changed ?? state;

    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        var found = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (State.TryGetValue(key, out var json))
                found[key] = new StoredJson(json);
        }

        return Task.FromResult<IDictionary<string, object>>(found);
    }

    public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
    {
        _changed ??= new(state, StringComparer.Ordinal);
        foreach (var (key, value) in changes)
            _changed[key] = StoredJson.Of(value).Utf8;
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        _changed ??= new(state, StringComparer.Ordinal);
        foreach (var key in keys)
            _changed.Remove(key);
        return Task.CompletedTask;
    }
}
