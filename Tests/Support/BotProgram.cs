using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace CampaignBot.Tests.Support;

/// <summary>
/// The real program, as built, running as a process of its own on a free port with a data folder of its own. It is ended
/// with the test, whatever became of it.
/// </summary>
public sealed partial class BotProgram : IAsyncDisposable
{
    /// <summary>The secret of <c>DirectLine:Secret</c> in every program started here.</summary>
    public const string Secret = "a-secret-of-the-tests-0123456789abcdef";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A command that measures works for half a minute where it has the machine to itself.</summary>
    private static readonly TimeSpan PatienceWithCommands = TimeSpan.FromMinutes(4);

    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly StringBuilder _output = new();
    private Process? _process;

    private readonly bool _ownsData;

    private BotProgram(IReadOnlyDictionary<string, string> settings, string? data = null) =>
        (_settings, Data, _ownsData) = (settings, data ?? Directory.CreateTempSubdirectory("campaignbot-test-").FullName, data is null);

    /// <summary>The program's working directory, in which its database lies.</summary>
    public string Data { get; }

    /// <summary>Where it listens, ending in a slash; the same after a restart.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0/");

    /// <summary>A client of it.</summary>
#pragma warning disable RS0030 // A caller from outside shares nothing with the bot.
    public HttpClient Http { get; } = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
#pragma warning restore RS0030

    /// <summary>All it has written, of every run.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts the program and waits until it is ready.</summary>
    /// <param name="settings">Settings by name, <c>("DirectLine:TokenLifetime", "00:00:03")</c>, over the defaults.</param>
    public static async Task<BotProgram> StartAsync(params (string Name, string Value)[] settings)
    {
        var program = new BotProgram(settings.ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal));
        try
        {
            await program.StartAgainAsync();
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the program to its own end, for a start that is refused or a command, and gives its exit code and output.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, params (string Name, string Value)[] settings)
    {
        await using var program = new BotProgram(settings.ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal));
        return await program.RunToItsEndAsync(arguments);
    }

    /// <summary>Runs a command into whose input <paramref name="input"/> is piped, and gives its exit code and output.</summary>
    public static async Task<(int ExitCode, string Output)> PipeAsync(string input, params string[] arguments)
    {
        await using var program = new BotProgram(new Dictionary<string, string>(StringComparer.Ordinal));
        return await program.RunToItsEndAsync(arguments, input);
    }

    /// <summary>Runs a command beside this program, in its folder and with its settings, and gives its exit code and output.</summary>
    public async Task<(int ExitCode, string Output)> CommandAsync(params string[] arguments)
    {
        await using var command = new BotProgram(_settings, Data);
        return await command.RunToItsEndAsync(arguments);
    }

    private async Task<(int ExitCode, string Output)> RunToItsEndAsync(string[] arguments, string? input = null)
    {
        Launch(arguments, isPiped: input is not null);
        if (input is not null)
        {
            await _process!.StandardInput.WriteAsync(input);
            _process.StandardInput.Close();
        }
        using var timeout = new CancellationTokenSource(PatienceWithCommands);
        await _process!.WaitForExitAsync(timeout.Token);
        return (_process.ExitCode, Output);
    }

    /// <summary>Starts it on the same data and port, after <see cref="Kill"/> or <see cref="StopAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        var before = Output.Length;
        Launch([$"--Urls=http://127.0.0.1:{Address.Port}"]);
        await Poll.UntilAsync(
            () => Task.FromResult(ListeningOn().IsMatch(Output[before..]) || _process!.HasExited), Patience);
        var match = ListeningOn().Match(Output[before..]);
        Assert.True(match.Success, $"The program did not start:\n{Output[before..]}");
        Address = new Uri(match.Groups["address"].Value + "/");
        Http.BaseAddress ??= Address;
        await Poll.UntilAsync(IsReadyAsync, Patience);
    }

    /// <summary>Ends it as a power cut would (SIGKILL).</summary>
    public void Kill()
    {
        _process!.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Ends it as a service manager does (SIGTERM) and gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using (var signal = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]))
            await signal.WaitForExitAsync();
        using var timeout = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(timeout.Token);
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return code;
    }

    public ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is { HasExited: false })
            Kill();
        _process?.Dispose();
        if (_ownsData)
            Directory.Delete(Data, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void Launch(string[] arguments, bool isPiped = false)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Data,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = isPiped,
            StandardInputEncoding = isPiped ? new UTF8Encoding(false) : null,
        };
        start.ArgumentList.Add(Assembly());
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DirectLine__Secret"] = Secret;
        foreach (var (name, value) in _settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
        _process.OutputDataReceived += Record;
        _process.ErrorDataReceived += Record;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Record(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
            _output.AppendLine(line.Data);
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var response = await Http.GetAsync(new Uri(Address, "health/ready"));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The program in Bot's own output, built with the tests in the same configuration.</summary>
    private static string Assembly()
    {
        var root = RepositoryRoot();
        var configuration = typeof(BotProgram).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var framework = string.Create(CultureInfo.InvariantCulture, $"net{Environment.Version.Major}.0");
        return Path.Combine(root, "Bot", "bin", configuration, framework, "CampaignBot.dll");
    }

    /// <summary>The folder that holds the solution.</summary>
    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CampaignBot.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    [GeneratedRegex(@"^  (?<address>http://127\.0\.0\.1:\d+)\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListeningOn();
}
