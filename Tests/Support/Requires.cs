namespace CampaignBot.Tests.Support;

/// <summary>What some tests need of the machine.</summary>
public static class Requires
{
    /// <summary>The folder of Microsoft's JavaScript clients.</summary>
    public static string Clients { get; } = Path.Combine(BotProgram.RepositoryRoot(), "Tests", "Clients");

    /// <summary>Whether Node.js is there.</summary>
    public static bool HasNode { get; } =
        Array.Exists((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), p => File.Exists(Path.Combine(p, "node")));

    /// <summary>A browser's path, or null.</summary>
    public static string? Chromium { get; } =
        new[] { Environment.GetEnvironmentVariable("CHROMIUM_PATH"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
            .FirstOrDefault(File.Exists);

    /// <summary>Why tests in a browser can't run; null where they can.</summary>
    public static string? WhyNoBrowser { get; } =
        Chromium is null ? "Chromium is missing; install it or name one in CHROMIUM_PATH." : null;

    /// <summary>Why tests with the clients can't run; null where they can.</summary>
    public static string? WhyNoClients { get; } =
        !Directory.Exists(Path.Combine(Clients, "node_modules", "botframework-directlinejs")) ? "The clients are not installed: npm ci --prefix Tests/Clients"
        : !HasNode ? "Node.js is missing."
        : null;

    /// <summary>The folder of the platforms' own clients of the channels.</summary>
    public static string ChannelClients { get; } = Path.Combine(Clients, "channels");

    /// <summary>Why tests with those can't run; null where they can.</summary>
    public static string? WhyNoChannelClients { get; } =
        !Directory.Exists(Path.Combine(ChannelClients, "node_modules", "twilio")) ? "The clients are not installed: npm ci --prefix Tests/Clients/channels" : WhyNoClients;

    /// <summary>Why tests with Web Chat can't run; null where they can.</summary>
    public static string? WhyNoWebChat => WhyNoClients ?? WhyNoBrowser;
}

/// <summary>A test with Microsoft's Direct Line client in Node.js; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClientFactAttribute : FactAttribute
{
    public ClientFactAttribute() => Skip = Requires.WhyNoClients;
}

/// <summary>A test with a platform's own client of a channel in Node.js; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChannelClientFactAttribute : FactAttribute
{
    public ChannelClientFactAttribute() => Skip = Requires.WhyNoChannelClients;
}

/// <summary>A test with Microsoft's Web Chat in a browser; skipped, with the reason, where one of them is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WebChatFactAttribute : FactAttribute
{
    public WebChatFactAttribute() => Skip = Requires.WhyNoWebChat;
}
