using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignBot.Benchmarks.Load;

/// <summary>A bot in a process of its own, on a free port, with its data in a temporary folder or one given.</summary>
internal sealed class ProgramUnderLoad : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _data;
    private readonly bool _ownsData;
    private readonly ServiceProvider _services;

    private ProgramUnderLoad(Process process, DirectoryInfo data, bool ownsData, ServiceProvider services, int port)
    {
        (_process, _data, _ownsData, _services) = (process, data, ownsData, services);
        Http = services.GetRequiredService<IHttpClientFactory>().CreateClient();
        Http.BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
    }

    public HttpClient Http { get; }

    /// <summary>From the process's start to the first answer that it is ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>The processor time it took until then, on all cores.</summary>
    public TimeSpan ReadyAfterProcessorTime { get; private set; }

    /// <summary>What the system holds in memory for the process, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts a bot ("echo" or "campaign") with the usage page, limits high enough for load.</summary>
    public static Task<ProgramUnderLoad> StartAsync(string bot, CancellationToken cancellationToken) =>
        StartAsync([Host, typeof(ProgramUnderLoad).Assembly.Location, "host", bot], cancellationToken);

    /// <summary>Starts the built program itself.</summary>
    /// <param name="data">Its working directory, which stays.</param>
    public static Task<ProgramUnderLoad> StartProgramAsync(DirectoryInfo data, CancellationToken cancellationToken) =>
        StartAsync([Host, typeof(CampaignBot.Program).Assembly.Location], cancellationToken, data);

    /// <summary>What runs a library: `dotnet`, which itself names where it is to what it runs.</summary>
    private static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    public async Task<BotHost.Usage> UsageAsync(CancellationToken cancellationToken) =>
        (await Http.GetFromJsonAsync<BotHost.Usage>(BotHost.UsagePath, cancellationToken))!;

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        await _services.DisposeAsync();
        if (_ownsData)
            _data.Delete(recursive: true);
    }

    private static async Task<ProgramUnderLoad> StartAsync(string[] command, CancellationToken cancellationToken, DirectoryInfo? given = null)
    {
        var data = given ?? Directory.CreateTempSubdirectory("campaignbot-load");
        var port = FreePort();
        var start = new ProcessStartInfo(command[0])
        {
            WorkingDirectory = data.FullName,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
        };
        foreach (var argument in command.Skip(1))
            start.ArgumentList.Add(argument);
        foreach (var setting in Settings(port))
            start.ArgumentList.Add(setting);

        var clock = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        var program = new ProgramUnderLoad(process, data, given is null, services, port);
        while (!await program.IsReadyAsync(cancellationToken))
        {
            if (process.HasExited || clock.Elapsed > TimeSpan.FromMinutes(1))
            {
                await program.DisposeAsync();
                throw new InvalidOperationException("The program did not start.");
            }

            await Task.Delay(10, cancellationToken);
        }

        program.ReadyAfter = clock.Elapsed;
        process.Refresh();
        program.ReadyAfterProcessorTime = process.TotalProcessorTime;
        return program;
    }

    private static string[] Settings(int port) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"--Urls=http://127.0.0.1:{port}"),
        "--AzureBotService:AllowAnonymous=true",
        "--DirectLine:Limits:RequestsPerMinute=1000000",
        "--DirectLine:Limits:NewConversationsPerMinute=1000000",
        "--DirectLine:Limits:KilobytesPerMinute=1000000",
        "--DirectLine:Limits:ActivitiesPerMinute=1000000",
        "--Conversation:MessagesPerMinute=0",
    ];

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
