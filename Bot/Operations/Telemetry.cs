using System.Diagnostics;
using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CampaignBot.Operations;

/// <summary>
/// Sends traces and metrics by OTLP: all of the program's own (<c>CampaignBot.*</c>), and ASP.NET Core's, the HTTP clients' and the
/// runtime's. Besides <c>Operations:OtlpEndpoint</c>, OpenTelemetry's own environment variables count (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>,
/// <c>OTEL_EXPORTER_OTLP_HEADERS</c>, <c>OTEL_SERVICE_NAME</c>, <c>OTEL_RESOURCE_ATTRIBUTES</c>).
/// </summary>
public static class Telemetry
{
    private const string EnvironmentEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Foreign = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime"];

    /// <summary>Adds what sends them, where the settings say where to; and the form of the log.</summary>
    /// <exception cref="InvalidOperationException">A setting can't be used; the message names it.</exception>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var options = OperationsOptions.Read(builder.Configuration);
        if (options.JsonLogs)
        {
            builder.Logging.ClearProviders();
            // Without scopes: ASP.NET Core's hold the addresses asked for.
            builder.Logging.AddJsonConsole(json => (json.UseUtcTimestamp, json.TimestampFormat, json.IncludeScopes) = (true, "O", false));
        }
        if (options.OtlpEndpoint.Length > 0 || !string.IsNullOrEmpty(builder.Configuration[EnvironmentEndpoint]))
            builder.Services.AddHostedService(_ => new Sending(options));
        return builder;
    }

    /// <summary>Starts before anything else is served, and sends what is left when the program stops.</summary>
    private sealed class Sending(OperationsOptions options) : IHostedService, IDisposable
    {
        private TracerProvider? _traces;
        private MeterProvider? _metrics;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            var resource = ResourceBuilder.CreateDefault().AddService(
                "campaignbot", serviceVersion: typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
            _traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                // By the trace's id alone: a caller can't have its own traces sent by asking for it.
                .SetSampler(new TraceIdRatioBasedSampler(options.TraceShare))
                .AddSource("CampaignBot.*", "Microsoft.AspNetCore", "System.Net.Http")
                .AddProcessor(new NothingPersonal())
                .AddOtlpExporter(otlp => Direct(otlp, "v1/traces"))
                .Build();
            _metrics = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter(["CampaignBot.*", .. Foreign])
                .AddOtlpExporter(otlp => Direct(otlp, "v1/metrics"))
                .Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            _traces?.ForceFlush(2_000);
            _metrics?.ForceFlush(2_000);
            return Task.CompletedTask;
        }

        public void Dispose()
        {
            _traces?.Dispose();
            _metrics?.Dispose();
        }

        private void Direct(OtlpExporterOptions otlp, string path)
        {
            if (options.OtlpEndpoint.Length == 0)
                return;
            otlp.Protocol = options.OtlpProtocol;
            // With gRPC the method is the path; with HTTP each kind has one of its own.
            otlp.Endpoint = options.OtlpProtocol == OtlpExportProtocol.Grpc ? new Uri(options.OtlpEndpoint) : new Uri(new Uri(options.OtlpEndpoint.TrimEnd('/') + "/"), path);
        }
    }

    /// <summary>
    /// Lets only what is named here leave with a span: ASP.NET Core's and the HTTP clients' say whole addresses, in which conversations,
    /// tokens and telephone numbers may stand, and the caller's address.
    /// </summary>
    private sealed class NothingPersonal : BaseProcessor<Activity>
    {
        private static readonly HashSet<string> May = new(StringComparer.Ordinal)
        {
            "channel", "outcome", "stage", "operation", "error.type", "http.request.method", "http.response.status_code", "http.route",
            "network.protocol.version", "server.address", "server.port", "url.scheme", "db.system", "db.operation.name",
        };

        public override void OnEnd(Activity data)
        {
            foreach (var (name, _) in data.TagObjects.Where(t => !May.Contains(t.Key)).ToList())
                data.SetTag(name, null);
            // An error's words may quote what somebody wrote.
            if (data.StatusDescription is not null)
                data.SetStatus(data.Status);
        }
    }
}
