using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampaignBot.Tests.Support;

/// <summary>A file that was uploaded.</summary>
public sealed record ModelFile(string Id, string Name, string Purpose, string Content)
{
    /// <summary>How many times it is still said to be in the works.</summary>
    public int Pending { get; set; }
}

/// <summary>A fine-tuning job.</summary>
public sealed class ModelJob(string id, string model, string trainingFile, string? validationFile, string? suffix)
{
    public string Id => id;

    public string Model => model;

    public string TrainingFile => trainingFile;

    public string? ValidationFile => validationFile;

    public string Status { get; set; } = "validating_files";

    public string? FineTunedModel { get; set; }

    public (string Code, string Message)? Error { get; set; }

    public List<string> Events { get; } = ["Created fine-tuning job: " + id, "Validating training file: " + trainingFile];

    public string? Suffix => suffix;
}

/// <summary>
/// The files and fine-tuning jobs of a <see cref="ModelServer"/>. A job goes one step on whenever it is asked about:
/// validating_files, queued, running, and then it has succeeded; or failed, where its file is no good or it is told to fail.
/// </summary>
public sealed class ModelFineTuning
{
    private const int LeastExamples = 10;
    private readonly Lock _one = new();

    /// <summary>What was uploaded, by id.</summary>
    public ConcurrentDictionary<string, ModelFile> Files { get; } = new();

    /// <summary>The jobs, by id.</summary>
    public ConcurrentDictionary<string, ModelJob> Jobs { get; } = new();

    /// <summary>Models that can be fine-tuned.</summary>
    public HashSet<string> Models { get; } = ["gpt-4.1-mini", "gpt-4o-mini-2024-07-18"];

    /// <summary>How many times an uploaded file is said to be in the works, as Azure OpenAI does, before it can be used.</summary>
    public int FilesPendingFor { get; set; }

    /// <summary>How training fails; null where it succeeds.</summary>
    public string? FailsWith { get; set; }

    /// <summary>Whether a job stays where it is.</summary>
    public bool IsStuck { get; set; }

    internal void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/files", UploadAsync).DisableAntiforgery();
        api.MapGet("/files/{id}", (HttpContext context, string id) => FileAsync(context, id));
        api.MapDelete("/files/{id}", (HttpContext context, string id) => Files.TryRemove(id, out _)
            ? context.Response.WriteAsJsonAsync(new { id, @object = "file", deleted = true }, context.RequestAborted)
            : NoFile(id).WriteAsync(context));
        api.MapPost("/fine_tuning/jobs", CreateAsync);
        api.MapGet("/fine_tuning/jobs/{id}", (HttpContext context, string id) => JobAsync(context, id, Advance));
        api.MapPost("/fine_tuning/jobs/{id}/cancel", (HttpContext context, string id) => JobAsync(context, id, Cancel));
        api.MapGet("/fine_tuning/jobs/{id}/events", EventsAsync);
    }

    private static ModelError NoFile(string id) => ModelError.NotFound($"No such File object: {id}");

    private async Task UploadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            await ModelError.Invalid("Expected multipart/form-data.").WriteAsync(context);
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (upload, purpose) = (form.Files.GetFile("file"), form["purpose"].ToString());
        var content = "";
        if (upload is not null)
        {
            using var reader = new StreamReader(upload.OpenReadStream());
            content = await reader.ReadToEndAsync(context.RequestAborted);
        }

        var wrong = upload is null
            ? ModelError.Invalid("'file' is a required property")
            : purpose.Length == 0
                ? ModelError.Invalid("'purpose' is a required property")
                : purpose != "fine-tune"
                    ? ModelError.Invalid($"'{purpose}' is not one of ['fine-tune', 'assistants', 'batch', 'user_data', 'vision', 'evals'] - 'purpose'")
                    : !upload.FileName.EndsWith(".jsonl", StringComparison.Ordinal)
                        ? ModelError.Invalid("Invalid file format for Fine-Tuning API. Must be .jsonl")
                        : NotLines(content) is { } line
                            ? ModelError.Invalid($"Expected file to have JSONL format, where every line is a valid JSON dictionary. Line {line} is not a dictionary.")
                            : null;
        if (wrong is not null)
        {
            await wrong.WriteAsync(context);
            return;
        }

        var file = new ModelFile($"file-{Files.Count + 1}", upload!.FileName, purpose, content) { Pending = FilesPendingFor };
        Files[file.Id] = file;
        await context.Response.WriteAsJsonAsync(Shown(file), context.RequestAborted);
    }

    private static int? NotLines(string content)
    {
        var lines = content.TrimEnd('\n').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (Parse(lines[i]) is null)
                return i + 1;
        }
        return null;
    }

    private static JsonObject? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Task FileAsync(HttpContext context, string id)
    {
        if (!Files.TryGetValue(id, out var file))
            return NoFile(id).WriteAsync(context);
        file.Pending = Math.Max(0, file.Pending - 1);
        return context.Response.WriteAsJsonAsync(Shown(file), context.RequestAborted);
    }

    private static object Shown(ModelFile file) => new
    {
        id = file.Id,
        @object = "file",
        bytes = file.Content.Length,
        created_at = 1_790_000_000,
        filename = file.Name,
        purpose = file.Purpose,
        status = file.Pending > 0 ? "pending" : "processed",
    };

    private Task CreateAsync(HttpContext context)
    {
        var body = (JsonObject)context.Items[nameof(ModelRequest)]!;
        var (model, training, validation, suffix) = (Text("model"), Text("training_file"), Text("validation_file"), Text("suffix"));
        var wrong = model is null || training is null
            ? ModelError.Invalid($"Missing required parameter: '{(model is null ? "model" : "training_file")}'.", code: "missing_required_parameter")
            : !Models.Contains(model) && !model.StartsWith("ft:", StringComparison.Ordinal)
                ? ModelError.Invalid($"Model {model} is not available for fine-tuning or does not exist.", "model", "model_not_available")
                : Unusable(training) ?? (validation is null ? null : Unusable(validation))
                    ?? (suffix is { Length: > 64 } ? ModelError.Invalid("The suffix is too long.", "suffix") : null);
        if (wrong is not null)
            return wrong.WriteAsync(context);

        var job = new ModelJob($"ftjob-{Jobs.Count + 1}", model!, training!, validation, suffix);
        Jobs[job.Id] = job;
        return context.Response.WriteAsJsonAsync(Shown(job), context.RequestAborted);

        string? Text(string name) => (body[name] as JsonValue)?.GetValue<string>();
    }

    private ModelError? Unusable(string id) => !Files.TryGetValue(id, out var file)
        ? ModelError.Invalid($"invalid training_file: {id}", "training_file", "invalid_training_file")
        : file.Pending > 0
            ? ModelError.Invalid($"The file {id} is not ready to be used.", "training_file", "invalid_training_file")
            : null;

    private Task JobAsync(HttpContext context, string id, Func<ModelJob, ModelError?> change)
    {
        if (!Jobs.TryGetValue(id, out var job))
            return ModelError.NotFound($"Could not find fine tune: {id}", "fine_tune_not_found").WriteAsync(context);
        lock (_one)
        {
            return change(job) is { } error ? error.WriteAsync(context) : context.Response.WriteAsJsonAsync(Shown(job), context.RequestAborted);
        }
    }

    private ModelError? Advance(ModelJob job)
    {
        if (IsStuck)
            return null;
        switch (job.Status)
        {
            case "validating_files" when Invalid(job) is { } why:
                (job.Status, job.Error) = ("failed", ("invalid_training_file", why));
                job.Events.Add("The job failed due to an invalid training file. " + why);
                break;
            case "validating_files":
                job.Status = "queued";
                job.Events.Add("Files validated, moving job to queued state");
                break;
            case "queued":
                job.Status = "running";
                job.Events.Add("Fine-tuning job started");
                job.Events.Add("Step 1/2: training loss=1.20");
                break;
            case "running" when FailsWith is { } message:
                (job.Status, job.Error) = ("failed", ("server_error", message));
                break;
            case "running":
                job.Events.Add("Step 2/2: training loss=0.40");
                job.FineTunedModel = $"ft:{job.Model}:campaign:{job.Suffix}:{job.Id[6..]}";
                job.Status = "succeeded";
                job.Events.Add("The job has successfully completed");
                break;
            default:
                break;
        }
        return null;
    }

    private static ModelError? Cancel(ModelJob job)
    {
        if (job.Status is "succeeded" or "failed" or "cancelled")
            return ModelError.Invalid($"Job has already {job.Status}: {job.Id}");
        job.Status = "cancelled";
        job.Events.Add("The job was cancelled.");
        return null;
    }

    /// <summary>What the service finds wrong with a job's file, or null.</summary>
    private string? Invalid(ModelJob job)
    {
        var lines = Files[job.TrainingFile].Content.TrimEnd('\n').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var messages = Parse(lines[i])!["messages"] as JsonArray;
            var roles = messages?.Select(m => m?["role"]?.GetValue<string>()).ToList() ?? [];
            if (roles.Count == 0 || roles.Exists(r => r is not ("system" or "developer" or "user" or "assistant")))
                return $"Invalid file format. Example {i + 1} is not a chat of known roles.";
            if (roles[^1] != "assistant" || messages!.Any(m => string.IsNullOrEmpty(m!["content"]?.GetValue<string>())))
                return $"Invalid file format. Example {i + 1} does not end with what the assistant says.";
        }
        return lines.Length < LeastExamples
            ? $"Training file has {lines.Length} example(s), but must have at least {LeastExamples} examples"
            : null;
    }

    private Task EventsAsync(HttpContext context, string id, string? after, int? limit)
    {
        if (!Jobs.TryGetValue(id, out var job))
            return ModelError.NotFound($"Could not find fine tune: {id}", "fine_tune_not_found").WriteAsync(context);
        // The newest first, as the service gives them.
        var events = job.Events.Select((message, i) => new
        {
            @object = "fine_tuning.job.event",
            id = $"ftevent-{i + 1}",
            created_at = 1_790_000_000 + i,
            level = "info",
            message,
            type = "message",
        }).Reverse().ToList();
        var from = after is null ? 0 : events.FindIndex(e => e.id == after) + 1;
        var page = events.Skip(from).Take(limit ?? 20).ToList();
        return context.Response.WriteAsJsonAsync(
            new { @object = "list", data = page, has_more = from + page.Count < events.Count }, context.RequestAborted);
    }

    private static object Shown(ModelJob job) => new
    {
        id = job.Id,
        @object = "fine_tuning.job",
        created_at = 1_790_000_000,
        finished_at = job.Status is "succeeded" ? 1_790_000_600 : (int?)null,
        model = job.Model,
        fine_tuned_model = job.FineTunedModel,
        organization_id = "org-test",
        result_files = Array.Empty<string>(),
        status = job.Status,
        training_file = job.TrainingFile,
        validation_file = job.ValidationFile,
        hyperparameters = new { n_epochs = "auto", batch_size = "auto", learning_rate_multiplier = "auto" },
        trained_tokens = job.Status is "succeeded" ? 1_234 : (int?)null,
        integrations = Array.Empty<object>(),
        seed = 42,
        estimated_finish = (int?)null,
        error = job.Error is var (code, message) ? new { code, message, param = (string?)"training_file" } : null,
        method = new { type = "supervised", supervised = new { hyperparameters = new { n_epochs = "auto", batch_size = "auto", learning_rate_multiplier = "auto" } } },
    };
}
