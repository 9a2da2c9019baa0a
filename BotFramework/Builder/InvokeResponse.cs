namespace Microsoft.Bot.Builder;

/// <summary>The answer to an invoke activity.</summary>
public class InvokeResponse
{
    /// <summary>An HTTP status.</summary>
    public int Status { get; set; }

    public object? Body { get; set; }

    /// <summary>Whether the status is 200 to 299.</summary>
    public bool IsSuccessStatusCode() => Status is >= 200 and <= 299;
}

/// <summary>The answer to an invoke activity, with a body of a known type.</summary>
public class InvokeResponse<T> : InvokeResponse
{
    public new T? Body
    {
        get => (T?)base.Body;
        set => base.Body = value;
    }
}
