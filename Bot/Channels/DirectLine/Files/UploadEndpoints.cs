using System.Globalization;
using CampaignBot.Channels.DirectLine.Tokens;
using CampaignBot.Turns;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace CampaignBot.Channels.DirectLine;

/// <summary>
/// <c>/conversations/{id}/upload</c>: a message with files, as parts of a multipart body (one of them the activity, if
/// there are words) or one file alone as the body; and where the files are read from.
/// </summary>
internal static class UploadEndpoints
{
    private const int MaxFiles = 5;

    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("conversations/{id}/upload", UploadAsync);
        routes.MapGet("conversations/{id}/files/{file}", DownloadAsync);
    }

    private static async Task<IResult> UploadAsync(
        HttpContext context,
        string id,
        CallerVerification callers,
        CallerLimits limits,
        Conversations conversations,
        IncomingActivity incoming,
        Inbox inbox,
        ChannelMetrics metrics,
        SentFiles files,
        PublicAddress address,
        IOptions<DirectLineOptions> options)
    {
        var token = await ConversationEndpoints.RequireAsync(context, id, callers, conversations);
        if (options.Value.MaxUploadBytes == 0)
            throw DirectLineProblem.Forbidden("Files are not taken here.");
        var reading = new Reading(files, options.Value, context.RequestAborted);
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type))
            throw DirectLineProblem.Unsupported("Say by 'Content-Type' what the body is.");
        if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            await reading.ReadPartsAsync(context.Request.Body, HeaderUtilities.RemoveQuotes(type.Boundary).ToString());
        else
            await reading.ReadAloneAsync(context.Request, type);
        if (reading.Files.Count == 0)
            throw DirectLineProblem.BadArgument("There is no file in the upload.");

        limits.CountActivity(context, id, reading.Files.Sum(f => f.Content.LongLength));
        var home = address.Of(context);
        var activity = reading.Activity is { } json ? incoming.Read(json, token, home) : incoming.Empty(token, home);
        if (!string.Equals(activity.Type, ActivityTypes.Message, StringComparison.OrdinalIgnoreCase))
            throw DirectLineProblem.BadArgument("Files go with a message.");
        foreach (var file in reading.Files)
            Attach(activity, file, SentFiles.AddressOf(home, id, await files.KeepAsync(id, file, context.RequestAborted)));
        // A client names each file among the attachments too; one whose file didn't come shows nothing.
        activity.Attachments = [.. activity.Attachments!.Where(a => a.ContentUrl is not null || a.Content is not null)];
        var acceptance = await inbox.AcceptAsync(activity, activity.Id!, context.RequestAborted);
        if (acceptance is Acceptance.Accepted or Acceptance.Duplicate)
            metrics.Took(DirectLineChannel.Id, acceptance);
        acceptance.Require();
        return TypedResults.Json(new IdResponse(activity.Id!), DirectLineJson.Default.IdResponse);
    }

    private static void Attach(Activity activity, StoredFile file, string url)
    {
        activity.Attachments ??= [];
        var attachment = activity.Attachments.FirstOrDefault(a => a.ContentUrl is null && a.Content is null && a.Name == file.Name);
        if (attachment is null)
            activity.Attachments.Add(attachment = new Attachment { Name = file.Name });
        (attachment.ContentType, attachment.ContentUrl) = (file.Type, url);
    }

    private static async Task<IResult> DownloadAsync(HttpContext context, string id, string file, SentFiles files)
    {
        var found = id.Length > 100 || file.Length > 100 ? null : await files.FindAsync(id, file, context.RequestAborted);
        if (found is null)
            throw new DirectLineProblem(404, "NotFound", "There is no such file.");
        var disposition = new ContentDispositionHeaderValue(FileKinds.IsImage(found.Type) ? "inline" : "attachment");
        disposition.SetHttpFileName(found.Name);
        var headers = context.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.CacheControl = "private, max-age=31536000, immutable";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(found.Content, found.Type);
    }

    /// <summary>Takes an upload's body apart, bounded in every part.</summary>
    private sealed class Reading(SentFiles files, DirectLineOptions options, CancellationToken cancellationToken)
    {
        public List<StoredFile> Files { get; } = [];

        public ReadOnlyMemory<byte>? Activity { get; private set; }

        public async Task ReadAloneAsync(HttpRequest request, MediaTypeHeaderValue type)
        {
            var name = ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var disposition) ? NameOf(disposition) : null;
            if (request.ContentLength > options.MaxUploadBytes)
                throw DirectLineProblem.TooLarge("A file", options.MaxUploadBytes);
            Add(name, type.MediaType.ToString(), await BytesAsync(request.Body, options.MaxUploadBytes, "A file"));
        }

        public async Task ReadPartsAsync(Stream body, string boundary)
        {
            if (boundary.Length is 0 or > 100)
                throw DirectLineProblem.BadArgument("The multipart body needs a boundary of at most 100 characters.");
            var reader = new MultipartReader(boundary, body) { HeadersCountLimit = 16, HeadersLengthLimit = 8 * 1024 };
            try
            {
                while (await reader.ReadNextSectionAsync(cancellationToken) is { } part)
                    await ReadPartAsync(part);
            }
            catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
            {
                throw DirectLineProblem.BadArgument("The multipart body is broken.");
            }
        }

        private async Task ReadPartAsync(MultipartSection part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
                throw DirectLineProblem.BadArgument("Each part needs a Content-Disposition.");
            var name = HeaderUtilities.RemoveQuotes(disposition.Name);
            if (name.Equals("activity", StringComparison.OrdinalIgnoreCase))
            {
                if (Activity is not null)
                    throw DirectLineProblem.BadArgument("There is more than one activity in the upload.");
                Activity = await BytesAsync(part.Body, options.MaxActivityBytes, "The activity");
            }
            else if (Files.Count == MaxFiles)
            {
                throw DirectLineProblem.BadArgument(string.Create(CultureInfo.InvariantCulture, $"At most {MaxFiles} files go with a message."));
            }
            else
            {
                Add(NameOf(disposition), part.ContentType, await BytesAsync(part.Body, options.MaxUploadBytes, "A file"));
            }
        }

        private void Add(string? name, string? type, ReadOnlyMemory<byte> content)
        {
            if (content.Length == 0)
                throw DirectLineProblem.BadArgument("The file is empty.");
            Files.Add(files.Check(name, type, content));
        }

        private ValueTask<ReadOnlyMemory<byte>> BytesAsync(Stream stream, int maxBytes, string what) =>
            JsonBody.ReadBytesAsync(stream, maxBytes, what, cancellationToken);

        private static string? NameOf(ContentDispositionHeaderValue disposition) =>
            disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.RemoveQuotes(disposition.FileName).Value;
    }
}
