using System.Net;
using CampaignBot.Core.Documents;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;

namespace CampaignBot.Operations;

/// <summary>What holds for every request, whatever it is for.</summary>
public static class Server
{
    /// <summary>The section <c>TrustedProxies</c>: addresses or networks (10.0.0.0/8) whose X-Forwarded headers are believed.</summary>
    private const string TrustedProxies = "TrustedProxies";

    /// <summary>Bounds requests and shutdown, and keeps what must not be in a log out of it.</summary>
    /// <exception cref="InvalidOperationException">A trusted proxy is no address.</exception>
    public static WebApplicationBuilder AddServer(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Each endpoint has its own, smaller bound.
            kestrel.Limits.MaxRequestBodySize = 10 * 1024 * 1024;
        });
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure(options => Trust(options, builder.Configuration)).ValidateOnStart();
        builder.Services.AddAddressLimit(builder.Configuration);
        KeepQuietUntilStarted(builder.Services);
        return builder;
    }

    /// <summary>Answers a failure of ours without telling of its inside; the log has it.</summary>
    public static IApplicationBuilder UseServer(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(failing => failing.Run(context =>
        {
            var tooBusy = context.Features.Get<IExceptionHandlerFeature>()?.Error is TimeoutException or DocumentStoreException;
            context.Response.StatusCode = tooBusy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
            return context.Response.WriteAsJsonAsync(
                new { error = new { code = "ServiceError", message = "Something went wrong here. Please try again." } }, context.RequestAborted);
        }));
        app.UseRateLimiter();
        return app.UseWebSockets(new WebSocketOptions
        {
            // A peer that doesn't answer is gone, even if no one told us.
            KeepAliveInterval = TimeSpan.FromSeconds(30),
            KeepAliveTimeout = TimeSpan.FromSeconds(30),
        });
    }

    /// <summary>
    /// What keeps the program from starting is told by <see cref="Startup"/> in a sentence; the host's own account, with its
    /// stacks, would bury it. Once the program runs, what fails in the host is logged as ever.
    /// </summary>
    private static void KeepQuietUntilStarted(IServiceCollection services) =>
        services.AddOptions<LoggerFilterOptions>().Configure<IServiceProvider>((filters, provider) =>
        {
            var lifetime = new Lazy<IHostApplicationLifetime>(provider.GetRequiredService<IHostApplicationLifetime>);
            // The second writes whole addresses below "Warning", and a socket's holds a token.
            foreach (var category in (string[])["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Hosting.Diagnostics"])
            {
                filters.AddFilter(category, level => level >= LogLevel.Warning && lifetime.Value.ApplicationStarted.IsCancellationRequested);
            }

            // Writes whole addresses too, in which people's ids at their platforms stand.
            filters.AddFilter("System.Net.Http.HttpClient", level => level >= LogLevel.Warning);
        });

    private static void Trust(ForwardedHeadersOptions options, ConfigurationManager configuration)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        foreach (var text in configuration.GetSection(TrustedProxies).Get<string[]>() ?? [])
        {
            if (System.Net.IPNetwork.TryParse(text, out var network))
                options.KnownIPNetworks.Add(network);
            else if (IPAddress.TryParse(text, out var address))
                options.KnownProxies.Add(address);
            else
                throw new InvalidOperationException($"{TrustedProxies}: '{text}' is no address or network such as 10.0.0.0/8.");
        }
    }
}
