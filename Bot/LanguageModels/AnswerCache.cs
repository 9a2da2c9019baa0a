using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;

namespace CampaignBot.LanguageModels;

/// <summary>
/// Answers to chats that were asked before, word by word, in memory: so many, for so long; the ones asked for the longest ago
/// give way. The chats themselves are not kept, only their hash.
/// </summary>
internal sealed class AnswerCache(int capacity, TimeSpan lifetime, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _order = [];

    private sealed record Entry(string Key, string Text, string? ModelId, DateTimeOffset Until);

    /// <summary>What the model, the chat and the way of answering come to.</summary>
    public static string KeyOf(string? model, IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(options?.ModelId ?? model);
        Add(options?.Instructions);
        Add(string.Create(CultureInfo.InvariantCulture, $"{options?.Temperature} {options?.TopP} {options?.MaxOutputTokens}"));
        Add(options?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } ? schema.GetRawText() : options?.ResponseFormat?.GetType().Name);
        foreach (var message in messages)
        {
            Add(message.Role.Value);
            Add(message.Text);
        }
        return Convert.ToHexString(hash.GetHashAndReset());

        void Add(string? part)
        {
            var bytes = Encoding.UTF8.GetBytes(part ?? "");
            // The length in front keeps two parts from passing for one.
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }

    /// <summary>The answer under a key, or null.</summary>
    public ChatResponse? Find(string key)
    {
        lock (_lock)
        {
            if (!_nodes.TryGetValue(key, out var node))
                return null;
            _order.Remove(node);
            if (node.Value.Until <= clock.GetUtcNow())
            {
                _nodes.Remove(key);
                return null;
            }

            _order.AddFirst(node);
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, node.Value.Text)) { ModelId = node.Value.ModelId, FinishReason = ChatFinishReason.Stop };
        }
    }

    /// <summary>Keeps an answer that was given in full; another is as well asked for again.</summary>
    public void Keep(string key, ChatResponse response)
    {
        if (capacity == 0 || response.FinishReason != ChatFinishReason.Stop || response.Text.Length == 0 || response.Messages.Any(m => m.Contents.Any(c => c is ErrorContent)))
            return;
        lock (_lock)
        {
            if (_nodes.Remove(key, out var old))
                _order.Remove(old);
            _nodes[key] = _order.AddFirst(new Entry(key, response.Text, response.ModelId, clock.GetUtcNow() + lifetime));
            if (_nodes.Count > capacity)
            {
                _nodes.Remove(_order.Last!.Value.Key);
                _order.RemoveLast();
            }
        }
    }
}
