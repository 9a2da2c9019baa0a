using CampaignBot.Core.Documents;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CampaignBot.Operations;

/// <summary>Tells whoever runs the program whether it lives, and whether it can serve.</summary>
public static class Health
{
    private const string Ready = "ready";

    /// <summary>Registers the checks that readiness asks for.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<StoreAnswers>("store", tags: [Ready], timeout: TimeSpan.FromSeconds(5))
            .AddCheck<NotStopping>("stopping", tags: [Ready]);
        return services;
    }

    /// <summary>
    /// <c>/health/live</c>: the process answers; restart it if not. <c>/health/ready</c>: it has started, its store answers,
    /// it is not about to stop; send it no one if not. The answer is one word.
    /// </summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(Ready) });
        return routes;
    }

    private sealed class StoreAnswers(IDocumentStore documents, DocumentKinds kinds) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await documents.ReadAsync(new DocumentKey(kinds.All.First().Name, "health", "ready"), cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }

    private sealed class NotStopping(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
                ? HealthCheckResult.Unhealthy("stopping")
                : HealthCheckResult.Healthy());
    }
}
