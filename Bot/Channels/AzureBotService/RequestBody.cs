using Microsoft.AspNetCore.Http.Features;

namespace CampaignBot.Channels.AzureBotService;

/// <summary>The body of a request, read to its bound and no further.</summary>
internal static class RequestBody
{
    /// <summary>Channels stay below 256 KB, the largest being Teams with cards.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>The body, or why it is not taken.</summary>
    public static async Task<(ReadOnlyMemory<byte> Body, Refusal? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
            return (default, Refusal.NotJson);
        if (request.ContentLength > MaxBytes)
            return (default, Refusal.TooLarge);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxBytes;

        try
        {
            using var body = new MemoryStream((int)(request.ContentLength ?? 0));
            await request.Body.CopyToAsync(body, cancellationToken);
            return (body.GetBuffer().AsMemory(0, (int)body.Length), null);
        }
        catch (BadHttpRequestException e)
        {
            return (default, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? Refusal.TooLarge : Refusal.BadRequest("The body did not arrive whole."));
        }
    }
}
