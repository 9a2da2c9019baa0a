using CampaignBot.Core.Cases;
using CampaignBot.Core.Privacy;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Net.Http.Headers;

namespace CampaignBot.Channels.Media;

/// <summary>Registers what keeps the files that people send, for the channels whose platforms keep them elsewhere.</summary>
internal static class MediaRegistration
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Adds a platform's; what is the same for all is added once.</summary>
    public static IServiceCollection AddMedia(this IServiceCollection services, MediaSource source)
    {
        services.AddSingleton(source);
        if (services.Any(s => s.ServiceType == typeof(MediaShelf)))
            return services;
        services.AddHttpClient(MediaFetch.Client, client => client.Timeout = Timeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.TryAddSingleton<PublicAddress>();
        services.AddSingleton<MediaShelf>();
        services.AddSingleton<IPersonalData>(provider => provider.GetRequiredService<MediaShelf>());
        services.AddSingleton<MediaFetch>();
        services.AddSingleton<Microsoft.Bot.Builder.IMiddleware, MediaMiddleware>();
        services.AddSingleton<FilesSent>(provider => (place, since, cancellationToken) =>
            provider.GetRequiredService<MediaShelf>().SentAsync(place.ChannelId, place.ConversationId, since, cancellationToken));
        return services;
    }

    /// <summary><c>/media/{id}</c>: a file, for whom its address was told; without such a channel there is none.</summary>
    public static IEndpointRouteBuilder MapMedia(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<MediaShelf>() is { } shelf)
            routes.MapGet($"/{MediaShelf.Path}/{{id}}", (string id, HttpContext context) => ServeAsync(shelf, id, context));
        return routes;
    }

    private static async Task<IResult> ServeAsync(MediaShelf shelf, string id, HttpContext context)
    {
        if (await shelf.FindAsync(id, context.RequestAborted) is not { } file)
            return Results.NotFound();
        var headers = context.Response.Headers;
        headers.ContentDisposition = new ContentDispositionHeaderValue(FileKinds.IsImage(file.Type) ? "inline" : "attachment").ToString();
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.XContentTypeOptions = "nosniff";
        headers["X-Robots-Tag"] = "noindex";
        return Results.Bytes(file.Content, file.Type);
    }
}
