namespace CampaignBot.Channels;

/// <summary>Where the world reaches this program: the setting <c>PublicUrl</c>, or the address a caller used.</summary>
/// <exception cref="InvalidOperationException">The setting is no http or https address.</exception>
public sealed class PublicAddress
{
    /// <summary>The address of the setting, ending in a slash; null where it isn't set.</summary>
    public Uri? Configured => _configured;

    private readonly Uri? _configured;

    public PublicAddress(IConfiguration configuration)
    {
        var text = configuration["PublicUrl"];
        if (string.IsNullOrEmpty(text))
            return;
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out _configured) || _configured.Scheme is not ("https" or "http"))
            throw new InvalidOperationException($"PublicUrl: '{text}' is no address such as https://chat.example.org.");
    }

    /// <summary>The address, ending in a slash, under which <paramref name="context"/>'s caller reaches the program.</summary>
    public Uri Of(HttpContext context) =>
        _configured
        // A host that makes no address (none at all in HTTP/1.0) harms nobody but its sender.
        ?? (Uri.TryCreate($"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}{context.Request.PathBase}/", UriKind.Absolute, out var asked)
            ? asked
            : new Uri("http://localhost/"));
}
