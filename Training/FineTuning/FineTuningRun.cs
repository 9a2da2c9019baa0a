using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using OpenAI;
using OpenAI.Files;
using OpenAI.FineTuning;

namespace CampaignBot.Training;

/// <summary>Where a fine-tuning job is.</summary>
/// <param name="Status"><c>validating_files</c>, <c>queued</c>, <c>running</c>, <c>succeeded</c>, <c>failed</c> or <c>cancelled</c> (Azure OpenAI has a few more that pass).</param>
/// <param name="Model">The model it made; null before it has.</param>
/// <param name="Error">Why it failed, in the service's words.</param>
public sealed record FineTuningState(string Job, string Status, string? BaseModel, string? Model, int? TrainedTokens, string? Error)
{
    /// <summary>Whether nothing more will happen to it.</summary>
    public bool IsOver => Status is "succeeded" or "failed" or "cancelled" or "canceled";

    public bool HasSucceeded => Status == "succeeded" && Model is not null;
}

/// <summary>Uploads chats, starts a fine-tuning job, follows it and cancels it, with OpenAI or Azure OpenAI.</summary>
/// <param name="client">Tries again by itself what fails in passing.</param>
/// <param name="every">How long to wait between two looks at a file or a job.</param>
#pragma warning disable OPENAI001 // The library marks all of fine-tuning as subject to change; there is no other way to it.
public sealed class FineTuningRun(OpenAIClient client, TimeSpan every, TimeProvider clock)
{
    private const int MaxLooksAtFile = 120;
    private const int MaxFailedLooks = 10;

    /// <summary>Uploads a file and waits until it can be used.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="IOException">The service doesn't take it, or can't be reached.</exception>
    public async Task<string> UploadAsync(string file, CancellationToken cancellationToken)
    {
        var files = client.GetOpenAIFileClient();
        return await AskAsync($"{file} was not taken", async () =>
        {
            await using var stream = File.OpenRead(file);
            using var form = new MultipartFormDataContent { { new StringContent("fine-tune"), "purpose" }, { new StreamContent(stream), "file", Path.GetFileName(file) } };
            using var body = BinaryContent.Create(await form.ReadAsStreamAsync(cancellationToken));
            // The library's own types know no status "pending", which Azure OpenAI begins with; so the answers are read here.
            var options = new RequestOptions { CancellationToken = cancellationToken };
            var id = Text((await files.UploadFileAsync(body, form.Headers.ContentType!.ToString(), options)).GetRawResponse(), "id") ?? throw new FormatException();
            for (var look = 0; look < MaxLooksAtFile; look++)
            {
                // Azure OpenAI imports a file before it can be trained on; OpenAI is done at once.
                switch (Text((await files.GetFileAsync(id, options)).GetRawResponse(), "status"))
                {
                    case null or "processed" or "uploaded":
                        return id;
                    case "error" or "failed" or "deleted":
                        throw new IOException("The service could not read it.");
                    default:
                        await Task.Delay(every, clock, cancellationToken);
                        break;
                }
            }
            throw new IOException("The service is not done with it yet; try again later.");
        });
    }

    /// <summary>Starts a job.</summary>
    /// <param name="model">The model to begin with, such as <c>gpt-4.1-mini-2025-04-14</c>.</param>
    /// <param name="suffix">Goes into the new model's name; null for none.</param>
    public Task<FineTuningState> StartAsync(string model, string trainingFile, string? validationFile, string? suffix, CancellationToken cancellationToken) =>
        AskAsync("The job was not started", async () =>
        {
            var options = new FineTuningOptions { Suffix = suffix, ValidationFile = validationFile };
            var job = await client.GetFineTuningClient().FineTuneAsync(model, trainingFile, waitUntilCompleted: false, options, cancellationToken);
            return Read(job.GetRawResponse());
        });

    /// <summary>Where a job is.</summary>
    public Task<FineTuningState> FindAsync(string job, CancellationToken cancellationToken) =>
        AskAsync($"{job} was not found", async () => Read((await JobAsync(job, cancellationToken)).GetRawResponse()));

    /// <summary>Cancels a job.</summary>
    public Task<FineTuningState> CancelAsync(string job, CancellationToken cancellationToken) =>
        AskAsync($"{job} was not cancelled", async () =>
        {
            var running = await JobAsync(job, cancellationToken);
            return Read((await running.CancelAsync(new RequestOptions { CancellationToken = cancellationToken })).GetRawResponse());
        });

    /// <summary>Follows a job to its end. A look that fails in passing is made again.</summary>
    /// <param name="progress">Gets each change of status and each new message of the service's.</param>
    public async Task<FineTuningState> FollowAsync(string job, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (status, failed) = ("", 0);
        while (true)
        {
            try
            {
                var running = await JobAsync(job, cancellationToken);
                var state = Read(running.GetRawResponse());
                if (state.Status != status)
                    progress.Report(status = state.Status);
                await foreach (var message in NewMessagesAsync(running, seen, cancellationToken))
                    progress.Report(message);
                if (state.IsOver)
                    return state;
                failed = 0;
            }
            catch (Exception e) when (IsOfTheService(e) && IsPassing(e) && ++failed < MaxFailedLooks)
            {
                progress.Report("the service can't be reached; the job goes on");
            }
            await Task.Delay(every, clock, cancellationToken);
        }
    }

    private Task<FineTuningJob> JobAsync(string job, CancellationToken cancellationToken) =>
        client.GetFineTuningClient().GetJobAsync(job, cancellationToken);

    /// <summary>What the service said of a job since the last look, the oldest first.</summary>
    private static async IAsyncEnumerable<string> NewMessagesAsync(
        FineTuningJob job, HashSet<string> seen, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var fresh = new Stack<string>();
        // The newest come first.
        await foreach (var message in job.GetEventsAsync(new GetEventsOptions { PageSize = 20 }, cancellationToken))
        {
            if (!seen.Add(message.Id))
                break;
            fresh.Push(message.Message);
        }
        foreach (var message in fresh)
            yield return message;
    }

    private static async Task<T> AskAsync<T>(string what, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (IsOfTheService(e) || e is IOException)
        {
            throw new IOException($"{what}. {Why(e)}", e);
        }
    }

    private static bool IsOfTheService(Exception e) =>
        e is ClientResultException or HttpRequestException or JsonException or InvalidOperationException or FormatException
        || (e is AggregateException many && many.InnerExceptions.All(IsOfTheService));

    private static bool IsPassing(Exception e) => e is not ClientResultException { Status: >= 400 and < 500 and not 408 and not 429 };

    /// <summary>The service's own words, which are for whoever runs the command.</summary>
    private static string Why(Exception e) => e switch
    {
        ClientResultException { Status: > 0 } refused => $"The service says {refused.Status}: {MessageOf(refused.GetRawResponse()) ?? "nothing more"}",
        ClientResultException or HttpRequestException or AggregateException => $"The service can't be reached: {e.GetBaseException().Message}",
        IOException => e.Message,
        _ => "The service's answer can't be read.",
    };

    private static string? MessageOf(PipelineResponse? response)
    {
        try
        {
            using var body = JsonDocument.Parse(response?.Content.ToMemory() ?? default);
            return body.RootElement.GetProperty("error").GetProperty("message").GetString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static string? Text(PipelineResponse response, string name)
    {
        using var body = JsonDocument.Parse(response.Content.ToMemory());
        return body.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    /// <summary>The job as the service tells it; the library leaves out why one failed.</summary>
    private static FineTuningState Read(PipelineResponse response)
    {
        using var body = JsonDocument.Parse(response.Content.ToMemory());
        var job = body.RootElement;
        return new FineTuningState(
            Text("id") ?? "",
            Text("status") ?? "",
            Text("model"),
            Text("fine_tuned_model"),
            job.TryGetProperty("trained_tokens", out var tokens) && tokens.ValueKind == JsonValueKind.Number && tokens.TryGetInt32(out var count) ? count : null,
            job.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var message) ? message.GetString() : null);

        string? Text(string name) => job.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
#pragma warning restore OPENAI001
