using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>Puts the bot behind its path.</summary>
public static class ApplicationBuilderExtensions
{
    /// <summary>Hands requests to <c>/api/messages</c>, or the path in <see cref="BotFrameworkOptions"/>, to the adapter and the bot.</summary>
    public static IApplicationBuilder UseBotFramework(this IApplicationBuilder applicationBuilder)
    {
        ArgumentNullException.ThrowIfNull(applicationBuilder);
        var paths = applicationBuilder.ApplicationServices.GetRequiredService<IOptions<BotFrameworkOptions>>().Value.Paths;
        return applicationBuilder.Map(paths.BasePath.Add(paths.MessagesPath), branch => branch.Run(context =>
            context.RequestServices.GetRequiredService<IBotFrameworkHttpAdapter>().ProcessAsync(
                context.Request,
                context.Response,
                context.RequestServices.GetRequiredService<IBot>(),
                context.RequestAborted)));
    }
}
