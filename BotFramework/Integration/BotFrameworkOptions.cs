using Microsoft.AspNetCore.Http;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>How a bot is wired up by <see cref="ServiceCollectionExtensions"/> and <see cref="ApplicationBuilderExtensions"/>.</summary>
public class BotFrameworkOptions
{
    public IList<IMiddleware> Middleware { get; } = [];

    public Func<ITurnContext, Exception, Task>? OnTurnError { get; set; }

    public BotFrameworkPaths Paths { get; set; } = new();
}

/// <summary>Where a bot takes its messages.</summary>
public class BotFrameworkPaths
{
    public PathString BasePath { get; set; } = "/api";

    public PathString MessagesPath { get; set; } = "/messages";
}
