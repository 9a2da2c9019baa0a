namespace Microsoft.Bot.Builder;

/// <summary>Values that live for one turn, by name or by type. Disposing it disposes what it holds.</summary>
public class TurnContextStateCollection : Dictionary<string, object>, IDisposable
{
    private bool disposed;

    public TurnContextStateCollection()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>The value under <paramref name="key"/>; default where there is none or it is of another type.</summary>
    public T? Get<T>(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return TryGetValue(key, out var value) && value is T typed ? typed : default;
    }

    /// <summary>The value kept by its type.</summary>
    public T? Get<T>() => Get<T>(KeyOf<T>());

    /// <exception cref="ArgumentException">There is a value under <paramref name="key"/> already.</exception>
    public void Add<T>(string key, T value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        base.Add(key, value);
    }

    public void Add<T>(T value) => Add(KeyOf<T>(), value);

    /// <summary>Puts the value there, in place of another; null takes it away.</summary>
    public void Set<T>(string key, T? value)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (value is null)
            Remove(key);
        else
            this[key] = value;
    }

    public void Set<T>(T? value) => Set(KeyOf<T>(), value);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposed || !disposing)
            return;
        disposed = true;
        foreach (var value in Values)
            (value as IDisposable)?.Dispose();
    }

    private static string KeyOf<T>() => typeof(T).FullName!;
}
