namespace CampaignBot.Turns;

/// <summary>A bounded cache by conversation: over its capacity it forgets what was not asked for the longest.</summary>
internal sealed class LeastRecent<T>(int capacity, Func<T, bool>? mayForget = null)
{
    private readonly Dictionary<string, LinkedListNode<(string Key, T Value)>> _nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, T Value)> _order = [];

    /// <summary>The value of a key, made where there is none.</summary>
    /// <param name="use">Runs before any other caller can make the cache forget the value.</param>
    public T GetOrAdd(string key, Func<string, T> make, Action<T>? use = null)
    {
        lock (_order)
        {
            if (_nodes.TryGetValue(key, out var node))
            {
                _order.Remove(node);
                _order.AddFirst(node);
            }
            else
            {
                _nodes[key] = node = _order.AddFirst((key, make(key)));
            }

            use?.Invoke(node.Value.Value);
            Shrink();
            return node.Value.Value;
        }
    }

    private void Shrink()
    {
        // A few steps a call: values in use go back to the front, so that nobody walks past thousands of them.
        for (var step = 0; step < 8 && _nodes.Count > capacity; step++)
        {
            var oldest = _order.Last!;
            _order.RemoveLast();
            if (mayForget?.Invoke(oldest.Value.Value) ?? true)
                _nodes.Remove(oldest.Value.Key);
            else
                _order.AddFirst(oldest);
        }
    }
}
