using OpenTelemetry.Exporter;

namespace CampaignBot.Operations;

/// <summary>Settings of how the program is watched, section <c>Operations</c>.</summary>
internal sealed class OperationsOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Operations";

    /// <summary>Where traces and metrics go; empty for the environment's, see <see cref="Telemetry"/>.</summary>
    public string OtlpEndpoint { get; set; } = "";

    /// <summary>What is spoken there, where <see cref="OtlpEndpoint"/> is set.</summary>
    public OtlpExportProtocol OtlpProtocol { get; set; } = OtlpExportProtocol.Grpc;

    /// <summary>Which share of the traces is sent, 0 to 1.</summary>
    public double TraceShare { get; set; } = 1;

    /// <summary>Whether the log is a line of JSON an entry.</summary>
    public bool JsonLogs { get; set; }

    /// <summary>How many requests a minute one address may make to what is open to anyone, see <see cref="AddressLimit"/>; 1 or more.</summary>
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>Reads the section.</summary>
    /// <exception cref="InvalidOperationException">A setting can't be used; the message names it.</exception>
    public static OperationsOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<OperationsOptions>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new();
        if (options.OtlpEndpoint.Length > 0 && !(Uri.TryCreate(options.OtlpEndpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            throw new InvalidOperationException($"{Section}:{nameof(OtlpEndpoint)}: '{options.OtlpEndpoint}' is no address such as http://localhost:4317.");
        if (!Enum.IsDefined(options.OtlpProtocol))
            throw new InvalidOperationException($"{Section}:{nameof(OtlpProtocol)} must be Grpc or HttpProtobuf.");
        if (options.TraceShare is not (>= 0 and <= 1))
            throw new InvalidOperationException($"{Section}:{nameof(TraceShare)} must be between 0 and 1.");
        if (options.RequestsPerMinute < 1)
            throw new InvalidOperationException($"{Section}:{nameof(RequestsPerMinute)} must be 1 or more.");
        return options;
    }
}
