using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CampaignBot.Tests.Support;

/// <summary>A script of <c>Tests/Clients</c> in a Node.js process: it is told things and tells things, a line of JSON each.</summary>
public class NodeClient : IDisposable
{
    private readonly Process _process;
    private readonly List<JsonNode> _told = [];
    private readonly StringBuilder _errors = new();

    /// <param name="folder">Where its packages are installed.</param>
    public NodeClient(string folder, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(script);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["TEAMSAPPTESTER_BROWSER"] = "none";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All it has told so far.</summary>
    public IReadOnlyList<JsonNode> Told
    {
        get
        {
            lock (_told)
                return [.. _told];
        }
    }

    /// <summary>Gives a command and waits until the client tells of <paramref name="answer"/>.</summary>
    public async Task<JsonNode> DoAsync(JsonObject command, string answer)
    {
        var before = Told.Count;
        await TellAsync(command);
        return await WaitAsync(() => Told.Skip(before).Select(t => t[answer]).OfType<JsonNode>().FirstOrDefault());
    }

    /// <summary>Waits until the client has told what <paramref name="find"/> looks for.</summary>
    public async Task<T> WaitAsync<T>(Func<T?> find)
        where T : class
    {
        T? found = null;
        try
        {
            await Poll.UntilAsync(() => (found = find()) is not null, TimeSpan.FromSeconds(60));
        }
        catch (Exception)
        {
            string errors;
            lock (_errors)
                errors = _errors.ToString();
            Assert.Fail($"The client never told it.\n{string.Join('\n', Told.Select(t => t.ToJsonString()))}\n{errors}");
        }

        return found!;
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Tells it something.</summary>
    public async Task TellAsync(JsonNode what)
    {
        await _process.StandardInput.WriteLineAsync(what.ToJsonString());
        await _process.StandardInput.FlushAsync();
    }

    private void Hear(string? line)
    {
        if (string.IsNullOrEmpty(line))
            return;
        try
        {
            lock (_told)
                _told.Add(JsonNode.Parse(line)!);
        }
        catch (JsonException)
        {
            Note(line);
        }
    }

    private void Note(string? line)
    {
        lock (_errors)
            _errors.AppendLine(line);
    }
}
