using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CampaignBot.Tests.Support;

/// <summary>The unmodified botframework-directlinejs in a Node.js process (Tests/Clients/directline.mjs).</summary>
public sealed class JavaScriptClient : IDisposable
{
    private readonly Process _process;
    private readonly List<JsonNode> _told = [];
    private readonly StringBuilder _errors = new();

    /// <param name="address">The program, or a line to it.</param>
    /// <param name="settings">What the client's constructor is given besides <c>domain</c>.</param>
    public JavaScriptClient(Uri address, JsonObject settings)
    {
        settings["domain"] = new Uri(address, "v3/directline").AbsoluteUri;
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = Requires.Clients,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("directline.mjs");
        start.ArgumentList.Add(settings.ToJsonString());
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

    /// <summary>The activities it was given, in their order.</summary>
    public IReadOnlyList<JsonNode> Activities => [.. Told.Select(t => t["activity"]).OfType<JsonNode>()];

    /// <summary>Whether its connection has been in this state.</summary>
    public bool WasIn(string status) => Told.Any(t => t["status"]?.GetValue<string>() == status);

    /// <summary>Sends a message by the client and gives the id that it was told, or "retry".</summary>
    public async Task<string> SayAsync(string text) => (await DoAsync(
        new JsonObject { ["post"] = new JsonObject { ["type"] = "message", ["text"] = text, ["from"] = new JsonObject { ["id"] = "user" } } },
        "posted")).GetValue<string>();

    /// <summary>Gives a command and waits until the client tells of <paramref name="answer"/>.</summary>
    public async Task<JsonNode> DoAsync(JsonObject command, string answer)
    {
        var before = Told.Count;
        await _process.StandardInput.WriteLineAsync(command.ToJsonString());
        await _process.StandardInput.FlushAsync();
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
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
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
